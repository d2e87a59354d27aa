"""The rows that were not accepted, as a workbook to correct and send again: the office's own columns, and why."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.cells import Cell, CellError, shown
from thongsuot.foundation.files.sheet_rows import WrittenValue
from thongsuot.foundation.files.spreadsheets import (
    ColumnKind,
    WrittenColumn,
    WrittenSheet,
    write_workbook,
)
from thongsuot.foundation.organisations.roster.proposal import RosterProposal
from thongsuot.foundation.organisations.roster.shapes import ShapedSheet


def rejected_rows(proposal: RosterProposal) -> bytes:
    """Return the rejected rows as .xlsx, sheet by sheet, each row with all its reasons in a last column «Cần sửa».

    The workbook can be imported again as it is: a header is the sheet's own, and the last column means nothing to an import.
    """
    reasons: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fault in proposal.errors:
        if fault.row is not None:
            told = f"{fault.column}: {fault.message}" if fault.column else fault.message
            reasons[fault.sheet][fault.row].append(told)
    return write_workbook(
        [
            WrittenSheet(shaped.sheet.name, _columns(shaped, sorted(wrong)), _rows(shaped, wrong))
            for shaped in proposal.file.sheets
            if (wrong := reasons.get(shaped.sheet.name))
        ]
    )


def _columns(shaped: ShapedSheet, numbers: list[int]) -> list[WrittenColumn]:
    # A column the import does not use may hold days as well: shown as a bare number, nobody could read them.
    days = {shaped.table.columns.get(key) for key in ("born_on", "official_on")}
    days |= {place for n in numbers for place, cell in enumerate(shaped.cells_of(n)) if isinstance(cell, date)}
    matched = {shaped.table.columns[m.key]: m.header for m in shaped.table.matched}
    header = [
        WrittenColumn(nfc(matched.get(place, shown(cell))), ColumnKind.DAY if place in days else ColumnKind.TEXT)
        for place, cell in enumerate(shaped.header_cells())
    ]
    return [*header, WrittenColumn(_("Cần sửa"), width=60)]


def _rows(shaped: ShapedSheet, reasons: dict[int, list[str]]) -> Iterator[list[WrittenValue]]:
    for number in sorted(reasons):
        yield [*map(_written, shaped.cells_of(number)), "\n".join(reasons[number])]


def _written(cell: Cell) -> WrittenValue:
    return cell.shown if isinstance(cell, CellError) else cell
