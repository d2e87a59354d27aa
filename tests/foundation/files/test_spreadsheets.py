import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from thongsuot.foundation.files.cells import cell_of_text
from thongsuot.foundation.files.csv_reading import read_csv
from thongsuot.foundation.files.sheet_rows import TableDoesNotFit
from thongsuot.foundation.files.spreadsheets import (
    ColumnKind,
    WrittenColumn,
    WrittenSheet,
    neutralised,
    write_csv,
    write_workbook,
    write_xlsx,
)

TEXT = WrittenColumn("Họ tên")
DANGEROUS = [
    "=1+1",
    "+84 955",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "'=1",
    '=HYPERLINK("http://x")',
    "http://x.example",
]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(texts)
def test_neutralised_when_one_apostrophe_is_taken_off_gives_the_text_back(text):
    safe = neutralised(text)

    assert safe in (text, "'" + text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_write_csv_when_it_is_read_again_gives_the_same_cells(rows):
    content = write_csv([TEXT, TEXT], rows)

    read = read_csv(content, {"delimiter": "semicolon"}).sheets[0].rows[1:]

    wanted = [[cell_of_text(text) for text in row] for row in rows]
    while wanted and wanted[-1] == [None, None]:
        wanted.pop()
    assert read == wanted


def test_write_csv_when_vietnamese_excel_opens_it_is_in_its_form():
    rows = [
        ["Nguyễn; An", 4502, Decimal("97.87"), dt.date(2021, 2, 8), True, None],
        ["=1+1", 0, 0.5, dt.datetime(2021, 2, 8, 7, 5), False, ""],
    ]

    content = write_csv([WrittenColumn(f"c{place}") for place in range(6)], rows)

    assert (
        content
        == (
            "\ufeffc0;c1;c2;c3;c4;c5\r\n"
            '"Nguyễn; An";4502;97,87;08/02/2021;TRUE;\r\n'
            "'=1+1;0;0,5;08/02/2021 07:05;FALSE;\r\n"
        ).encode()
    )


def test_write_xlsx_when_text_looks_like_a_formula_keeps_it_text():
    content = write_xlsx(
        [WrittenColumn("=tiêu đề"), TEXT], [[text, text] for text in DANGEROUS], sheet_name="=a:b/c", titles=["=title"]
    )

    page = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [page.cell(3 + place, 1).value.replace("_x000D_", "\r") for place in range(len(DANGEROUS))] == DANGEROUS
    assert (page["A1"].value, page["A2"].value, page.title) == ("=title", "=tiêu đề", "=a b c")


def test_write_xlsx_when_values_are_typed_keeps_types_formats_and_the_header_in_view():
    kinds = [ColumnKind.TEXT, ColumnKind.COUNT, ColumnKind.SHARE, ColumnKind.DAY, ColumnKind.INSTANT]
    columns = [WrittenColumn(kind.name, kind) for kind in kinds]
    instant = dt.datetime(2021, 6, 30, 20, 0, tzinfo=dt.UTC)

    content = write_xlsx(
        columns, [["00012345", 4502, Decimal("0.9787"), dt.date(2021, 6, 30), instant], [None, 0, None, None, None]]
    )

    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in page[2]] == [
        "00012345",
        4502,
        0.9787,
        dt.datetime(2021, 6, 30),
        dt.datetime(2021, 7, 1, 3, 0),
    ]
    assert [cell.number_format for cell in page[2]] == ["@", "#,##0", "0.00%", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert [cell.value for cell in page[3]] == [None, 0, None, None, None]
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize(
    "text",
    ["<r><t>An</t></r>", "<r>", "a & b", " hai đầu ", "_x0041_", "a\nb", "\x07", "😀", "Nguyễn"],
)
def test_write_xlsx_when_text_looks_like_mark_up_keeps_every_letter(text):
    content = write_xlsx([TEXT], [[text]], titles=[text])

    page = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert [row[0] for row in page.to_python()] == [text, TEXT.title, text]


def test_write_xlsx_when_a_number_is_none_raises():
    with pytest.raises(ValueError, match="number"):
        write_xlsx([TEXT], [[float("nan")]])


def test_write_xlsx_when_written_twice_gives_the_same_bytes():
    assert write_xlsx([TEXT], [["a"]]) == write_xlsx([TEXT], [["a"]])


def test_write_xlsx_when_a_text_is_longer_than_a_cell_refuses():
    with pytest.raises(TableDoesNotFit, match="dòng 2"):
        write_xlsx([TEXT], [["a" * 32_768]])


def test_write_xlsx_when_there_are_more_rows_than_a_sheet_has_refuses(monkeypatch):
    monkeypatch.setattr("thongsuot.foundation.files.sheet_rows.MAX_SHEET_ROWS", 3)

    with pytest.raises(TableDoesNotFit, match="hơn 3 dòng"):
        write_xlsx([TEXT], [["a"]] * 3)


def test_write_workbook_when_names_of_sheets_collide_tells_them_apart():
    long = "Danh sách đảng viên Đảng bộ Khối thử"
    sheets = [WrittenSheet(name, [TEXT], [[name]]) for name in (long, long.upper(), "A/B", "a?b", "")]

    book = openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))

    assert book.sheetnames == [long[:31], long.upper()[:27] + " 2", "A B", "a b 2", "Dữ liệu"]
    assert [sheet["A2"].value for sheet in book][:2] == [long, long.upper()]
