"""Whether the parts of a total add up to it: `24 lớp (huyện 9 lớp, xã 15 lớp)`, `9 + 15 = 24`, `…, tổng cộng 24 lớp`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

from thongsuot.domain.claims.agreement import AGREES, UNKNOWN, WRONG, Judgement, is_misprint
from thongsuot.domain.claims.breakdowns import Breakdown, Opening, breakdowns_of
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination
from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.nouns import Family
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import sum_words

# A person may be counted under several of these at once.
_OVERLAPPING = re.compile(
    r"(?<![^\W\d_])(?:nữ|dân tộc|trẻ|tuổi|trình độ|đại học|cao đẳng|thạc sĩ|thạc sỹ|lý luận|tôn giáo|tái cử|lần đầu|hưu|miễn"
    r"|chủ chốt)(?![^\W\d_])"
)
_OVERLAP = {Family.PEOPLE, Family.TURNS, None}
# Labels that cannot both be true of one thing, and that leave nothing over.
_EXCLUSIVE = (
    re.compile(r"trực tiếp.*trực tuyến|trực tuyến.*trực tiếp", re.DOTALL),
    re.compile(
        r"(?<![^\W\d_])nam(?![^\W\d_]).*(?<![^\W\d_])nữ(?![^\W\d_])|(?<![^\W\d_])nữ.*(?<![^\W\d_])nam(?![^\W\d_])",
        re.DOTALL,
    ),
    re.compile(r"chính thức.*dự bị|dự bị.*chính thức", re.DOTALL),
    re.compile(r"có lý do.*không (?:có )?lý do|đúng hạn.*(?:quá hạn|chậm)|đảng bộ cơ sở.*chi bộ cơ sở", re.DOTALL),
    re.compile(r"(?:cấp )?tỉnh.*(?:cấp )?huyện.*(?:cấp )?(?:xã|cơ sở)", re.DOTALL),
)
_PLUS = re.compile(r"^[^,;.()\d]{0,30}\+ ?$")
_EQUALS = re.compile(r"^[^,;.()\d]{0,30}= ?$")
_TOTAL_AFTER = re.compile(r"(?:tổng cộng|cộng chung|cả thảy|tất cả)(?: là| có)? ?$")
_CHANGE = re.compile(r"[^,;.()\d]{0,40}\((?P<word>tăng|giảm) (?:thêm )?")
_LEAST_COVERED = Fraction(4, 5)
_PLAUSIBLE = (Fraction(1, 2), Fraction(3, 2))


def sum_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every total whose parts are given, and for the changes printed beside them."""
    for statement in examination.statements:
        yield from _added_aloud(examination, statement)
        yield from _totals_after(examination, statement)
        done: set[Figure] = set()
        for found in _best_by_opening(list(breakdowns_of(examination, statement))):
            judgement = _judgement(found)
            if judgement is None or not done.isdisjoint(found.parts):
                continue
            done.update(found.parts)
            yield _claim(examination, found.total, found.parts, judgement)
            yield from _changes_beside(examination, statement, found)


def _best_by_opening(found: Sequence[Breakdown]) -> Iterator[Breakdown]:
    """For each opening yield the reading that adds up, else the one with the nearest total of the same noun."""
    openings: dict[tuple[str, int], list[Breakdown]] = {}
    for breakdown in found:
        if len(breakdown.parts) >= 2:
            openings.setdefault((breakdown.opening, breakdown.parts[-1].start), []).append(breakdown)
    groups = [[proved for item in group if (proved := _proved(item))] or group[:1] for group in openings.values()]
    # What adds up is heard first, so that a wrong reading of the same parts is never reported.
    yield from sorted((group[0] for group in groups), key=lambda item: item.sum != item.total.value)


def _proved(found: Breakdown) -> Breakdown | None:
    """Return the breakdown with the parts that add up to its total: all, the first few, or those of the total's own noun."""
    total = found.total.value
    if total == 0:
        return None
    so_far = list(accumulate(part.value for part in found.parts))
    for count in range(len(found.parts), 1, -1):
        if so_far[count - 1] == total:
            return replace(found, parts=found.parts[:count])
    own = tuple(part for part in found.parts if part.word == found.total.word)
    return replace(found, parts=own) if len(own) >= 2 and sum(part.value for part in own) == total else None


def _judgement(found: Breakdown) -> Judgement | None:
    """Judge a breakdown; None where it neither proves nor refutes: a subset, an open list, things that overlap."""
    if found.sum == found.total.value:
        return AGREES
    is_slip = _names_parts(found) and _is_slip(found.parts, found.total.value)
    is_plausible = _PLAUSIBLE[0] <= found.sum / (found.total.value or 1) <= _PLAUSIBLE[1]
    if found.is_open or not found.total.is_exact or not (is_plausible or (is_slip and _is_sure(found))):
        return None
    if found.opening is Opening.FIRM or found.is_whole:
        return WRONG
    is_exclusive = any(labels.search(found.labels) for labels in _EXCLUSIVE)
    if found.total.family in _OVERLAP and _OVERLAPPING.search(found.labels) and not is_exclusive:
        return None
    if found.opening is Opening.SUBSET:
        return _subset_judgement(found, is_exclusive=is_exclusive)
    return WRONG if is_slip else None


