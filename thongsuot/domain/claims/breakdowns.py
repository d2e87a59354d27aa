"""Totals with the parts the text breaks them into: after `gồm`, `trong đó`, `cụ thể`, or in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice

from thongsuot.domain.claims.examination import Examination
from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.nouns import may_be_part
from thongsuot.domain.claims.pairs import pairs_of
from thongsuot.domain.claims.statements import Bracket, Statement


class Opening(StrEnum):
    """How a breakdown is opened, which says how complete it has to be."""

    FIRM = "gồm"
    SUBSET = "trong đó"
    DETAIL = "cụ thể"
    BRACKET = "("


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts in the order of the text.

    `is_open` when the list names things without a number or hedges one; `is_whole` when the shares beside the parts make 100%.
    """

    statement: Statement
    opening: Opening
    total: Figure
    parts: tuple[Figure, ...]
    labels: str
    is_open: bool
    is_whole: bool

    @property
    def sum(self) -> Fraction:
        return sum((part.value for part in self.parts), Fraction(0))


_OPENINGS = re.compile(
    r"(?<![^\W\d_])(?:(?P<firm>bao gồm|gồm có|gồm|chia ra|chia theo|phân theo)|(?P<subset>trong đó|trong số đó|trong số này)"
    r"|(?P<detail>cụ thể(?: là)?|theo đó))(?![^\W\d_])|(?P<bracket>[(:])(?! ?(?:trong đó|gồm|bao gồm|cụ thể))"
)
_NESTED = re.compile(r"trong đó|trong số đó|trong số này|riêng")
_STOP = re.compile(r"[,;] ?(?:đến nay|hiện nay|qua đó|so với|trong khi|bên cạnh đó|ngoài ra|từ đó|nâng tổng)")
_UNCOUNTED = re.compile(
    r"(?:[,;]|và|cùng) (?:các|những|đại diện|lãnh đạo|một số|nhiều|cùng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) "
)
_NOT_A_PART = re.compile(r"(?<![^\W\d_])(?:với|thuộc|của|tại|ở|tăng|giảm|vượt|thêm|trên|cho|từ|đến) ?$|/ ?$")
_AT_THE_START = 16
_MOST_TOTALS = 5
_MOST_OPENINGS = 12
_MOST_PARTS = 24
_LEAST_SHARES = 2
_BRACKET_REACH = 90


def breakdowns_of(examination: Examination, statement: Statement) -> Iterator[Breakdown]:
    """Yield every total with at least one part that may belong to it, the nearest total first, for each opening."""
    if not statement.counts:
        return
    paired = {figure for pair in pairs_of(statement) for figure in (pair.numerator, pair.denominator)}
    for match in islice(_OPENINGS.finditer(statement.lower, statement.start, statement.end), _MOST_OPENINGS):
        level = _level(statement, match)
        outer = statement.bracket_of(level[0]) if level and _begins(statement, level, match) else level
        scope = _scope(statement, match.end(), level)
        listed = _listed(statement, scope, level, paired)
        for home, total in _totals(examination, statement, match, outer):
            parts = tuple(figure for figure in listed if may_be_part(figure.family, total.family))
            if parts and not _is_between(total, parts):
                labels = statement.lower[scope[0] : scope[1]]
                is_open, is_whole = _is_open(statement, scope, parts), _is_whole(statement, scope, parts)
                yield Breakdown(home, _opening(match), total, parts, labels, is_open, is_whole)


def _opening(match: re.Match[str]) -> Opening:
    if match["firm"]:
        return Opening.FIRM
    if match["subset"]:
        return Opening.SUBSET
    return Opening.DETAIL if match["detail"] else Opening.BRACKET


def _level(statement: Statement, match: re.Match[str]) -> Bracket | None:
    """Return the bracket whose figures an opening speaks of: the one it is, or the one it stands in."""
    if match.group() == "(":
        return next((bracket for bracket in statement.brackets if bracket[0] == match.start()), None)
    return statement.bracket_of(match.start())


def _begins(statement: Statement, bracket: Bracket, match: re.Match[str]) -> bool:
    """Tell whether an opening is a bracket or the first word in one: `52 tổ chức (gồm 31 đảng bộ, 21 chi bộ)`."""
    return not statement.lower[bracket[0] + 1 : match.start()].strip()


def _scope(statement: Statement, start: int, level: Bracket | None) -> Bracket:
    end = level[1] if level is not None else statement.end
    stop = _STOP.search(statement.lower, start, end)
    return start, stop.start() if stop else end


def _totals(
    examination: Examination, statement: Statement, match: re.Match[str], outer: Bracket | None
) -> Iterator[tuple[Statement, Figure]]:
    """Yield the counts before an opening, nearest first; an opening at the head of a sentence looks into the sentence before."""
    found = 0
    is_bracket = match["bracket"] is not None
    for figure in reversed(statement.counts_between(statement.start, match.start())):
        if statement.bracket_of(figure.start) != outer or found == _MOST_TOTALS:
            continue
        if is_bracket and match.start() - figure.end > _BRACKET_REACH:
            return
        found += 1
        yield statement, figure
        if is_bracket:
            return
    if not is_bracket and match.start() - statement.start <= _AT_THE_START:
        for earlier in examination.preceding(statement, 1):
            for figure in [figure for figure in reversed(earlier.counts) if earlier.bracket_of(figure.start) is None][
                :_MOST_TOTALS
            ]:
                yield earlier, figure


def _listed(statement: Statement, scope: Bracket, level: Bracket | None, paired: set[Figure]) -> list[Figure]:
    """Return the counts of a breakdown on its own level of brackets, without what belongs to one of its parts."""
    nested = [
        match.end()
        for match in _NESTED.finditer(statement.lower, *scope)
        if statement.bracket_of(match.start()) == level
    ]
    return [
        figure
        for figure in statement.counts_between(*scope)[:_MOST_PARTS]
        if figure not in paired
        and statement.bracket_of(figure.start) == level
        and not _NOT_A_PART.search(statement.before(figure.start, 12))
        and not _is_nested(statement, nested, figure)
    ]


def _is_nested(statement: Statement, nested: list[int], figure: Figure) -> bool:
    """Tell whether a count inside a breakdown belongs to a `trong đó` of one of its parts."""
    before = [place for place in nested if place <= figure.start]
    return bool(before) and ";" not in statement.lower[before[-1] : figure.start]


def _is_between(total: Figure, parts: tuple[Figure, ...]) -> bool:
    return parts[0].start <= total.start <= parts[-1].start


def _is_open(statement: Statement, scope: Bracket, parts: tuple[Figure, ...]) -> bool:
    return any(not part.is_exact for part in parts) or bool(_UNCOUNTED.search(statement.lower, scope[0], scope[1]))


def _is_whole(statement: Statement, scope: Bracket, parts: tuple[Figure, ...]) -> bool:
    shares = [figure for figure in statement.percents if scope[0] <= figure.start < scope[1]]
    if len(shares) != len(parts) or len(parts) < _LEAST_SHARES:
        return False
    total = sum((share.value for share in shares), Fraction(0))
    return abs(total - 100) <= Fraction(len(shares), 2 * 10 ** max(share.places for share in shares))
