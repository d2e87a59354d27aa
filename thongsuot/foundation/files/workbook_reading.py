"""Reads .xlsx, .xls and .ods in the jailed child, through calamine; what calamine keeps silent about is found in the XML itself."""

import io
from collections.abc import Mapping
from typing import TypeAlias

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from thongsuot.foundation.files.cells import CannotRead, Cell, cell_of_text, cell_of_value, shown
from thongsuot.foundation.files.mojibake import FontSuspicion, font_suspicions, may_be_font_text, with_unicode_letters
from thongsuot.foundation.files.reading import MAX_ROWS, RawReading, RawSheet, rectangle
from thongsuot.foundation.files.sheet_xml import SheetFindings, column_letters, findings_by_sheet

# calamine lays out a full rectangle of 32 bytes a cell up to the last cell that holds something.
_MAX_LAID_OUT = 16_000_000
_STRAYS_TOLERATED = 100
_MOST_REMEMBERED = 100_000

# Rows as they stand in the file: texts are not cleaned yet, for an old font may use the very characters that cleaning removes.
_Rows: TypeAlias = dict[int, list[Cell]]


def read_spreadsheet(content: bytes, kind: str, answers: Mapping[str, str]) -> RawReading:
    """Return the sheets of a workbook; a sheet typed in an old font raises the question `font_<n>`, n its place from 1.

    Refuses (CannotRead) passwords, cells far outside any table and sheets beyond the limits.
    """
    findings = findings_by_sheet(content) if kind == "xlsx" else {}
    reading = RawReading()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise CannotRead("has_password")
    for place, metadata in enumerate(workbook.sheets_metadata, 1):
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        found = findings.get(metadata.name, SheetFindings())
        _refuse_far_cells(metadata.name, found)
        sheet = workbook.get_sheet_by_name(metadata.name)
        rows = _rows_of(sheet, found)
        _choose_letters(rows, metadata.name, f"font_{place}", answers, reading)
        reading.sheets.append(_finished(sheet, rows, reading))
        reading.sheets[-1].hidden = metadata.visible != SheetVisibleEnum.Visible
    if kind == "xls":
        reading.notices.append(("old_excel", {}))
    return reading


def _refuse_far_cells(name: str, found: SheetFindings) -> None:
    if found.last_row * found.last_column > _MAX_LAID_OUT:
        place = f"{column_letters(found.last_column)}{found.last_row}"
        raise CannotRead("cell_far_outside", sheet=name, cell=place)


def _rows_of(sheet: CalamineSheet, found: SheetFindings) -> _Rows:
    rows: _Rows = {}
    # iter_rows begins at row 1 of the sheet, whatever stands above the first cell, but at the first filled column.
    margin: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    blank: list[object] = [""] * sheet.width
    for number, values in enumerate(sheet.iter_rows(), 1):
        if values != blank:
            rows[number] = margin + [value if isinstance(value, str) else cell_of_value(value) for value in values]
    for (number, column), error in found.errors.items():
        cells = rows.setdefault(number, [])
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = error
    return rows


def _choose_letters(rows: _Rows, name: str, code: str, answers: Mapping[str, str], reading: RawReading) -> None:
    suspicions = _suspicions(rows)
    if not suspicions or answers.get(code) == "as_is":
        return
    chosen = next((suspicion for suspicion in suspicions if suspicion.encoding == answers.get(code)), None)
    if chosen is None:
        options = [(suspicion.encoding, suspicion.after) for suspicion in suspicions]
        reading.questions.append((code, {"sheet": name}, [*options, ("as_is", suspicions[0].before)]))
        return
    for cells in rows.values():
        for column in chosen.columns:
            text = cells[column] if column < len(cells) else None
            if isinstance(text, str):
                cells[column] = with_unicode_letters(text, chosen.encoding)


def _suspicions(rows: _Rows) -> list[FontSuspicion]:
    width = max((len(cells) for cells in rows.values()), default=0)
    columns: list[set[Cell]] = [set() for _ in range(width)]
    for cells in rows.values():
        for column, cell in zip(columns, cells, strict=False):
            column.add(cell)
    texts = [sorted(text for text in column if isinstance(text, str) and may_be_font_text(text)) for column in columns]
    return font_suspicions(texts)


class _Cells(dict[str, Cell]):
    """The cell of each text met so far: names of units and posts come thousands of times."""

    def __missing__(self, text: str) -> Cell:
        cell = cell_of_text(text)
        if len(self) < _MOST_REMEMBERED:
            self[text] = cell
        return cell


def _finished(sheet: CalamineSheet, rows: _Rows, reading: RawReading) -> RawSheet:
    filled: _Rows = {}
    known = _Cells()
    for number, cells in rows.items():
        cleaned = [known[cell] if isinstance(cell, str) else cell for cell in cells]
        if any(cell is not None for cell in cleaned):
            filled[number] = cleaned
    _set_strays_aside(sheet.name, filled, reading)
    raw = rectangle(sheet.name, min(filled, default=1), filled)
    raw.merged = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return raw


def _set_strays_aside(name: str, rows: _Rows, reading: RawReading) -> None:
    strays = sorted(number for number in rows if number > MAX_ROWS)
    if len(strays) > _STRAYS_TOLERATED:
        return  # not strays but a table that is too long: refused as such
    for number in strays:
        text = " | ".join(shown(cell) for cell in rows.pop(number) if cell is not None)
        reading.notices.append(("row_far_outside", {"sheet": name, "row": number, "text": text[:200]}))
