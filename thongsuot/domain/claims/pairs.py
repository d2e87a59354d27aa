"""Numerators with their denominators: `4.502/4.600`, `223 trên tổng số 230 đồng chí`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from thongsuot.domain.claims.figures import Figure, Hedge
from thongsuot.domain.claims.nouns import Family
from thongsuot.domain.claims.statements import Statement


@dataclass(frozen=True, slots=True)
class Pair:
    """Two counts of the same thing, the second the whole of which the first is a part."""

    numerator: Figure
    denominator: Figure

    @property
    def start(self) -> int:
        return self.numerator.start

    @property
    def end(self) -> int:
        return max(self.denominator.end, self.denominator.word_end)

    @property
    def family(self) -> Family | None:
        return self.denominator.family or self.numerator.family

    @property
    def is_exact(self) -> bool:
        return self.numerator.is_exact and self.denominator.is_exact

    @property
    def exact_percent(self) -> Fraction:
        return 100 * self.numerator.value / self.denominator.value


_SLASH = re.compile(r" ?/ ?(?:tổng (?:số )?)?$")
_FURTHEST = 90
_OVER = re.compile(
    r"(?:(?:trên|trong) (?:tổng |tổng số |số )(?:[^,;:.\d()]{0,50}?(?:là|có|:)? ?)?|(?P<plain>(?<![^\W\d_])trên ))$"
)
_BROKEN = re.compile(r"[;.:()]|, ?(?:đạt|chiếm|trong đó)")
_TOTAL = re.compile(
    r"(?:tổng số|tổng cộng|triệu tập|phát ra|danh sách|phải (?:tham gia |tham dự |dự |được )?(?:học|dự|triệu tập|tham gia)|đối tượng"
    r"|quân số|sĩ số)[^;.()\d]{0,60}$|(?<![^\W\d_])tổng:? $"
)


def pairs_of(statement: Statement) -> list[Pair]:
    """Return the pairs of a sentence in order; a count belongs to one pair only."""
    return list(_pairs(statement))


def _pairs(statement: Statement) -> Iterator[Pair]:
    used = -1
    for one, other in pairwise(statement.figures):
        if one.start <= used or not (one.is_count and other.is_count) or other.value == 0:
            continue
        if _is_slash(statement, one, other) or _is_over(statement, one, other):
            used = other.start
            yield Pair(one, other)


def _is_slash(statement: Statement, one: Figure, other: Figure) -> bool:
    gap = statement.between(max(one.end, one.word_end), other.start)
    return (
        bool(_SLASH.match(gap)) and same_things(one, other) and not statement.after(other.end, 2).startswith(("/", "-"))
    )


def _is_over(statement: Statement, one: Figure, other: Figure) -> bool:
    gap = statement.between(one.end, other.start)
    if len(gap) > _FURTHEST or _BROKEN.search(gap) or not same_things(one, other):
        return False
    match = _OVER.search(gap)
    if match is None:
        return False
    return match["plain"] is None or (one.value <= other.value and other.hedge is not Hedge.MORE)


def same_things(one: Figure, other: Figure) -> bool:
    """Tell whether two counts may count the same things, as far as their nouns tell."""
    return one.family is None or other.family is None or one.family is other.family


def is_total(statement: Statement, figure: Figure) -> bool:
    """Tell whether the words before a count call it a whole: `tổng số`, `triệu tập`, `phải học`."""
    return bool(_TOTAL.search(statement.before(figure.start, 90)))
