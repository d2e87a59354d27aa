import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.cells import CellError
from thongsuot.foundation.files.values import (
    CellIsInError,
    NotACount,
    NotADate,
    NotAnEmailAddress,
    NotAPhoneNumber,
    NotTheRightDigits,
    NotYesOrNo,
    TextIsTooLong,
    as_count,
    as_date,
    as_digits,
    as_email,
    as_phone,
    as_text,
    as_yes_no,
)

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(
    days,
    st.sampled_from(
        ["{0:%d}/{0:%m}/{0:%Y}", "{0.day}-{0.month}-{0.year}", "{0:%d}.{0:%m}.{0:%Y}", "{0:%Y}-{0:%m}-{0:%d}"]
    ),
)
def test_as_date_when_the_day_is_typed_reads_the_day_first(day, form):
    assert as_date(form.format(day)) == day


@given(st.dates(dt.date(1905, 11, 14), dt.date(2100, 12, 31)))
def test_as_date_when_it_is_a_serial_number_counts_as_excel_does(day):
    assert as_date((day - dt.date(1899, 12, 30)).days) == day


def test_as_date_when_other_forms_are_plain_reads_them():
    assert as_date("ngày 03 tháng 02 năm 1930") == dt.date(1930, 2, 3)
    assert as_date("10/08/1977 00:00:00") == dt.date(1977, 8, 10)
    assert as_date(dt.datetime(1977, 8, 10, 9)) == dt.date(1977, 8, 10)
    assert as_date("05/11/2026") == dt.date(2026, 11, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "02/13/2021",
        "31/02/2020",
        "5/11/80",
        "1977",
        1977,
        "5/11.1980",
        0,
        -1,
        99_999_999,
        1.5,
        True,
        "hôm nay",
        dt.date(3021, 1, 1),
    ],
)
def test_as_date_when_it_is_no_day_refuses_and_shows_the_cell(cell):
    with pytest.raises(NotADate, match="«"):
        as_date(cell)


def test_as_digits_when_excel_took_the_zeros_gives_them_back():
    assert [as_digits(cell, length=8) for cell in (1000888, "31000888", "31 000-888", None)] == [
        "01000888",
        "31000888",
        "31000888",
        None,
    ]


@pytest.mark.parametrize("cell", ["3100088", "310008888", 123456789, -5, True, "3100088a", "٣١٠٠٠٨٨٨", 1.5])
def test_as_digits_when_the_length_is_wrong_refuses(cell):
    with pytest.raises(NotTheRightDigits, match="8 chữ số"):
        as_digits(cell, length=8)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0955182137", "0955182137"),
        ("0955.182.137", "0955182137"),
        ("+84 955 182 137", "0955182137"),
        ("0084955182137", "0955182137"),
        ("84955182137", "0955182137"),
        (955182137, "0955182137"),
        (845123456, "0845123456"),
        (84845123456, "0845123456"),
        ("(0219) 3856722", "02193856722"),
        (2193856722, "02193856722"),
        (None, None),
    ],
)
def test_as_phone_when_it_is_a_number_of_vietnam_gives_its_plain_form(cell, number):
    assert as_phone(cell) == number


@pytest.mark.parametrize(
    "cell", ["0955182137; 0911222333", "955182137", "01681234567", "113", "không có", 12, "0955182137x"]
)
def test_as_phone_when_it_is_none_refuses(cell):
    with pytest.raises(NotAPhoneNumber, match="số điện thoại"):
        as_phone(cell)


def test_as_email_when_it_is_an_address_gives_it_in_small_letters():
    assert [as_email(cell) for cell in ("An.B@KHOI.example", "mailto:a@b.vn", None)] == [
        "an.b@khoi.example",
        "a@b.vn",
        None,
    ]


@pytest.mark.parametrize("cell", ["a@b", "a b@c.vn", "a@b.vn, c@d.vn", "@b.vn", 5, "a" * 250 + "@b.vn", "a@-b.vn"])
def test_as_email_when_it_is_none_refuses(cell):
    with pytest.raises(NotAnEmailAddress):
        as_email(cell)


@given(st.integers(0, 10**12), st.sampled_from([".", " ", ","]))
def test_as_count_when_thousands_are_parted_reads_the_whole_number(number, mark):
    assert as_count(count_text(number).replace(".", mark)) == number
    assert as_count(str(number)) == as_count(number) == number


def test_as_count_when_the_cell_is_blank_is_not_nought():
    assert as_count(None) is None
    assert as_count(0) == 0
    assert as_count("1.500") == 1500


@pytest.mark.parametrize(
    "cell", [-1, 1.5, "1.23", "12,5", "1.234,567", "Chưa báo cáo", "-", True, "1.5000", "٣", "1" * 21]
)
def test_as_count_when_it_is_no_count_refuses(cell):
    with pytest.raises(NotACount, match="số đếm"):
        as_count(cell)


def test_as_yes_no_when_a_mark_is_plain_says_which():
    assert [as_yes_no(cell) for cell in ("x", "X", "✓", "Có", 1, True, "đúng")] == [True] * 7
    assert [as_yes_no(cell) for cell in ("Không", 0, False, "sai")] == [False] * 4
    assert as_yes_no(None) is None


@pytest.mark.parametrize("cell", ["v", "vắng", 2, "?"])
def test_as_yes_no_when_it_is_neither_refuses(cell):
    with pytest.raises(NotYesOrNo):
        as_yes_no(cell)


def test_as_text_when_the_cell_is_a_number_or_a_day_shows_it_as_a_person_sees_it():
    assert [as_text(cell) for cell in ("K01", 83, dt.date(2021, 2, 8), None)] == ["K01", "83", "08/02/2021", None]


def test_as_text_when_it_is_too_long_says_by_how_much():
    with pytest.raises(TextIsTooLong, match="11 ký tự, tối đa 10"):
        as_text("a" * 11, longest=10)


@pytest.mark.parametrize(
    "read", [as_text, as_date, as_phone, as_email, as_count, as_yes_no, lambda cell: as_digits(cell, length=8)]
)
@pytest.mark.parametrize("code", ["formula_without_value", "error_value", "unreadable_text", "text_too_long"])
def test_every_reader_when_the_cell_is_in_error_refuses_and_says_what_is_there(read, code):
    with pytest.raises(CellIsInError, match="#N/A"):
        read(CellError(code, "#N/A"))


cells = (
    st.none()
    | st.text()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.builds(CellError, st.text())
)


@given(cells)
def test_every_reader_whatever_the_cell_answers_or_refuses(cell):
    for read in (as_text, as_date, as_phone, as_email, as_count, as_yes_no):
        try:
            read(cell)
        except Refusal as refusal:
            assert str(refusal)
