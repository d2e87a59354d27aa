"""The annexes as an Excel workbook to work on: numbers are numbers, percentages their exact value, text is never a formula."""

from dataclasses import dataclass
from datetime import UTC, date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import cell_text, printable
from thongsuot.domain.reports.documents.content import AnnexTable, Cell, Column, ColumnKind, ReportContent
from thongsuot.domain.reports.documents.fitting import column_needs
from thongsuot.domain.reports.documents.headers import header_cells, header_lines
from thongsuot.foundation.core.numbers import percent_of
from thongsuot.foundation.core.rates import Rate

_ROWS_OF_TITLE = 5  # issuer, annex, title, reference, a blank line
_LETTERS_PT = 11
_CHARACTERS_PER_EM = 2.2  # Excel counts widths in digits of its default letters: 7 pixels where an em of 11 pt is 15
_MARGIN_CHARACTERS = 1.5
_WIDEST_CHARACTERS = 45
_A4 = 9
_MM_PER_INCH = 25.4


def annex_workbook(content: ReportContent) -> bytes:
    """Return the report's annexes as .xlsx, one sheet each, ready to print on A4 on its side; the same bytes for the same content.

    Refuses (ValueError) a report without annexes.
    """
    if not content.annexes:
        raise ValueError("A workbook holds annexes, and this report has none.")
    written = BytesIO()
    # Whatever a name begins with (= + - @), it stays text: nothing is read as formula, number or address.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(written, options) as book:
        made = content.provenance.as_of.astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {"title": parts.document_title(content)[:255], "author": printable(content.issuer)[:255], "created": made}
        )
        styles = _Styles(book)
        for place, annex in enumerate(content.annexes, start=1):
            _Sheet(book.add_worksheet(f"Phụ lục {place}"), styles, content, annex, place).write()
    return written.getvalue()


class _Styles:
    """The workbook's formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": parts.TYPEFACE, "font_size": _LETTERS_PT, "valign": "vcenter", "text_wrap": True}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]


@dataclass(frozen=True, slots=True)
class _Sheet:
    sheet: Worksheet
    styles: _Styles
    content: ReportContent
    annex: AnnexTable
    place: int

    def write(self) -> None:
        first_row = _ROWS_OF_TITLE + header_lines(self.annex)
        self._write_titles()
        self._write_head()
        for row, cells in enumerate(self.annex.all_rows, start=first_row):
            is_total = self.annex.total is not None and row == first_row + len(self.annex.rows)
            for place, (cell, column) in enumerate(zip(cells, self.annex.columns, strict=True)):
                self._write_cell(row, place, cell, column, bold=is_total)
        self._write_remarks(first_row + len(self.annex.all_rows) + 1)
        self._set_widths()
        self._set_page(first_row)

    def _write_titles(self) -> None:
        draft = " · ".join(parts.marks(self.content))
        self._write_line(0, printable(self.content.issuer).upper() + (f" ({draft})" if draft else ""), bold=True)
        self._write_line(1, parts.annex_number(self.content, self.place), bold=True, align="center", font_size=13)
        self._write_line(2, printable(self.annex.title), bold=True, align="center", font_size=13)
        self._write_line(3, parts.annex_reference(self.content), italic=True, align="center")

    def _write_line(self, row: int, text: str, **properties: object) -> None:
        """Write a line over the whole width; joined cells do not grow by themselves, so the height is set."""
        style = self.styles.get(**({"align": "left"} | properties))
        last = len(self.annex.columns) - 1
        if last:
            self.sheet.merge_range(row, 0, row, last, "", style)
        self.sheet.write_string(row, 0, text, style)
        self.sheet.set_row(row, 20)

    def _write_head(self) -> None:
        style = self.styles.get(bold=True, align="center", border=1, bg_color="#F2F2F2")
        for cell in header_cells(self.annex):
            row, column = _ROWS_OF_TITLE + cell.line, cell.column
            if cell.columns > 1 or cell.lines > 1:
                self.sheet.merge_range(row, column, row + cell.lines - 1, column + cell.columns - 1, "", style)
            self.sheet.write_string(row, column, cell.text, style)
        for line in range(header_lines(self.annex)):
            self.sheet.set_row(_ROWS_OF_TITLE + line, 32)

    def _write_cell(self, row: int, place: int, cell: Cell, column: Column, *, bold: bool) -> None:
        align = column.kind.align
        base: dict[str, object] = {"border": 1, "align": align, "bold": bold}
        match cell:
            case Rate() if cell.denominator:
                style = self.styles.get(**base, num_format=_percent_format(cell))
                self.sheet.write_number(row, place, cell.numerator / cell.denominator, style)
            case int():
                self.sheet.write_number(row, place, cell, self.styles.get(**base, num_format="#,##0"))
            case date():
                self.sheet.write_datetime(row, place, cell, self.styles.get(**base, num_format="dd/mm/yyyy"))
            case _:
                self.sheet.write_string(row, place, cell_text(cell, column.kind), self.styles.get(**base))

    def _write_remarks(self, row: int) -> None:
        lines = [printable(remark) for remark in self.annex.remarks]
        for place, line in enumerate((*lines, *parts.provenance_lines(self.content)), start=row):
            self._write_line(place, line, italic=True, font_size=9)

    def _set_widths(self) -> None:
        for place, need in enumerate(column_needs(self.annex)):
            characters = need.full * _CHARACTERS_PER_EM + _MARGIN_CHARACTERS
            self.sheet.set_column(place, place, min(characters, _WIDEST_CHARACTERS))

    def _set_page(self, first_row: int) -> None:
        names = next((i for i, column in enumerate(self.annex.columns) if column.kind is ColumnKind.TEXT), -1)
        self.sheet.freeze_panes(first_row, names + 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_ROWS_OF_TITLE, first_row - 1)
        left, right, top, bottom = (mm / _MM_PER_INCH for mm in (20, 15, 20, 17))
        self.sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
        self.sheet.set_header("&C&P", {"margin": 10 / _MM_PER_INCH})


def _percent_format(rate: Rate) -> str:
    """Return the format that shows a rate as the documents do, over its exact value.

    A rate just below its target must not be rounded up to it, which Excel would do: its text is then written into the format.
    """
    assert rate.denominator
    if rate.percent != percent_of(rate.numerator, rate.denominator):
        return f'"{cell_text(rate, ColumnKind.RATE)}"'
    return "0%" if rate.numerator == rate.denominator else "0.00%"
