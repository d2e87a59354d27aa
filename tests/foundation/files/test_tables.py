import datetime as dt

import pytest

from tests.builders.spreadsheets import make_xlsx
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.sheets import Sheet, read_workbook
from thongsuot.foundation.files.tables import HeaderNotFound, Matched, RequiredColumnMissing, find_table

NAME = Column("name", "Họ và tên", ("Họ tên",), required=True)
BIRTH = Column("birth", "Ngày sinh", ("Năm sinh",))
UNIT = Column("unit", "Đơn vị", ("Chi bộ", "Tên đơn vị"))


def sheet(*rows):
    width = max((len(row) for row in rows), default=0)
    return Sheet("Trang", tuple(tuple(row) + (None,) * (width - len(row)) for row in rows))


def test_find_table_when_an_office_sends_its_form_finds_header_rows_and_what_is_not_theirs(tmp_path):
    path = make_xlsx(
        tmp_path / "a.xlsx",
        [
            ["ĐẢNG BỘ TỈNH SƠN GIANG", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["ĐẢNG ỦY KHỐI"],
            ["DANH SÁCH ĐẢNG VIÊN"],
            ["(Tính đến ngày 28 tháng 02 năm 2021)"],
            ["TT", "Họ và tên", "Ngày sinh", "Chi bộ"],
            [1, "Nguyễn Văn An", dt.datetime(1980, 11, 5), "Chi bộ 1"],
            [2, "Trần Thị Bình", "12/3/1991", "Chi bộ 2"],
            [],
            [None, None, None, "Sơn Giang, ngày 01 tháng 3 năm 2021"],
            [None, "NGƯỜI LẬP BIỂU", None, "T/M BAN THƯỜNG VỤ"],
            [None, "Lê Thị Thu Trang", None, "Hoàng Quang Tuyên"],
        ],
        merged=["D1:F1", "A3:D3", "A4:D4", "D9:F9"],
    )

    table = find_table(read_workbook(path).sheets[0], [NAME, BIRTH, UNIT])

    assert (table.header_row_number, table.columns) == (5, {"name": 1, "birth": 2, "unit": 3})
    assert [(row.number, row.values["name"], row.values["birth"]) for row in table.rows] == [
        (6, "Nguyễn Văn An", dt.date(1980, 11, 5)),
        (7, "Trần Thị Bình", "12/3/1991"),
    ]
    assert [row.number for row in table.ignored] == [9, 10, 11]
    assert table.matched == (
        Matched("name", "Họ và tên", "title"),
        Matched("birth", "Ngày sinh", "title"),
        Matched("unit", "Chi bộ", "synonym"),
    )
    assert table.unmatched_headers == ("TT",)
    assert table.questions == ()


def test_find_table_when_two_columns_fit_one_key_asks_and_obeys():
    page = sheet(["Họ tên", "Chi bộ", "Tên đơn vị"], ["An", "CB1", "K1"], ["Bình", "CB2", "K1"])

    asked = find_table(page, [NAME, UNIT])
    answered = find_table(page, [NAME, UNIT], answers={"column_unit": "C"})

    question = asked.questions[0]
    assert (question.code, asked.rows, [option.code for option in question.options]) == ("column_unit", (), ["B", "C"])
    assert question.options[0].message == "Cột B «Chi bộ»: CB1, CB2"
    assert (answered.columns["unit"], answered.questions) == (2, ())
    assert answered.matched[0] == Matched("unit", "Tên đơn vị", "answered")
    assert [row.values["unit"] for row in answered.rows] == ["K1", "K1"]


def test_find_table_when_an_own_title_and_a_synonym_compete_gives_the_title_its_column():
    cell = Column("cell", "Chi bộ")

    table = find_table(sheet(["Họ tên", "Chi bộ", "Đơn vị"], ["An", "CB1", "K1"]), [NAME, UNIT, cell])

    assert table.columns == {"name": 0, "unit": 2, "cell": 1}


def test_find_table_when_brackets_tell_columns_apart_prefers_the_exact_one():
    page = sheet(["Họ tên", "Ngày sinh (âm lịch)", "Ngày sinh"], ["An", "x", "y"])

    assert find_table(page, [NAME, BIRTH]).columns["birth"] == 2


def test_find_table_when_a_match_is_remembered_uses_it_first():
    page = sheet(["Họ tên", "Ngày sinh", "Sinh ngày"], ["An", "x", "y"])

    table = find_table(page, [NAME, BIRTH], remembered={"birth": "SINH NGÀY"})

    assert (table.columns["birth"], table.matched[0].how) == (2, "remembered")


def test_find_table_when_a_required_column_is_missing_asks_which_it_is():
    page = sheet(["Danh tính", "Ngày sinh", "Đơn vị"], ["An", "x", "K1"])

    asked = find_table(page, [NAME, BIRTH, UNIT])
    answered = find_table(page, [NAME, BIRTH, UNIT], answers={"column_name": "a"})

    assert [(question.code, question.message) for question in asked.questions] == [
        ("column_name", "Cột nào là «Họ và tên»?")
    ]
    assert [option.code for option in asked.questions[0].options] == ["A"]
    assert answered.rows[0].values == {"name": "An", "birth": "x", "unit": "K1"}


def test_find_table_when_another_column_is_answered_takes_it_in_place_of_the_one_found():
    page = sheet(["Họ tên", "Ngày sinh", "Ngày khai"], ["An", "x", "y"])

    table = find_table(page, [NAME, BIRTH], answers={"column_birth": "C"})

    assert table.rows[0].values == {"name": "An", "birth": "y"}
    assert table.unmatched_headers == ("Ngày sinh",)


def test_find_table_when_no_column_is_answered_leaves_it_out_unless_it_is_required():
    page = sheet(["Họ tên", "Ngày sinh"], ["An", "x"])

    table = find_table(page, [NAME, BIRTH], answers={"column_birth": "none", "column_name": "none"})

    assert table.rows[0].values == {"name": "An"}
    assert table.unmatched_headers == ("Ngày sinh",)


def test_find_table_when_no_column_is_left_for_a_required_one_says_what_was_seen():
    with pytest.raises(RequiredColumnMissing, match=r"không có cột «Họ và tên».*dòng 1: «Ngày sinh», «Đơn vị»"):
        find_table(sheet(["Ngày sinh", "Đơn vị"], ["x", "K1"]), [NAME, BIRTH, UNIT])


@pytest.mark.parametrize(
    ("page", "seen"), [(sheet(["Mã hàng", "Giá"], ["A1", 5]), "«Mã hàng», «Giá»"), (sheet(), "trang trống")]
)
def test_find_table_when_no_row_is_a_header_says_what_was_seen_and_expected(page, seen):
    with pytest.raises(HeaderNotFound) as refusal:
        find_table(page, [NAME, BIRTH])

    assert str(refusal.value) == (
        f"Không tìm thấy dòng tiêu đề trong trang «Trang». Cần các cột: «Họ và tên». Đã thấy: {seen}."
    )
