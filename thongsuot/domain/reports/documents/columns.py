"""How an annex is put together: one rule for each column, applied to every unit's figures and to all of them for the total."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Generic, Literal, TypeVar

from thongsuot.domain.reports.documents.content import AnnexTable, Cell, Column, ColumnGroup, ColumnKind
from thongsuot.foundation.core.rates import Rate

TOTAL = "Tổng cộng"
NOT_APPLICABLE: Literal[""] = ""
Count = int | Literal[""] | None
Figures = TypeVar("Figures")


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many took part of how many were expected; None is not known: not reported, or not declared."""

    attended: int | None = None
    expected: int | None = None
    target: Decimal | None = None

    @property
    def rate(self) -> Rate | None:
        """The rate, if both numbers are known."""
        if self.attended is None or self.expected is None:
            return None
        return Rate(self.attended, self.expected, self.target)


UNKNOWN = Turnout()


@dataclass(frozen=True, slots=True)
class ColumnRule(Generic[Figures]):
    """A column: title (under a group's), kind, the cell `of` one unit's figures and the cell `of_all` in the total row."""

    group: str
    title: str
    kind: ColumnKind
    of: Callable[[Figures], Cell]
    of_all: Callable[[Sequence[Figures]], Cell]


def annex_of(
    title: str,
    rules: Iterable[ColumnRule[Figures]],
    figures: Sequence[Figures],
    *,
    names: Callable[[Figures], str],
    remarks: Sequence[str] = (),
) -> AnnexTable:
    """Return a table with ordinal and unit name first, then every column for which some unit has something, then the total.

    The rows stay in the order given. Refuses (ValueError) an empty list of figures.
    """
    filled = [rule for rule in rules if any(rule.of(unit) not in (None, NOT_APPLICABLE) for unit in figures)]
    rows = [(place, names(unit), *(rule.of(unit) for rule in filled)) for place, unit in enumerate(figures, start=1)]
    first = (
        ColumnGroup("", (Column("STT", ColumnKind.ORDINAL),)),
        ColumnGroup("", (Column("Tên đơn vị", ColumnKind.TEXT),)),
    )
    return AnnexTable(
        title=title,
        groups=(*first, *_groups(filled)),
        rows=tuple(rows),
        total=(NOT_APPLICABLE, TOTAL, *(rule.of_all(figures) for rule in filled)),
        remarks=tuple(remarks),
    )


def words(
    title: str,
    of: Callable[[Figures], str | None],
    *,
    group: str = "",
    total: Callable[[Sequence[Figures]], Cell] | None = None,
) -> ColumnRule[Figures]:
    """Return a column of text; its total is blank unless a rule for it is given."""
    return ColumnRule(group, title, ColumnKind.TEXT, of, total or _blank)


def days(title: str, of: Callable[[Figures], Cell], *, group: str = "") -> ColumnRule[Figures]:
    """Return a column of dates, without a total."""
    return ColumnRule(group, title, ColumnKind.DATE, of, _blank)


def counts(title: str, of: Callable[[Figures], Count], *, group: str = "") -> ColumnRule[Figures]:
    """Return a column of counts; its total adds what is known."""

    def added(figures: Sequence[Figures]) -> int | None:
        return _added([of(unit) for unit in figures])

    return ColumnRule(group, title, ColumnKind.COUNT, of, added)


def bases(
    title: str, of: Callable[[Figures], Count], *, group: str = "", declared: bool = False
) -> ColumnRule[Figures]:
    """Return a column of denominators; its total is not known while any of them is not: a part is never shown as the whole.

    A `declared` one stands as «chưa khai» where the unit has not declared it.
    """

    def whole(figures: Sequence[Figures]) -> int | str:
        total = _whole([of(unit) for unit in figures])
        return ColumnKind.COUNT.unknown if total is None else total

    return ColumnRule(group, title, ColumnKind.DECLARED if declared else ColumnKind.COUNT, of, whole)


def rates(title: str, of: Callable[[Figures], Turnout], *, group: str = "") -> ColumnRule[Figures]:
    """Return a column of rates; its total is derived from the totals of both numbers, never averaged."""

    def rate(unit: Figures) -> Rate | None:
        return of(unit).rate

    def overall(figures: Sequence[Figures]) -> Rate | None:
        return all_of([of(unit) for unit in figures]).rate

    return ColumnRule(group, title, ColumnKind.RATE, rate, overall)


def all_of(turnouts: Sequence[Turnout]) -> Turnout:
    """Return the turnout of all: those known to have taken part, of all expected; None expected while any is not known."""
    target = next((turnout.target for turnout in turnouts if turnout.target is not None), None)
    attended = _added([turnout.attended for turnout in turnouts])
    return Turnout(attended, _whole([turnout.expected for turnout in turnouts]), target)


def _added(numbers: Sequence[Count]) -> int | None:
    known = [number for number in numbers if isinstance(number, int)]
    return sum(known) if known else None


def _whole(numbers: Sequence[Count]) -> int | None:
    return None if None in numbers else _added(numbers)


def _blank(_figures: Sequence[object]) -> Cell:
    return NOT_APPLICABLE


def _groups(rules: Sequence[ColumnRule[Figures]]) -> list[ColumnGroup]:
    """Gather neighbours under one title; columns without a group title stand alone."""
    groups = []
    for title, members in groupby(rules, key=lambda rule: rule.group):
        columns = [Column(rule.title, rule.kind) for rule in members]
        groups.extend(
            [ColumnGroup(title, tuple(columns))] if title else [ColumnGroup("", (column,)) for column in columns]
        )
    return groups
