"""The head of an annex table as cells on a grid of one or two lines, the same in Word, PDF and Excel."""

from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.domain.reports.documents.cells import printable
from thongsuot.domain.reports.documents.content import AnnexTable, ColumnGroup


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A title in the head: its first column and line (from 0), and how many of each it spans."""

    text: str
    column: int
    line: int
    columns: int
    lines: int


def header_lines(table: AnnexTable) -> int:
    """Return how many lines the head has: two if any group has a title."""
    return 2 if any(group.title for group in table.groups) else 1


def header_cells(table: AnnexTable) -> tuple[HeaderCell, ...]:
    """Return the head's cells line by line, left to right; a column without a group title spans both lines."""
    lines = header_lines(table)
    cells: list[HeaderCell] = []
    first = 0
    for group in table.groups:
        cells.extend(_group_cells(group, first, lines))
        first += len(group.columns)
    return tuple(sorted(cells, key=lambda cell: (cell.line, cell.column)))


def _group_cells(group: ColumnGroup, first: int, lines: int) -> Iterator[HeaderCell]:
    if group.title:
        yield HeaderCell(printable(group.title), first, 0, len(group.columns), 1)
    line = 1 if group.title else 0
    for place, column in enumerate(group.columns, start=first):
        yield HeaderCell(printable(column.title), place, line, 1, lines - line)
