"""Shares whose counts stand apart: `tổng số 230 đồng chí, tham gia 223 đồng chí (đạt 96,96%)`, and lists of such shares.

A whole is looked for where reports put it. Any whole that proves the percentage is believed; a percentage is called wrong only
against a whole that the text ties to it, or when one slip of the pen explains it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from thongsuot.domain.claims.agreement import AGREES, UNKNOWN, Judgement, agrees, is_close, is_slip, judged
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination, derived
from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.nouns import Family
from thongsuot.domain.claims.pairs import is_total, pairs_of, same_things
from thongsuot.domain.claims.rests import is_rest, later_rest
from thongsuot.domain.claims.roles import RATE_AGAIN, Link, PercentRole, link_of, names_other_whole, role_of
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import ratio_words


class _Bond(IntEnum):
    """How firmly the text ties a whole to a share."""

    NAMED = 1  # đạt 97,87% trên tổng số 4.600
    TOTAL = 2  # tổng số 4.600 … 4.502 …, đạt 97,87%
    LISTED = 3  # other shares of the same list are proved by it
    NEAR = 4  # the whole of which this is said to be a part, by its place only
    REST = 5  # 765 …; còn 8 … chưa xong
    ANY = 6  # some count before it


@dataclass(frozen=True, slots=True)
class _Share:
    count: Figure
    percent: Figure


@dataclass(frozen=True, slots=True)
class _Whole:
    value: Fraction
    bond: _Bond
    figure: Figure | None = None


_FURTHEST = 150
_FAR_POINTS = 20
_BELONGING = re.compile(r"(?<![^\W\d_])(?:thuộc|của|tại|ở|trong|từ|đến từ) (?:toàn bộ |tất cả |cả |số )?$")
_CLOSED_BRACKET = re.compile(r"\([^()]{0,200}\)")
_WHOLE_AFTER = re.compile(
    r"\)?,? ?\(?(?:(?:so với|so|trên|trong|của|/) ?)?(?:tổng số|tổng|số) [^,;.()\d]{0,60}\(?(?:là |có )?$"
    r"| ?\(?(?:trên|trong|so với) $"
)
_PART_OF = re.compile(r"trong đó|có|đã|tham gia|dự|học")
_ALL_OF = re.compile(r"(?<![^\W\d_])(?:toàn|cả) [^,;.()\d]{0,40}$")
_CALLED = re.compile(r"phải (?:học|dự|tham gia)|triệu tập|tổng số|danh sách")
_SITTINGS = {Family.CLASSES, Family.SITES}
_WHO_SAT = {Family.PEOPLE, Family.TURNS}


def share_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every share whose whole can be found."""
    for statement in examination.statements:
        shares = _shares_of(examination, statement)
        listed = _listed_whole(examination, statement, shares)
        for share in shares:
            claim = _claim(examination, statement, share, listed)
            if claim is not None:
                examination.taken.add(share.percent)
                yield claim


def _shares_of(examination: Examination, statement: Statement) -> list[_Share]:
    found = []
    paired = {figure for pair in pairs_of(statement) for figure in (pair.numerator, pair.denominator)}
    for percent in statement.percents:
        if percent in examination.taken or role_of(statement, percent) is not PercentRole.SHARE:
            continue
        count = _count_of(statement, percent, paired)
        if count is not None:
            found.append(_Share(count, percent))
    return found


def _count_of(statement: Statement, percent: Figure, paired: set[Figure]) -> Figure | None:
    """Return the count a percentage is the share of: the nearest before it that is not a mere `thuộc 15 chi bộ`."""
    link = link_of(statement, percent)
    earlier = [figure.end for figure in statement.percents if figure.end <= percent.start]
    since = max([statement.start, percent.start - _FURTHEST, *earlier])
    if link is None:
        return None
    counts = [
        figure
        for figure in statement.counts_between(since, percent.start)
        if figure not in paired and figure.is_exact and _reaches(statement, figure, percent, link)
    ]
    free = [figure for figure in counts if _may_be_counted(statement, figure)] or counts
    if len(free) > 1 and free[-1].family in _SITTINGS and free[-2].family in _WHO_SAT:
        return free[-2]
    return free[-1] if free else None


def _may_be_counted(statement: Statement, figure: Figure) -> bool:
    belongs = _BELONGING.search(statement.before(figure.start, 30))
    return not belongs and not is_rest(statement, figure) and not is_total(statement, figure)


def _reaches(statement: Statement, count: Figure, percent: Figure, link: Link) -> bool:
    gap = statement.between(count.end, percent.start)
    plain = _CLOSED_BRACKET.sub("", gap)
    if (";" in gap and not RATE_AGAIN.search(gap)) or ")" in plain:
        return False
    if link is Link.BRACKET:
        return "," not in plain and plain.count("(") == 1 and len(plain) <= 60
    return "(" not in plain and not (link is Link.COMMA and len(plain) > 40)


def _claim(examination: Examination, statement: Statement, share: _Share, listed: _Whole | None) -> Claim | None:
    wholes = [whole for whole in _wholes(examination, statement, share, listed) if _may_be_whole(whole, share)]
    proving = [
        whole for whole in wholes if agrees(100 * share.count.value / whole.value, share.percent, examination.targets)
    ]
    for whole in sorted(proving or wholes, key=lambda whole: whole.bond):
        judgement = AGREES if proving else _judgement(examination, share, whole)
        if judgement is not None:
            if whole.figure is not None and judgement == AGREES:
                examination.proved.append((statement.number, whole.figure, share.count))
            return _share_claim(examination, share, whole, judgement)
    return None


