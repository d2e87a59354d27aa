import pytest

from thongsuot.foundation.files.headers import Column, comparable, find_header, is_column_numbering
from thongsuot.foundation.files.sheets import MergedArea, Sheet

NAME, BIRTH = Column("name", "Họ và tên", ("Họ tên",), required=True), Column("birth", "Ngày sinh")
MEN, WOMEN = Column("men", "Nam"), Column("women", "Nữ")


def sheet(*rows, merged=(), first=1):
    width = max(len(row) for row in rows)
    return Sheet("T", tuple(tuple(row) + (None,) * (width - len(row)) for row in rows), first, tuple(merged))


def test_find_header_when_it_stands_under_titles_finds_its_row():
    page = sheet(
        ["ĐẢNG BỘ"], [], ["DANH SÁCH"], ["(Tính đến ngày 28)"], ["TT", "Họ và tên", "Ngày sinh"], [1, "An", "x"]
    )

    header = find_header(page, [NAME, BIRTH], {})

    assert (header.place, header.height, header.texts) == (4, 1, ("TT", "Họ và tên", "Ngày sinh"))


def test_find_header_when_a_merged_title_stands_right_above_leaves_it_out():
    page = sheet(["(Tính đến)"], ["Họ tên", "Ngày sinh"], ["An", "x"], merged=[MergedArea(1, 0, 1, 1)])

    assert (find_header(page, [NAME, BIRTH], {}).place, find_header(page, [NAME, BIRTH], {}).height) == (1, 1)


@pytest.mark.parametrize("merged", [(), (MergedArea(1, 2, 1, 3), MergedArea(1, 0, 2, 0))])
def test_find_header_when_it_takes_two_rows_joins_group_and_column(merged):
    page = sheet(["TT", "Họ tên", "Tổng số", None], [None, None, "Nam", "Nữ"], [1, "An", 3, 4], merged=merged)

    header = find_header(page, [NAME, MEN, WOMEN], {})

    assert (header.place, header.end) == (0, 2)
    assert header.texts == ("TT", "Họ tên", "Tổng số Nam", "Tổng số Nữ")
    assert header.names(3) == ("tong so nu", "nu")


def test_find_header_when_text_follows_in_the_next_row_does_not_swallow_it():
    page = sheet(["Họ tên", "Ngày sinh", "Ghi chú"], ["An", "5/5/1980", "Nam"])

    assert find_header(page, [NAME, BIRTH, MEN], {}).height == 1


def test_find_header_when_titles_differ_in_case_marks_brackets_and_lines_still_finds_it():
    page = sheet(["HỌ  VÀ TÊN:", "Ngay sinh (dd/mm/yyyy)"])

    assert find_header(page, [NAME, BIRTH], {}) is not None


def test_find_header_when_too_little_is_named_finds_none():
    page = sheet(["Họ tên", "Ghi chú"], ["An", "x"])

    assert find_header(page, [NAME, BIRTH], {}) is None
    assert find_header(page, [NAME], {}).place == 0
    assert find_header(page, [NAME, BIRTH], {"birth": "Sinh ngày"}).place == 0


def test_find_header_when_it_stands_below_thirty_rows_finds_none():
    page = sheet(*[["x", "y"]] * 30, ["Họ tên", "Ngày sinh"])

    assert find_header(page, [NAME, BIRTH], {}) is None


def test_comparable_when_punctuation_differs_is_equal():
    assert comparable("Đảng bộ/Chi bộ  cơ sở:") == comparable("đảng bộ/chi bộ cơ sở") == "dang bo/chi bo co so"


@pytest.mark.parametrize("cells", [(1, 2, 3), ("(1)", "(2)", "(3)", None), ("A", "B", "1", "2"), ("1", "2", "3=1+2")])
def test_is_column_numbering_when_columns_are_counted_says_yes(cells):
    assert is_column_numbering(cells)


@pytest.mark.parametrize("cells", [(1, "An", 3), (1, 2), (2, 4, 6), ("A", "B", "C"), ()])
def test_is_column_numbering_when_it_may_be_data_says_no(cells):
    assert not is_column_numbering(cells)
