"""Read back what Excel would be given."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders.documents import AS_OF, make_annex, make_report, make_rows
from thongsuot.domain.reports.documents.content import AnnexTable, Cell, Column, ColumnGroup, ColumnKind
from thongsuot.domain.reports.documents.xlsx import annex_workbook
from thongsuot.foundation.core.rates import Rate

FIRST_ROW = 8  # five lines of title, two of head
AIM = Decimal("0.98")


def _read(*annexes: AnnexTable) -> Workbook:
    return load_workbook(BytesIO(annex_workbook(make_report(annexes=annexes))))


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return _read(make_annex(remarks=("7 đơn vị chưa khai.",)))["Phụ lục 1"]


def _one(cell: Cell, kind: ColumnKind) -> tuple[object, str, str]:
    """Value, type and number format of a cell alone in its table."""
    table = AnnexTable("Kết quả", (ColumnGroup("", (Column("Cột", kind),)),), ((cell,),))
    written = _read(table)["Phụ lục 1"]["A7"]
    return written.value, written.data_type, written.number_format


def test_annex_workbook_when_counts_then_are_numbers_with_thousands_apart() -> None:
    assert _one(4502, ColumnKind.COUNT) == (4502, "n", "#,##0")


def test_annex_workbook_when_rate_then_is_its_exact_value_shown_with_two_decimals() -> None:
    assert _one(Rate(4502, 4600), ColumnKind.RATE) == (4502 / 4600, "n", "0.00%")


def test_annex_workbook_when_rate_is_whole_then_has_no_decimals() -> None:
    assert _one(Rate(90, 90), ColumnKind.RATE) == (1, "n", "0%")


def test_annex_workbook_when_rate_is_just_below_its_target_then_shows_it_below_over_the_exact_value() -> None:
    assert _one(Rate(97996, 100000, AIM), ColumnKind.RATE) == (0.97996, "n", '"97,99%"')


@pytest.mark.parametrize("denominator", [None, 0])
def test_annex_workbook_when_rate_has_no_denominator_then_is_a_dash(denominator: int | None) -> None:
    assert _one(Rate(45, denominator), ColumnKind.RATE)[:2] == ("–", "s")


def test_annex_workbook_when_not_declared_then_says_so() -> None:
    assert _one(None, ColumnKind.DECLARED)[:2] == ("chưa khai", "s")


def test_annex_workbook_when_date_then_is_a_date_day_first() -> None:
    day = make_rows(1)[0][2]

    assert _one(day, ColumnKind.DATE) == (datetime(2021, 4, 2), "d", "dd/mm/yyyy")


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-x", "@SUM(A1)", "=cmd|'/c calc'!A1", "https://a.vn", "0123", "{=1}", "12"]
)
def test_annex_workbook_when_text_looks_like_a_formula_then_stays_text(text: str) -> None:
    assert _one(text, ColumnKind.TEXT)[:2] == (text, "s")


def test_annex_workbook_when_written_then_head_is_joined_over_two_lines(sheet: Worksheet) -> None:
    joined = {str(area) for area in sheet.merged_cells.ranges}

    assert {"A6:A7", "B6:B7", "D6:F6", "G6:H6"} <= joined
    assert (sheet["D6"].value, sheet["F7"].value) == ("Đảng viên", "Tỷ lệ")
    assert sheet["D6"].font.name == "Times New Roman"


def test_annex_workbook_when_written_then_titles_rows_and_total_follow_one_another(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "ĐẢNG ỦY KHỐI CƠ QUAN - DOANH NGHIỆP TỈNH (DỰ THẢO)"
    assert (sheet["A2"].value, sheet["A3"].value) == ("PHỤ LỤC", "Kết quả học tập, quán triệt theo đơn vị")
    assert [sheet.cell(FIRST_ROW, column).value for column in (1, 4, 5)] == [1, 52, 50]
    total = FIRST_ROW + 3
    assert [sheet.cell(total, column).value for column in (2, 4, 5)] == ["Tổng cộng", 4600, 4502]
    assert sheet.cell(total, 5).font.bold is True
    assert sheet.cell(FIRST_ROW, 5).font.bold is False


def test_annex_workbook_when_written_then_remarks_and_origin_stand_below(sheet: Worksheet) -> None:
    below = [sheet.cell(row, 1).value for row in range(FIRST_ROW + 5, FIRST_ROW + 8)]

    assert below[0] == "7 đơn vị chưa khai."
    assert below[1].startswith("Dự thảo · Phạm vi")
    assert below[2].startswith("Mã số liệu")


def test_annex_workbook_when_printed_then_fits_the_width_of_a4_and_repeats_its_head(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.print_title_rows == "$6:$7"
    assert sheet.freeze_panes == "C8"


def test_annex_workbook_when_several_annexes_then_each_has_its_sheet() -> None:
    assert _read(make_annex(), make_annex()).sheetnames == ["Phụ lục 1", "Phụ lục 2"]


def test_annex_workbook_when_made_twice_then_bytes_are_the_same() -> None:
    report = make_report(annexes=(make_annex(),))

    first = annex_workbook(report)

    assert first == annex_workbook(report)
    assert load_workbook(BytesIO(first)).properties.created == AS_OF.replace(tzinfo=None)


def test_annex_workbook_when_no_annexes_then_refuses() -> None:
    with pytest.raises(ValueError, match="has none"):
        annex_workbook(make_report())