def _may_be_whole(whole: _Whole, share: _Share) -> bool:
    """Tell whether a count may be the whole: not less than the part, unless the text says it is and one slip explains it."""
    if whole.value >= share.count.value:
        return True
    is_said = whole.bond in {_Bond.NAMED, _Bond.TOTAL}
    return is_said and share.percent.value <= 100 and is_slip(share.count.value, whole.value, share.percent)


def _judgement(examination: Examination, share: _Share, whole: _Whole) -> Judgement | None:
    """Judge a share no whole proves; None where this whole is not tied to it firmly enough to say anything."""
    exact = 100 * share.count.value / whole.value
    judgement = judged(exact, share.percent, examination.targets)
    slip = is_slip(share.count.value, whole.value, share.percent)
    if whole.bond is _Bond.NAMED or (slip and whole.bond is not _Bond.ANY):
        return judgement
    if whole.bond in {_Bond.TOTAL, _Bond.LISTED}:
        return judgement if is_close(exact, share.percent, _FAR_POINTS) else UNKNOWN
    return None


def _wholes(examination: Examination, statement: Statement, share: _Share, listed: _Whole | None) -> Iterator[_Whole]:
    named = _named_whole(statement, share)
    if named is not None:
        yield _Whole(named.value, _Bond.NAMED, named)
    nearest = True
    for figure in reversed(statement.counts_between(statement.start, share.count.start)):
        if same_things(figure, share.count) and figure.is_exact and figure.value:
            yield _Whole(figure.value, _bond(statement, figure, share, nearest=nearest), figure)
            nearest = False
    if listed is not None:
        yield listed
    rest = later_rest(examination, statement, share.percent.end, share.count, 4)
    if rest is not None:
        yield _Whole(share.count.value + rest.value, _Bond.REST)
    yield from _earlier_wholes(examination, statement, share)


def _bond(statement: Statement, figure: Figure, share: _Share, *, nearest: bool) -> _Bond:
    if is_total(statement, figure) and not _names_another(statement, figure, share.percent):
        return _Bond.TOTAL
    gap = statement.between(figure.end, share.count.start)
    if nearest and _ALL_OF.search(statement.before(figure.start)):
        return _Bond.NEAR
    return _Bond.NEAR if nearest and _PART_OF.search(gap) and ";" not in gap else _Bond.ANY


def _names_another(statement: Statement, figure: Figure, percent: Figure) -> bool:
    """Tell whether a percentage names its whole in words, and in others than those this total is called by."""
    if not names_other_whole(statement, percent):
        return False
    called = _CALLED.search(statement.after(percent.end))
    return called is None or called.group() not in statement.before(figure.start, 90)


def _earlier_wholes(examination: Examination, statement: Statement, share: _Share) -> Iterator[_Whole]:
    """Yield the counts of the two sentences before; a total of the same noun may be the whole."""
    for earlier in examination.preceding(statement, 2):
        for figure in reversed(earlier.counts):
            if same_things(figure, share.count) and figure.is_exact and figure.value:
                is_whole = is_total(earlier, figure) and figure.word == share.count.word
                yield _Whole(figure.value, _Bond.NEAR if is_whole else _Bond.ANY, figure)


def _named_whole(statement: Statement, share: _Share) -> Figure | None:
    for figure in statement.counts:
        if figure.start >= share.percent.end:
            gap = statement.between(share.percent.end, figure.start)
            return figure if figure.value and _WHOLE_AFTER.match(gap) and same_things(figure, share.count) else None
    return None


def _listed_whole(examination: Examination, statement: Statement, shares: Sequence[_Share]) -> _Whole | None:
    """Return the whole that proves at least two shares of a list and at least half of them: a count before it, or their sum."""
    if len(shares) < 2:
        return None
    first = shares[0].count
    before = [*statement.counts_between(statement.start, first.start)]
    for earlier in examination.preceding(statement, 1):
        before += earlier.counts
    wholes = [
        _Whole(figure.value, _Bond.LISTED, figure) for figure in before if same_things(figure, first) and figure.value
    ]
    wholes.append(_Whole(sum((share.count.value for share in shares), Fraction(0)), _Bond.LISTED))
    best = max(wholes, key=lambda whole: _proved(examination, whole, shares))
    proved = _proved(examination, best, shares)
    return best if proved >= 2 and 2 * proved >= len(shares) else None


def _proved(examination: Examination, whole: _Whole, shares: Sequence[_Share]) -> int:
    if not whole.value:
        return 0
    return sum(agrees(100 * share.count.value / whole.value, share.percent, examination.targets) for share in shares)


def _share_claim(examination: Examination, share: _Share, whole: _Whole, judgement: Judgement) -> Claim:
    numerator, denominator = int(share.count.value), int(whole.value)
    exact = derived(100 * share.count.value / whole.value, share.percent)
    same = [whole.figure] if whole.figure is not None and whole.bond in {_Bond.NAMED, _Bond.TOTAL} else []
    return examination.claim(
        [share.count, share.percent, *same], ClaimKind.RATIO, judgement,
        ratio_words(numerator, denominator, exact, share.percent, judgement),
        numerator=numerator, denominator=denominator, stated_percent=share.percent.decimal, derived_percent=exact,
    )  # fmt: skip
