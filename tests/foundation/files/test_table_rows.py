import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.files.headers import Header
from thongsuot.foundation.files.sheets import MergedArea, Sheet
from thongsuot.foundation.files.table_rows import split_rows

TITLES = ("TT", "Họ và tên", "Ngày sinh", "Đơn vị")
DAY = dt.date(1980, 11, 5)


def split(*rows, merged=(), columns=None, titles=TITLES, required=("name",)):
    """Return numbers of the table's rows and (number, why) of the ignored ones; the header is row 5."""
    page = Sheet("T", (titles, *(tuple(row) + (None,) * (len(titles) - len(row)) for row in rows)), 5, tuple(merged))
    columns = columns or {"name": 1, "birth": 2, "unit": 3}
    found, ignored = split_rows(page, Header(0, 1, titles, titles), columns, set(required))
    return found, [(row.number, row.why) for row in ignored]


def test_split_rows_when_there_are_blank_rows_goes_on_and_keeps_the_numbers():
    found, ignored = split([1, "An", DAY, "K1"], [], [], [2, "Bình", DAY, "K2"])

    assert [(row.number, row.values["name"]) for row in found] == [(6, "An"), (9, "Bình")]
    assert found[0].values == {"name": "An", "birth": DAY, "unit": "K1"}
    assert ignored == []


def test_split_rows_when_a_signature_block_follows_reports_it_with_its_text():
    below = [
        (1, "An", DAY, "K1"),
        (2, "Bình", DAY, "K1"),
        (None, None, None, None),
        (None, None, None, "Sơn Giang, ngày 01 tháng 3 năm 2021"),
        (None, "NGƯỜI LẬP BIỂU", None, "T/M BAN THƯỜNG VỤ"),
        (None, None, None, None),
        (None, "Lê Thị Thu Trang", None, "Hoàng Quang Tuyên"),
    ]
    page = Sheet("T", (TITLES, *below))

    rows, ignored = split_rows(page, Header(0, 1, TITLES, TITLES), {"name": 1, "birth": 2, "unit": 3}, {"name"})

    assert [row.number for row in rows] == [2, 3]
    assert [(row.number, row.text, row.why) for row in ignored] == [
        (5, "Sơn Giang, ngày 01 tháng 3 năm 2021", "after_table"),
        (6, "NGƯỜI LẬP BIỂU | T/M BAN THƯỜNG VỤ", "after_table"),
        (8, "Lê Thị Thu Trang | Hoàng Quang Tuyên", "after_table"),
    ]


def test_split_rows_when_the_last_row_lacks_much_but_is_numbered_keeps_it():
    found, ignored = split([1, "An", DAY, "K1"], [2, "Bình"], [None, "NGƯỜI LẬP BIỂU"])

    assert [row.number for row in found] == [6, 7]
    assert ignored == [(8, "after_table")]


def test_split_rows_when_rows_are_not_numbered_keeps_those_that_are_half_filled():
    columns = {"name": 0, "birth": 1, "unit": 2}
    rows = [["An", DAY, "K1"], ["Bình", DAY, "K1"], ["Chi", DAY], ["Dung"]]

    found, ignored = split(*rows, columns=columns, titles=("Họ tên", "Ngày sinh", "Đơn vị"))

    assert [row.number for row in found] == [6, 7, 8]
    assert ignored == [(9, "after_table")]


def test_split_rows_when_a_date_in_words_stands_in_the_data_does_not_end_there():
    columns = {"name": 0, "birth": 1}
    rows = [["An", "Ngày 3 tháng 2 năm 1980"], ["Bình", "ngày 5 tháng 5 năm 1990"]]

    found, ignored = split(*rows, columns=columns, titles=("Họ tên", "Ngày sinh"))

    assert ([row.number for row in found], ignored) == ([6, 7], [])


def test_split_rows_when_totals_headings_and_repeated_headers_stand_between_reports_why():
    found, ignored = split(
        ["(1)", "(2)", "(3)", "(4)"],
        ["I", "Chi bộ Văn phòng"],
        [1, "An", DAY, "K1"],
        list(TITLES),
        [2, "Bình", DAY, "K1"],
        [None, "Cộng (2 đồng chí)", None, "2"],
        [None, None, None, "ghi chú"],
        merged=[MergedArea(7, 1, 7, 3)],
    )

    assert [row.number for row in found] == [8, 10]
    assert ignored == [(6, "numbering"), (7, "heading"), (9, "repeated_header"), (11, "total"), (12, "after_table")]


def test_split_rows_when_a_row_in_the_middle_lacks_a_required_cell_but_has_another_keeps_it():
    found, _ = split([1, "An", DAY, "K1"], [None, None, DAY, "K1"], [3, "Chi", DAY, "K1"], required=("name", "birth"))

    assert [row.number for row in found] == [6, 7, 8]


def test_split_rows_when_a_cell_is_merged_downwards_covers_the_rows_below():
    found, _ = split(
        [1, "An", DAY, "K1"], [2, "Bình", DAY], [3, "Chi", DAY], [4, "Dung", DAY, "K2"], merged=[MergedArea(6, 3, 8, 3)]
    )

    assert [row.values["unit"] for row in found] == ["K1", "K1", "K1", "K2"]


def test_split_rows_when_there_is_nothing_below_finds_nothing():
    assert split() == ([], [])


cells = st.none() | st.sampled_from(["An", "Cộng", "NGƯỜI LẬP BIỂU", "1", DAY, 7])


@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=12))
def test_split_rows_whatever_stands_below_accounts_for_every_row_once(rows):
    found, ignored = split(*rows)

    numbers = [row.number for row in found] + [number for number, _ in ignored]
    assert sorted(numbers) == [6 + place for place, row in enumerate(rows) if any(cell is not None for cell in row)]
