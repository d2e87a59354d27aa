import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.files.cells import (
    CellError,
    cell_of_text,
    cell_of_value,
    clean_text,
    from_wire,
    shown,
    to_wire,
)

cells = (
    st.none()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes()
    | st.builds(CellError, st.just("error_value"), st.text(st.characters(exclude_categories=["Cs"])))
)


@given(cells)
def test_wire_when_a_cell_travels_brings_it_back(cell):
    assert from_wire(json.loads(json.dumps(to_wire(cell)))) == cell


@pytest.mark.parametrize(
    "value", [[], {}, {"x": 1}, {"d": 5}, {"d": "today"}, {"e": ["a"]}, {"d": "2020-01-01", "t": ""}]
)
def test_from_wire_when_it_is_no_cell_refuses(value):
    with pytest.raises(ValueError, match=r"no cell|isoformat"):
        from_wire(value)


@given(st.text(max_size=40))
def test_clean_text_when_done_twice_changes_nothing_more(text):
    once = clean_text(text)

    assert clean_text(once) == once
    assert once == once.strip()
    assert "  " not in once


def test_clean_text_when_letters_are_decomposed_or_invisible_gives_plain_ones():
    assert clean_text("  Nguye\u0302\u0303n\u200b \u00a0 V\u00adăn\n\tA\x00n ") == "Nguyễn Văn A n"
    assert clean_text("\u00d0\u1eb7ng") == "Đặng"


def test_cell_of_text_when_it_begins_like_a_formula_is_text():
    assert cell_of_text(" =1+1") == "=1+1"


@pytest.mark.parametrize("text", ["#N/A", " #REF! ", "#DIV/0!", "Err:502"])
def test_cell_of_text_when_it_is_an_error_of_a_spreadsheet_is_an_error(text):
    assert cell_of_text(text) == CellError("error_value", text.strip())


def test_cell_of_text_when_it_cannot_be_used_is_an_error_and_blank_is_nothing():
    assert cell_of_text("\u00a0\n") is None
    assert cell_of_text("Nguy\ufffdn") == CellError("unreadable_text", "Nguy\ufffdn")
    assert cell_of_text("a" * 32_768) == CellError("text_too_long", "a" * 80)
    assert cell_of_text("#1") == "#1"


def test_cell_of_value_when_types_differ_gives_the_plainest_one():
    assert repr(cell_of_value(83.0)) == "83"
    assert cell_of_value(1.5) == 1.5
    assert cell_of_value(dt.datetime(2021, 2, 28)) == dt.date(2021, 2, 28)
    assert cell_of_value(dt.datetime(2021, 2, 28, 8)) == dt.datetime(2021, 2, 28, 8)
    assert cell_of_value(dt.time(8, 30)) == "08:30"
    assert cell_of_value(dt.timedelta(hours=30, minutes=5)) == "30:05"
    assert cell_of_value(True) is True


def test_shown_when_a_person_reads_it_is_in_vietnamese_form():
    assert [shown(cell) for cell in (None, dt.date(2021, 2, 8), dt.datetime(2021, 2, 8, 7, 5), True, 12, CellError("x", "#N/A"))] == [
        "", "08/02/2021", "08/02/2021 07:05", "TRUE", "12", "#N/A",
    ]  # fmt: skip
