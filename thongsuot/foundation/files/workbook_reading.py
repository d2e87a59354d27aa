"""Reads .xlsx, .xls and .ods in the jailed child, through calamine; what calamine keeps silent about is found in the XML itself."""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from thongsuot.foundation.files.cells import CannotRead, Cell, CellError, cell_of_text, cell_of_value, shown
from thongsuot.foundation.files.mojibake import FontSuspicion, font_suspicions, may_be_font_text, with_unicode_letters
from thongsuot.foundation.files.reading import MAX_ROWS, RawReading, RawSheet, rectangle
from thongsuot.foundation.files.sheet_xml import SheetFindings, column_letters, findings_by_sheet

# calamine lays out a full rectangle of 32 bytes a cell up to the last cell that holds something.
_MAX_LAID_OUT = 16_000_000
_STRAYS_TOLERATED = 100
_CELLS_ALREADY = {str, dt.date, type(None), CellError}

# Rows as they stand in the file: texts are not cleaned yet, for an old font may use the very characters that cleaning removes.
_Rows: TypeAlias = dict[int, list[Cell]]
# What is alike in many rows is looked at once when it is looked at by columns.
_Column: TypeAlias = Sequence[Cell]


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
        columns = [_as_cells(column) for column in zip_longest(*rows.values())]
        _choose_letters(columns, metadata.name, f"font_{place}", answers, reading)
        reading.sheets.append(_finished(sheet, list(rows), columns, reading))
        reading.sheets[-1].hidden = metadata.visible != SheetVisibleEnum.Visible
    if kind == "xls":
        reading.notices.append(("old_excel", {}))
    return reading


def _refuse_far_cells(name: str, found: SheetFindings) -> None:
    if found.last_row * found.last_column > _MAX_LAID_OUT:
        place = f"{column_letters(found.last_column)}{found.last_row}"
        raise CannotRead("cell_far_outside", sheet=name, cell=place)


def _rows_of(sheet: CalamineSheet, found: SheetFindings) -> _Rows:
    rows: dict[int, Any] = {}
    # iter_rows begins at row 1 of the sheet, whatever stands above the first cell, but at the first filled column.
    margin: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)
    blank: list[object] = [""] * sheet.width
    for number, values in enumerate(sheet.iter_rows(), 1):
        if values != blank:
            rows[number] = margin + values if margin else values
    for (number, column), error in found.errors.items():
        cells = rows.setdefault(number, [])
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = error
    return rows


def _as_cells(column: _Column) -> _Column:
    """Return the cells of a column's values, each value looked at once; texts stay as they are."""
    kinds = set(map(type, column))
    if kinds <= _CELLS_ALREADY:
        return column
    if bool in kinds:  # True and 1 are one key of a dictionary
        return [value if isinstance(value, str | CellError) else cell_of_value(value) for value in column]
    return _exchanged(column, {v: cell_of_value(v) for v in set(column) if not isinstance(v, str | CellError)})


def _choose_letters(
    columns: list[_Column], name: str, code: str, answers: Mapping[str, str], reading: RawReading
) -> None:
    suspicions = _suspicions(columns)
    if not suspicions or answers.get(code) == "as_is":
        return
    chosen = next((suspicion for suspicion in suspicions if suspicion.encoding == answers.get(code)), None)
    if chosen is None:
        options = [(suspicion.encoding, suspicion.after) for suspicion in suspicions]
        reading.questions.append((code, {"sheet": name}, [*options, ("as_is", suspicions[0].before)]))
        return
    for place in chosen.columns:
        columns[place] = _with_texts(columns[place], lambda text: with_unicode_letters(text, chosen.encoding))


def _suspicions(columns: list[_Column]) -> list[FontSuspicion]:
    texts = [sorted(text for text in _texts_of(column) if may_be_font_text(text)) for column in columns]
    return font_suspicions(texts)


def _texts_of(column: _Column) -> list[str]:
    return [cell for cell in set(column) if isinstance(cell, str)]


def _with_texts(column: _Column, changed: Callable[[str], Cell]) -> _Column:
    """Return a column with each text changed once: names of units and posts come thousands of times."""
    return _exchanged(column, {text: changed(text) for text in _texts_of(column)})


def _exchanged(column: _Column, known: dict[Any, Any]) -> list[Cell]:
    return list(map(known.get, column, column))  # whatever is not known stays, at the interpreter's own speed


def _finished(sheet: CalamineSheet, numbers: list[int], columns: list[_Column], reading: RawReading) -> RawSheet:
    cleaned = [_with_texts(column, cell_of_text) for column in columns]
    blank = (None,) * len(cleaned)
    rows = zip(numbers, zip(*cleaned, strict=True), strict=True)
    filled: _Rows = {number: list(row) for number, row in rows if row != blank}
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
