"""Percentages that divide a whole: `giỏi 20%, khá 50%, trung bình 28%, yếu 2%` make one hundred."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from thongsuot.domain.claims.agreement import AGREES, UNKNOWN, WRONG, Judgement, is_misprint
from thongsuot.domain.claims.claim import Claim, ClaimKind, Severity, Verdict
from thongsuot.domain.claims.examination import Examination
from thongsuot.domain.claims.figures import Figure, as_decimal
from thongsuot.domain.claims.roles import PercentRole, role_of
from thongsuot.domain.claims.statements import Bracket, Statement
from thongsuot.domain.claims.wording import percent_sum_words

_WHOLE = Fraction(100)
_LEAST_PARTS = 3
_MOST_PARTS = 12
_ONLY_LINK = re.compile(r"\(?(?:đạt |chiếm |tỷ lệ |tỉ lệ |bằng |= ?)*$")
_SUBSET = re.compile(r"trong đó|trong số đó|riêng")
_CLOSED_BRACKET = re.compile(r"\([^()]{0,200}\)")
_COMPARED = re.compile(r" ?so (?:với |tổng |số )")
_BEST = re.compile(r"xuất sắc|trong sạch|giỏi|tốt|rất hài lòng|cao")
_WORST = re.compile(
    r"không hoàn thành|yếu|kém|vi phạm|không đạt|chưa đạt|còn lại|khác|thấp|không hài lòng|không ý kiến"
)
_PAIR = re.compile(r"(?<![^\W\d_])nam(?![^\W\d_]).*(?<![^\W\d_])nữ|trực tiếp.*trực tuyến|còn lại", re.DOTALL)


def percent_sum_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every list of percentages that makes, or was meant to make, one hundred percent."""
    for statement in examination.statements:
        for group in _groups(statement):
            run, judgement = _reading(statement, group)
            if judgement is None or (judgement == WRONG and not examination.taken.isdisjoint(run)):
                continue  # a share proved wrong by its own counts is reported there
            parts = tuple(percent.quantity for percent in run)
            total = as_decimal(_sum(run), max(percent.places for percent in run))
            yield examination.claim(
                run, ClaimKind.PERCENT_SUM, judgement, percent_sum_words(parts, total, judgement),
                parts=parts, stated_total=100, derived_total=total,
            )  # fmt: skip


def _groups(statement: Statement) -> Iterator[list[Figure]]:
    """Yield the percentages that stand on one level of brackets, without those of subsets and comparisons."""
    levels: dict[Bracket | None, list[Figure]] = {}
    for percent in statement.percents:
        if (
            percent.is_exact
            and role_of(statement, percent) is PercentRole.SHARE
            and not _COMPARED.match(statement.after(percent.end))
        ):
            levels.setdefault(_level(statement, percent), []).append(percent)
    for group in levels.values():
        kept = [percent for place, percent in enumerate(group) if not _is_subset(statement, group, place)]
        if 2 <= len(kept) <= _MOST_PARTS:
            yield kept


def _level(statement: Statement, percent: Figure) -> Bracket | None:
    """Return the bracket a percentage stands in, not counting one that holds nothing but it: `130 (20%)`."""
    bracket = statement.bracket_of(percent.start)
    while bracket and _ONLY_LINK.match(statement.lower[bracket[0] : percent.start]) and bracket[1] - percent.end <= 1:
        bracket = statement.bracket_of(bracket[0])
    return bracket


def _is_subset(statement: Statement, group: Sequence[Figure], place: int) -> bool:
    """Tell whether a percentage opens with `trong đó` a part of the one before it."""
    if place == 0:
        return False
    gap = _CLOSED_BRACKET.sub("", statement.between(group[place - 1].end, group[place].start))
    return bool(_SUBSET.search(gap.rpartition(";")[2]))


def _reading(statement: Statement, group: Sequence[Figure]) -> tuple[Sequence[Figure], Judgement | None]:
    """Return the longest row of percentages that makes one hundred; else the whole group if it was meant to."""
    for length in range(len(group), 1, -1):
        for first in range(len(group) - length + 1):
            run = group[first : first + length]
            judgement = _judged(run)
            if judgement != WRONG and (length >= _LEAST_PARTS or _PAIR.search(_words(statement, run))):
                return run, judgement
    meant = len(group) >= _LEAST_PARTS and _divides_all(statement, group) and _is_slip(group)
    return group, WRONG if meant else None


def _judged(run: Sequence[Figure]) -> Judgement:
    """Judge a row: each part may be off by half a unit of the finest decimals; with mixed decimals more is left open."""
    away = abs(_sum(run) - _WHOLE)
    finest = Fraction(1, 10 ** max(percent.places for percent in run))
    if away == 0:
        return AGREES
    if away <= len(run) * finest / 2:
        return Verdict.CONSISTENT, Severity.ROUNDING
    own = sum((Fraction(1, 10**percent.places) / 2 for percent in run), Fraction(0))
    return UNKNOWN if away <= own else WRONG


def _divides_all(statement: Statement, group: Sequence[Figure]) -> bool:
    """Tell whether the labels run from the best to the worst, so that nothing is left over."""
    words = _words(statement, group)
    return bool(_BEST.search(words) and _WORST.search(words))


def _words(statement: Statement, run: Sequence[Figure]) -> str:
    earlier = [figure.end for figure in statement.percents if figure.end <= run[0].start]
    return statement.lower[max([statement.start, *earlier]) : min(statement.end, run[-1].end + 40)]


def _is_slip(run: Sequence[Figure]) -> bool:
    """Tell whether one misprint explains the sum; what the others' rounding may have added is allowed for."""
    short = _WHOLE - _sum(run)
    places = max(percent.places for percent in run)
    rounding = [short + Fraction(units, 10**places) for units in range(-(len(run) // 2), len(run) // 2 + 1)]
    return any(
        percent.value + change > 0
        and is_misprint(str(as_decimal(percent.value, places)), str(as_decimal(percent.value + change, places)))
        for percent in run
        for change in rounding
    )


def _sum(run: Sequence[Figure]) -> Fraction:
    return sum((percent.value for percent in run), Fraction(0))
