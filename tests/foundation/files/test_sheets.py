import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.builders.spreadsheets import make_ole, make_xls, make_xlsx, with_part
from thongsuot.foundation.files.archives import FileHasMacros, FileHasPassword, FileIsBroken, FileUnpacksTooLarge
from thongsuot.foundation.files.cells import CellError
from thongsuot.foundation.files.jail import JailLimits
from thongsuot.foundation.files.recognition import FileIsEmpty
from thongsuot.foundation.files.refused_reading import (
    CellFarOutside,
    FileNeedsTooMuchMemory,
    FileTakesTooLong,
    NotASpreadsheet,
    QuotesDoNotClose,
    TooManyRows,
)
from thongsuot.foundation.files.sheets import MergedArea, Notice, limits_for, read_workbook

SAMPLES = Path(__file__).parent / "samples"


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_read_workbook_when_it_is_an_office_form_keeps_rows_dates_and_merged_areas(tmp_path):
    path = make_xlsx(
        tmp_path / "danh-sach.xlsx",
        [
            ["ĐẢNG BỘ TỈNH", None, None],
            [],
            ["TT", "Họ và  tên", "Ngày sinh"],
            [1, "Nguye\u0302\u0303n  Văn A\n", dt.date(1980, 11, 5)],
            [2.5],
        ],
        sheet="Đảng viên",
        merged=["A1:C1"],
        hidden=["ẩn"],
    )

    workbook = read_workbook(path)

    first, hidden = workbook.sheets
    assert (first.name, first.first_row_number, first.hidden) == ("Đảng viên", 1, False)
    assert first.rows == (
        ("ĐẢNG BỘ TỈNH", None, None),
        (None, None, None),
        ("TT", "Họ và tên", "Ngày sinh"),
        (1, "Nguyễn Văn A", dt.date(1980, 11, 5)),
        (2.5, None, None),
    )
    assert first.merged == (MergedArea(1, 0, 1, 2),)
    assert (hidden.name, hidden.rows, hidden.hidden) == ("ẩn", (), True)
    assert (workbook.encoding, workbook.warnings, workbook.questions) == (None, (), ())


