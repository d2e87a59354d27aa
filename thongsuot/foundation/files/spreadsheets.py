"""Writes tables as .xlsx and .csv. Text stays text: nothing that a person typed can act as a formula in somebody's Excel."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from thongsuot.foundation.files.sheet_rows import RowSheet, WrittenValue

_FORMULA_START = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SHEET_NAME_MARKS = re.compile(r"[\[\]:*?/\\]")
_MAX_SHEET_NAME = 31
# A fixed day in the file's properties: the same rows give the same bytes.
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zones


class ColumnKind(StrEnum):
    """How a column's values are shown. A share from 0 to 1 is shown as a percentage."""

    TEXT = "@"
    COUNT = "#,##0"
    DECIMAL = "#,##0.00"
    SHARE = "0.00%"
    DAY = "dd/mm/yyyy"
    INSTANT = "dd/mm/yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column to be written: its title, how its values are shown, its width in characters."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to be written: its name, its columns and rows, and the lines above the header."""

    name: str
    columns: Sequence[WrittenColumn]
    rows: Iterable[Sequence[WrittenValue]]
    titles: Sequence[str] = ()


def neutralised(text: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula: = + - @ tab and line ends get an apostrophe before them.

    A text that already begins with such apostrophes gets one more, so that reading can take exactly one off. Source: OWASP, CSV injection.
    """
    return "'" + text if _FORMULA_START.match(text) else text


def write_csv(columns: Sequence[WrittenColumn], rows: Iterable[Sequence[WrittenValue]]) -> bytes:
    """Return a text table as Vietnamese Excel opens it by a double click: UTF-8 with BOM, semicolons, decimal comma, dd/mm/yyyy."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(column.title) for column in columns])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def write_xlsx(
    columns: Sequence[WrittenColumn],
    rows: Iterable[Sequence[WrittenValue]],
    *,
    sheet_name: str = "",
    titles: Sequence[str] = (),
) -> bytes:
    """Return a workbook of one sheet. Form and refusals: `write_workbook`."""
    return write_workbook([WrittenSheet(sheet_name, columns, rows, titles)])


def write_workbook(sheets: Sequence[WrittenSheet]) -> bytes:
    """Return a workbook: in each sheet title lines, a header row that stays in view, typed cells. Instants are written in local time.

    Refuses (TableDoesNotFit) more than 1,048,576 rows or a text over 32,767 characters.
    """
    output = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(output, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        for written, name in zip(sheets, _sheet_names([sheet.name for sheet in sheets]), strict=True):
            _write_sheet(workbook, workbook.add_worksheet(name, RowSheet), written)
    return output.getvalue()


def _write_sheet(workbook: xlsxwriter.Workbook, sheet: RowSheet, written: WrittenSheet) -> None:
    *formats, header = _lay_out(workbook, sheet, written.columns, above=len(written.titles))
    bold = workbook.add_format({"bold": True})
    place = sheet.write_lines(0, ([title] for title in written.titles), [bold])
    place = sheet.write_lines(place, [[column.title for column in written.columns]], [header] * len(formats))
    sheet.write_lines(place, written.rows, formats)


def _lay_out(
    workbook: xlsxwriter.Workbook, sheet: RowSheet, columns: Sequence[WrittenColumn], *, above: int
) -> list[Format]:
    formats = [workbook.add_format({"num_format": column.kind.value, "valign": "top"}) for column in columns]
    header = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EDEDED"}
    )
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[place])
    sheet.freeze_panes(above + 1, 0)
    sheet.repeat_rows(above)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return [*formats, header]


def _local(instant: dt.datetime) -> dt.datetime:
    return timezone.make_naive(instant) if timezone.is_aware(instant) else instant


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Return names that a workbook may bear: without marks, at most 31 letters, none twice whatever its capitals."""
    taken: dict[str, str] = {}
    for name in names:
        cleaned = _SHEET_NAME_MARKS.sub(" ", name).strip("' ")[:_MAX_SHEET_NAME] or _("Dữ liệu")
        number = 1
        unique = cleaned
        while unique.lower() in taken:
            number += 1
            unique = f"{cleaned[: _MAX_SHEET_NAME - 4]} {number}"
        taken[unique.lower()] = unique
    return list(taken.values())


def _csv_text(value: WrittenValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return _local(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value).replace(".", ",")
