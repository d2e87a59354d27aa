import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from thongsuot.foundation.files.cells import CannotRead, CellError
from thongsuot.foundation.files.workbook_reading import read_spreadsheet


def workbook(*sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, cells in sheets:
            page = book.add_worksheet(name)
            for place, value in cells.items():
                page.write(place, value)
        book.add_chartsheet("Biểu đồ").set_chart(_chart(book))
    return content.getvalue()


def _chart(book):
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=A!$A$1:$A$2"})
    return chart


def test_read_spreadsheet_when_there_is_a_chart_sheet_passes_it_by():
    reading = read_spreadsheet(workbook(("A", {"A1": 1}), ("B", {})), "xlsx", {})

    assert [sheet.name for sheet in reading.sheets] == ["A", "B"]


def test_read_spreadsheet_when_only_the_second_sheet_is_in_an_old_font_asks_about_that_one():
    content = workbook(("A", {"A1": "Họ và tên"}), ("B", {"A1": "NguyÔn V¨n Thµnh", "A2": "TrÇn ThÞ Hång"}))

    reading = read_spreadsheet(content, "xlsx", {"font_1": "tcvn3"})

    assert [(code, about) for code, about, _ in reading.questions] == [("font_2", {"sheet": "B"})]
    assert reading.sheets[1].rows[0] == ["NguyÔn V¨n Thµnh"]


def test_read_spreadsheet_when_many_rows_lie_beyond_the_limit_does_not_call_them_strays():
    cells = {f"A{row}": row for row in range(200_001, 200_110)}

    with pytest.raises(CannotRead) as refusal:
        read_spreadsheet(workbook(("A", {"A1": 1, **cells})), "xlsx", {})

    assert (refusal.value.code, refusal.value.particulars) == ("too_many_rows", {"sheet": "A", "row": 200_109})


def open_document(rows):
    names = ["office:1.0", "table:1.0", "text:1.0"]
    declared = " ".join(f'xmlns:{name.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for name in names)
    sheet = f'<table:table table:name="Trang">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", f"<office:document-content {declared}>{body}</office:document-content>")
    return content.getvalue()


def test_read_spreadsheet_when_it_is_an_open_document_reads_values_and_ignores_the_endless_blank_rows():
    rows = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Nguyễn</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="83"><text:p>83</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2021-02-28"><text:p>28/02/2021</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )

    sheet = read_spreadsheet(open_document(rows), "ods", {}).sheets[0]

    assert sheet.rows == [["Nguyễn", 83, dt.date(2021, 2, 28), CellError("error_value", "#REF!")]]
