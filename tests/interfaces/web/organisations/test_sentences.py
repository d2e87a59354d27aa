"""Sentences of the pages of organisations."""

import pytest

from thongsuot.interfaces.web.organisations.sentences import rows_text, what_text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((), ""),
        ((7,), "7"),
        ((7, 8), "7–8"),
        ((20, 7, 9, 10, 11, 12, 9), "7, 9–12, 20"),
        (tuple(range(1, 41, 2)), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 và 8 dòng nữa"),
    ],
)
def test_rows_text_joins_neighbours_and_says_how_many_it_leaves_out(rows: tuple[int, ...], text: str) -> None:
    assert rows_text(rows) == text


@pytest.mark.parametrize(
    ("units", "people", "text"),
    [(314, 4600, "314 đơn vị, 4.600 người"), (0, 219, "219 người"), (3, 0, "3 đơn vị")],
)
def test_what_text_leaves_out_what_there_is_none_of(units: int, people: int, text: str) -> None:
    assert what_text(units, people) == text