def _subset_judgement(found: Breakdown, *, is_exclusive: bool) -> Judgement | None:
    """Judge parts after `trong đó`: they may leave something over, but what excludes one another may not exceed the whole."""
    if is_exclusive:
        return WRONG if _is_slip(found.parts, found.total.value) else None
    if not _names_parts(found) or found.total.family is Family.PEOPLE:
        return None
    if found.sum > found.total.value:
        return WRONG
    is_nearly_whole = len(found.parts) >= 3 and found.sum >= _LEAST_COVERED * found.total.value
    return UNKNOWN if is_nearly_whole else None


def _names_parts(found: Breakdown) -> bool:
    """Tell whether every part is named as the total is, or no part is named at all."""
    families = {part.family for part in found.parts}
    return families in ({found.total.family}, {None}) or {part.word for part in found.parts} == {found.total.word}


def _is_sure(found: Breakdown) -> bool:
    """Tell whether parts that are far from their total still are its parts: said to be all, or named by its very noun."""
    return found.opening is Opening.FIRM or all(part.word in {"", found.total.word} for part in found.parts)


def _is_slip(parts: Sequence[Figure], total: Fraction) -> bool:
    """Tell whether one misprint in the total or in one part explains why they do not add up."""
    short = int(total - sum((part.value for part in parts), Fraction(0)))
    if is_misprint(str(int(total)), str(int(total) - short)):
        return True
    return any(
        part.value + short > 0 and is_misprint(str(int(part.value)), str(int(part.value) + short)) for part in parts
    )


def _added_aloud(examination: Examination, statement: Statement) -> Iterator[Claim]:
    """Yield `9 + 15 = 24` and `24 = 9 + 15`."""
    for run, total in [*_runs(statement, statement.counts), *_runs(statement, statement.counts[::-1])]:
        parts = sorted(run, key=lambda part: part.start)
        yield _claim(examination, total, parts, AGREES if sum(part.value for part in parts) == total.value else WRONG)


def _runs(statement: Statement, counts: Sequence[Figure]) -> Iterator[tuple[list[Figure], Figure]]:
    """Yield the counts that plus signs join up to an equals sign, and the count beyond it."""
    run: list[Figure] = []
    for one, other in pairwise(counts):
        first, second = sorted((one, other), key=lambda figure: figure.start)
        gap = statement.between(first.end, second.start)
        if _PLUS.match(gap):
            run = [*(run or [one]), other]
            continue
        if run and _EQUALS.match(gap):
            yield run, other
        run = []


def _totals_after(examination: Examination, statement: Statement) -> Iterator[Claim]:
    """Yield `9 lớp cấp huyện, 15 lớp cấp xã, tổng cộng 24 lớp`."""
    for total in statement.counts:
        if not _TOTAL_AFTER.search(statement.before(total.start, 24)) or not total.word:
            continue
        level = statement.bracket_of(total.start)
        before = statement.counts_between(statement.start, total.start)
        parts = tuple(
            figure for figure in before if figure.word == total.word and statement.bracket_of(figure.start) == level
        )
        if len(parts) < 2 or any(not part.is_exact for part in parts):
            continue
        if sum(part.value for part in parts) == total.value:
            yield _claim(examination, total, parts, AGREES)
        elif _is_slip(parts, total.value):
            yield _claim(examination, total, parts, WRONG)


def _changes_beside(examination: Examination, statement: Statement, found: Breakdown) -> Iterator[Claim]:
    """Yield `787 (tăng 11), gồm 269 (tăng 08), 518 (tăng 3)`: the changes of the parts make the change of the total."""
    total = _change_of(found.statement, found.total)
    parts = [_change_of(statement, part) for part in found.parts]
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return
    derived = sum(sign * int(figure.value) for sign, figure in known)
    judgement = AGREES if derived == total[0] * int(total[1].value) else WRONG
    if judgement == WRONG and len(known) < len(parts):
        return
    signed = tuple(sign * int(figure.value) for sign, figure in known)
    stated = total[0] * int(total[1].value)
    yield examination.claim(
        [total[1], *(figure for _sign, figure in known)], ClaimKind.SUM, judgement,
        sum_words(signed, stated, derived, judgement), parts=signed, stated_total=stated, derived_total=derived,
    )  # fmt: skip


def _change_of(statement: Statement, figure: Figure) -> tuple[int, Figure] | None:
    match = _CHANGE.match(statement.lower, max(figure.end, figure.word_end), statement.end)
    if match is None:
        return None
    change = next((other for other in statement.counts if other.start == match.end()), None)
    return (1 if match["word"] == "tăng" else -1, change) if change else None


def _claim(examination: Examination, total: Figure, parts: Sequence[Figure], judgement: Judgement) -> Claim:
    numbers = tuple(int(part.value) for part in parts)
    stated = int(total.value)
    return examination.claim(
        [total, *parts], ClaimKind.SUM, judgement, sum_words(numbers, stated, sum(numbers), judgement),
        parts=numbers, stated_total=stated, derived_total=sum(numbers),
    )  # fmt: skip