def test_read_workbook_when_data_begins_in_the_middle_numbers_rows_and_columns_as_the_file(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write("D5", "x")
        page.write("F7", 2)

    sheet = read_workbook(path).sheets[0]

    assert (sheet.first_row_number, sheet.rows) == (
        5,
        ((None, None, None, "x", None, None), (None,) * 6, (None,) * 5 + (2,)),
    )


def test_read_workbook_when_formulas_lie_in_cells_takes_values_and_reports_those_without(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_formula("A1", "=1+1", None, 2)
        page.write_formula("B1", "=1/0", None, "#DIV/0!")
        page.write_string("C1", "=1+1")
    bare = openpyxl.Workbook()
    bare.active["A1"] = "=SUM(B1:B9)"
    bare.save(tmp_path / "b.xlsx")

    assert read_workbook(path).sheets[0].rows == ((2, CellError("error_value", "#DIV/0!"), "=1+1"),)
    assert read_workbook(tmp_path / "b.xlsx").sheets[0].rows == ((CellError("formula_without_value", "=SUM(B1:B9)"),),)


def test_read_workbook_when_it_is_an_old_excel_reads_it_and_warns(tmp_path):
    workbook = read_workbook(written(tmp_path, "cu.xls", make_xls([["Họ tên", "Số"], ["Nguyễn Văn Ân", 12.0]])))

    assert workbook.sheets[0].rows == (("Họ tên", "Số"), ("Nguyễn Văn Ân", 12))
    assert [notice.code for notice in workbook.warnings] == ["old_excel"]


def test_read_workbook_when_text_calls_itself_excel_reads_it_and_warns(tmp_path):
    workbook = read_workbook(written(tmp_path, "thực-ra.xlsx", "Họ tên;Số\r\nAn;007\r\n".encode("utf-8-sig")))

    assert workbook.sheets[0].rows == (("Họ tên", "Số"), ("An", "007"))
    assert workbook.encoding == "utf-8"
    assert workbook.warnings == (
        Notice("misnamed", "Tên tệp ghi đuôi .xlsx nhưng nội dung là CSV; tệp được đọc theo nội dung."),
    )


def test_read_workbook_when_the_store_hides_the_name_judges_the_one_given(tmp_path):
    path = make_xlsx(tmp_path / "0123abcd", [["x"]])

    assert read_workbook(path).warnings == ()
    assert read_workbook(path, name="a.xlsx").warnings == ()
    assert [notice.code for notice in read_workbook(path, name="a.csv").warnings] == ["misnamed"]


@pytest.mark.parametrize(("file", "encoding"), [("tcvn3_people.csv", "tcvn3"), ("vni_people.csv", "vni")])
def test_read_workbook_when_text_is_in_an_old_encoding_reads_it(file, encoding):
    workbook = read_workbook(SAMPLES / file)

    assert workbook.encoding == encoding
    assert workbook.sheets[0].rows[1] == ("Nguyễn Văn Thành", "05/11/1980", "Chi bộ Văn phòng")
    assert workbook.sheets[0].rows[4][0] == "PHẠM QUỐC VIỆT"
    assert ["converted", *["no_capitals"] * (encoding == "tcvn3")] == [notice.code for notice in workbook.warnings]


def test_read_workbook_when_the_encoding_is_doubtful_asks_and_obeys(tmp_path):
    path = written(tmp_path, "a.csv", b"T\xe2n\r\nL\xea\r\n")

    asked = read_workbook(path)
    read = read_workbook(path, answers={"encoding": "windows-1258"})

    assert (asked.sheets, [question.code for question in asked.questions]) == ((), ["encoding"])
    assert "Windows-1258 (tiếng Việt): «Tân»" in [option.message for option in asked.questions[0].options]
    assert (read.sheets[0].rows, read.questions) == ((("Tân",), ("Lê",)), ())


def test_read_workbook_when_a_sheet_was_typed_in_an_old_font_asks_and_obeys(tmp_path):
    rows = [["Họ và tên", "Ghi chú"], ["NguyÔn V¨n Thµnh", "x"], ["TrÇn ThÞ Hång", "Hà"], ["n\u00ad\u00edc", None]]
    path = make_xlsx(tmp_path / "a.xlsx", rows, sheet="Danh sách")

    asked = read_workbook(path)
    read = read_workbook(path, answers={"font_1": "tcvn3"})
    left = read_workbook(path, answers={"font_1": "as_is"})

    question = asked.questions[0]
    assert (question.code, [option.code for option in question.options]) == ("font_1", ["tcvn3", "as_is"])
    assert "Danh sách" in question.message
    assert question.options[0].message.endswith("«Nguyễn Văn Thành»")
    assert [row[0] for row in read.sheets[0].rows] == ["Họ và tên", "Nguyễn Văn Thành", "Trần Thị Hồng", "nước"]
    assert read.sheets[0].rows[2][1] == "Hà"
    assert left.sheets[0].rows[1][0] == "NguyÔn V¨n Thµnh"
    assert (read.questions, left.questions) == ((), ())


def test_read_workbook_when_a_cell_is_lost_far_below_reads_the_table_and_names_the_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet("T")
        page.write_row("A1", ["Họ tên", "Số"])
        page.write_row("A2", ["An", 1])
        page.write("B1048576", "lạc")
        page.write("A500000", " ")

    read = read_workbook(path)

    assert read.sheets[0].rows == (("Họ tên", "Số"), ("An", 1))
    assert read.warnings == (
        Notice(
            "row_far_outside",
            "Trang «T», dòng 1048576 nằm rất xa bảng nên không được đọc: lạc",
            row=1_048_576,
            sheet="T",
        ),
    )


def test_read_workbook_when_data_spreads_over_the_whole_sheet_names_the_last_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("T").write("XFD1048576", "x")

    with pytest.raises(CellFarOutside, match="XFD1048576"):
        read_workbook(path)


def test_read_workbook_when_formatted_empty_cells_reach_the_bottom_reads_the_table(tmp_path):
    path = make_xlsx(tmp_path / "a.xlsx", [["Họ tên"], ["An"]], sheet="T")
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(1_040_000, 1_048_577))
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr">'
    sheet += f"<is><t>Họ tên</t></is></c></row>{rows}</sheetData></worksheet>"

    read = read_workbook(with_part(path, "xl/worksheets/sheet1.xml", sheet.encode()))

    assert (read.sheets[0].rows, read.warnings) == ((("Họ tên",),), ())


@pytest.mark.parametrize(
    ("name", "content", "refusal", "advice"),
    [
        ("a.xlsx", b"", FileIsEmpty, "trống"),
        ("a.xlsx", b"PK\x03\x04\x00\x00", FileIsBroken, "lưu thành tệp mới"),
        ("a.xlsx", make_ole("Root Entry", "EncryptedPackage"), FileHasPassword, "bỏ mật khẩu"),
        ("a.xls", make_ole("Root Entry", "Workbook"), FileIsBroken, "hỏng"),
        ("a.csv", b"%PDF-1.7", NotASpreadsheet, "PDF"),
        ("a.csv", b'a;b\n"c;d\n', QuotesDoNotClose, "dòng 2"),
    ],
)
def test_read_workbook_when_the_file_is_no_good_says_what_to_do(tmp_path, name, content, refusal, advice):
    with pytest.raises(refusal, match=advice):
        read_workbook(written(tmp_path, name, content))


@pytest.mark.parametrize(
    ("part", "content", "refusal"),
    [
        ("xl/vbaProject.bin", b"code", FileHasMacros),
        ("xl/media/a.zip", b"PK", FileUnpacksTooLarge),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>", FileIsBroken),
        ("xl/workbook.xml", b"", FileIsBroken),
        ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>', FileIsBroken),
    ],
)
def test_read_workbook_when_a_part_is_no_good_refuses(tmp_path, part, content, refusal):
    path = with_part(make_xlsx(tmp_path / "a.xlsx", [["x"]]), part, content)

    with pytest.raises(refusal):
        read_workbook(path)


def test_read_workbook_when_there_are_too_many_rows_says_how_many_may_be(tmp_path):
    with pytest.raises(TooManyRows, match=r"200\.000 dòng"):
        read_workbook(written(tmp_path, "a.csv", b"a;b\n" * 200_002))


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (JailLimits(memory_bytes=40 * 1024 * 1024), FileNeedsTooMuchMemory),
        (JailLimits(cpu_seconds=1, wall_seconds=20), FileTakesTooLong),
        (JailLimits(wall_seconds=1), FileTakesTooLong),
    ],
)
def test_read_workbook_when_reading_passes_a_limit_ends_it(tmp_path, limits, refusal):
    # Three million cells that hold something: more than a second and more than 40 MB of work.
    row = b";".join([b"x"] * 150) + b"\n"
    path = written(tmp_path, "a.csv", row * 20_000)

    with pytest.raises(refusal):
        read_workbook(path, limits=limits)


@pytest.mark.parametrize(("megabytes", "seconds"), [(0, 10), (3, 10), (4, 12), (12, 28), (50, 60)])
def test_limits_for_when_the_file_is_large_gives_it_more_time(tmp_path, megabytes, seconds):
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)

    assert limits_for(path) == JailLimits(cpu_seconds=seconds, wall_seconds=3 * seconds)
