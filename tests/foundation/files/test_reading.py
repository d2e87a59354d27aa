import pytest

from thongsuot.foundation.files.cells import CannotRead
from thongsuot.foundation.files.reading import rectangle


def test_rectangle_when_rows_are_ragged_fills_gaps_and_cuts_blank_edges():
    sheet = rectangle("T", 3, {3: ["a", None, None], 5: ["b", "c"]})

    assert (sheet.first_row_number, sheet.rows) == (3, [["a", None], [None, None], ["b", "c"]])


def test_rectangle_when_there_is_nothing_is_empty():
    assert rectangle("T", 1, {}).rows == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({1: ["a"], 200_001: ["b"]}, "too_many_rows"),
        ({1: ["a"] * 201}, "too_many_columns"),
        ({1: ["a"] * 200, 25_001: ["b"]}, "too_many_cells"),
    ],
)
def test_rectangle_when_a_limit_is_passed_refuses(rows, code):
    with pytest.raises(CannotRead) as refusal:
        rectangle("T", 1, rows)

    assert refusal.value.code == code
