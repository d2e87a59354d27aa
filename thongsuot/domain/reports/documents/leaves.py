"""Annexes as they go on paper: a table too wide for a sheet goes on, with the same rows, on sheets of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.content import AnnexTable, ColumnGroup, ColumnKind, ReportContent, Row
from thongsuot.domain.reports.documents.fitting import LANDSCAPE_WIDTH_MM, SMALLEST_PT, Fit, fit, wanted_widths_mm

_COMFORTABLE_PT = 8.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A table that fits a sheet, with the heading it stands under: «PHỤ LỤC 1», «PHỤ LỤC 1 (tiếp theo)»."""

    heading: str
    table: AnnexTable
    fitted: Fit


def leaves(content: ReportContent) -> Iterator[Leaf]:
    """Yield the report's annexes in order, each whole or divided between its groups of columns.

    Remarks stand under the last of a table's leaves. Refuses AnnexTooWide when a single group does not fit a sheet.
    """
    for place, annex in enumerate(content.annexes, start=1):
        heading = parts.annex_number(content, place)
        for number, table in enumerate(_divided(annex)):
            yield Leaf(heading if number == 0 else f"{heading} (tiếp theo)", table, fit(table))


def _divided(table: AnnexTable) -> list[AnnexTable]:
    if sum(wanted_widths_mm(table, SMALLEST_PT)) <= LANDSCAPE_WIDTH_MM:
        return [table]
    held = _groups_that_name_rows(table)
    tables = [_with_groups(table, [*range(held), *bundle]) for bundle in _bundles(table, held)]
    return [*(replace(leaf, remarks=()) for leaf in tables[:-1]), tables[-1]]


def _bundles(table: AnnexTable, held: int) -> list[list[int]]:
    """Put the groups after those that name the rows into as few bundles as stand in letters of 8 points, in order."""
    columns = wanted_widths_mm(table, _COMFORTABLE_PT)
    widths = [sum(columns[slice(*span)]) for span in _spans(table)]
    room = LANDSCAPE_WIDTH_MM - sum(widths[:held])
    bundles: list[list[int]] = [[]]
    for group in range(held, len(widths)):
        if bundles[-1] and sum(widths[other] for other in (*bundles[-1], group)) > room:
            bundles.append([])
        bundles[-1].append(group)
    return bundles


def _spans(table: AnnexTable) -> list[tuple[int, int]]:
    return list(pairwise(accumulate((len(group.columns) for group in table.groups), initial=0)))


def _groups_that_name_rows(table: AnnexTable) -> int:
    """Return how many groups, ordinal and name, are repeated on every leaf: those up to the first column of text."""
    names = [_is_text(group) for group in table.groups]
    return names.index(True) + 1 if True in names else 0


def _is_text(group: ColumnGroup) -> bool:
    return group.columns[0].kind is ColumnKind.TEXT


def _with_groups(table: AnnexTable, chosen: list[int]) -> AnnexTable:
    spans = _spans(table)

    def cut(row: Row) -> Row:
        return tuple(cell for group in chosen for cell in row[slice(*spans[group])])

    return replace(
        table,
        groups=tuple(table.groups[group] for group in chosen),
        rows=tuple(cut(row) for row in table.rows),
        total=None if table.total is None else cut(table.total),
    )
