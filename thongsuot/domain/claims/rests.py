"""What is left over: `còn 98 đồng chí chưa học`, `vắng 8`. It proves a whole that is not printed, or is itself proved."""

import re
from collections.abc import Iterator

from thongsuot.domain.claims.agreement import AGREES, WRONG
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination
from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.pairs import is_total, pairs_of, same_things
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import difference_words

_REST = re.compile(
    r"(?<![^\W\d_])(?:(?P<sure>còn lại|vắng|thiếu|chưa (?:học|dự|tham gia|hoàn thành|xong|báo cáo|nộp)[^,;.()\d]{0,10})"
    r"[^,;.()\d]{0,25}|còn(?: có| tới| khoảng)?[^,;.()\d]{0,12})$"
)
_UNDONE = re.compile(r"[^,;.()\d]{0,60}?(?:chưa|vắng|không|nghỉ)")
_OPENS_WITH_REST = re.compile(
    r"\W{0,3}(?:(?:hiện|đến nay|tuy nhiên|như vậy|toàn|cả|số)[^,;.%\d]{0,30}?,? ?)?(?:chỉ )?(?<![^\W\d_])(?:còn|vắng)"
)
_NARROWED = re.compile(r"trong đó|riêng|trong số này")
_FURTHEST = 200


def rest_after(statement: Statement, place: int, like: Figure) -> Figure | None:
    """Return the count of what is left that follows a place in its sentence, of the same things as a given count."""
    for figure in statement.counts:
        if figure.start < place:
            continue
        if figure.start - place > _FURTHEST:
            return None
        if is_rest(statement, figure) and same_things(figure, like):
            return figure
    return None


def is_rest(statement: Statement, figure: Figure) -> bool:
    """Tell whether a count says how many are left: those who have not, or were absent."""
    match = _REST.search(statement.before(figure.start, 40))
    if match is None or not figure.is_exact:
        return False
    return match["sure"] is not None or bool(_UNDONE.match(statement.after(figure.end, 70)))


def later_rest(examination: Examination, statement: Statement, place: int, like: Figure, count: int) -> Figure | None:
    """Return what is left as this sentence or one of the next ones says it; those must open with it."""
    found = rest_after(statement, place, like)
    for following in examination.following(statement, count):
        if found is not None:
            return found
        if _OPENS_WITH_REST.match(following.text):
            found = rest_after(following, following.start, like)
    return found


def difference_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every rest whose whole and part the text gives just before: 4.600 less 4.502 leaves 98."""
    for statement in examination.statements:
        proved = [(whole, part) for number, whole, part in examination.proved if number == statement.number]
        for whole, part in dict.fromkeys([*_wholes_with_parts(statement), *proved]):
            claim = _difference(examination, statement, whole, part)
            if claim is not None:
                yield claim


def _wholes_with_parts(statement: Statement) -> Iterator[tuple[Figure, Figure]]:
    """Yield whole and part of pairs, and of `tổng số 4.600 đảng viên, đã học 4.502`."""
    for pair in pairs_of(statement):
        yield pair.denominator, pair.numerator
    counts = statement.counts
    for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
        if (
            is_total(statement, whole)
            and is_rest(statement, rest)
            and not is_rest(statement, part)
            and same_things(whole, part)
        ):
            yield whole, part


def _difference(examination: Examination, statement: Statement, whole: Figure, part: Figure) -> Claim | None:
    place = max(whole.end, part.end)
    rest = later_rest(examination, statement, place, part if part.family else whole, 1)
    if rest is None or not (whole.is_exact and part.is_exact) or part.value > whole.value:
        return None
    if _NARROWED.search(statement.lower[place : rest.start]) or _another_pair_between(statement, place, rest.start):
        return None
    left = int(whole.value - part.value)
    stated = _with_second_rest(examination, rest, left)
    judgement = AGREES if stated == left else WRONG
    numbers = (int(whole.value), int(part.value))
    return examination.claim(
        [whole, part, rest], ClaimKind.DIFFERENCE, judgement, difference_words(*numbers, left, stated, judgement),
        parts=numbers, stated_total=stated, derived_total=left,
    )  # fmt: skip


def _another_pair_between(statement: Statement, start: int, end: int) -> bool:
    return any(start <= pair.start < end for pair in pairs_of(statement))


def _with_second_rest(examination: Examination, rest: Figure, left: int) -> int:
    """Return what is left in all: `vắng 5 có lý do, 3 không lý do` leaves eight."""
    stated = int(rest.value)
    for statement in examination.statements:
        if statement.start <= rest.start < statement.end:
            later = [figure for figure in statement.counts if figure.start > rest.start and same_things(figure, rest)][
                :1
            ]
            if stated != left and later and stated + int(later[0].value) == left:
                return left
    return stated
