"""The annexes of a Word document: each begins a page on its side; the head is repeated, no row breaks."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import cell_text, printable
from thongsuot.domain.reports.documents.content import AnnexTable, ReportContent, Row
from thongsuot.domain.reports.documents.fitting import Fit
from thongsuot.domain.reports.documents.headers import HeaderCell, header_cells, header_lines
from thongsuot.domain.reports.documents.leaves import leaves
from thongsuot.domain.reports.documents.word_elements import paragraph, run, table, table_cell, table_row

_REMARK_PT = 11


def annex_elements(content: ReportContent) -> Iterator[BaseOxmlElement]:
    """Yield headings, tables and remarks of all annexes in order."""
    for place, leaf in enumerate(leaves(content)):
        yield paragraph(run(leaf.heading, bold=True), align="center", keep_next=True, new_page=place > 0)
        yield paragraph(run(printable(leaf.table.title), bold=True), align="center", keep_next=True)
        yield paragraph(run(parts.annex_reference(content), italic=True), align="center", after=6, keep_next=True)
        yield _annex_table(leaf.table, leaf.fitted)
        # Word joins two tables that touch: something must stand between and after them.
        yield from (_remark(text) for text in leaf.table.remarks or ("",))


def _annex_table(annex: AnnexTable, fitted: Fit) -> BaseOxmlElement:
    made = table(fitted.widths_mm, lines=True, padding_mm=fitted.padding_mm)
    made.extend(_head_rows(annex, fitted))
    made.extend(_body_row(annex, row, fitted, bold=False) for row in annex.rows)
    if annex.total is not None:
        made.append(_body_row(annex, annex.total, fitted, bold=True))
    return made


def _head_rows(annex: AnnexTable, fitted: Fit) -> Iterator[BaseOxmlElement]:
    cells = header_cells(annex)
    for line in range(header_lines(annex)):
        reaching = sorted(
            (cell for cell in cells if cell.line <= line < cell.line + cell.lines), key=lambda cell: cell.column
        )
        yield table_row([_head_cell(cell, line, fitted) for cell in reaching], is_head=True)


def _head_cell(cell: HeaderCell, line: int, fitted: Fit) -> BaseOxmlElement:
    width = sum(fitted.widths_mm[cell.column : cell.column + cell.columns])
    merged = "" if cell.lines == 1 else "restart" if cell.line == line else "continue"
    text = cell.text if cell.line == line else ""
    written = paragraph(run(text, size=fitted.font_pt, bold=True), align="center", before=1, after=1, tight=True)
    return table_cell(width, written, columns=cell.columns, merged=merged, middle=True)


def _body_row(annex: AnnexTable, row: Row, fitted: Fit, *, bold: bool) -> BaseOxmlElement:
    cells = []
    for cell, column, width in zip(row, annex.columns, fitted.widths_mm, strict=True):
        written = run(cell_text(cell, column.kind), size=fitted.font_pt, bold=bold)
        layout = paragraph(written, align=column.kind.align, before=1, after=1, tight=True)
        cells.append(table_cell(width, layout, middle=True))
    return table_row(cells)


def _remark(text: str) -> BaseOxmlElement:
    return paragraph(run(printable(text), size=_REMARK_PT, italic=True), before=3, tight=True)
