"""Days and counts as places."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.interfaces.web.site.pictures.frame import (
    CurvePoint,
    Frame,
    count_on,
    firsts_of_months,
    round_counts,
)

FIRST = date(2021, 4, 1)


@given(st.integers(-50, 400), st.integers(-10, 9000), st.integers(0, 300), st.integers(0, 5000))
def test_frame_of_any_day_and_count_stays_inside(day: int, count: int, days: int, highest: int) -> None:
    frame = Frame(40, 30, 300, 200, FIRST, FIRST + timedelta(days), highest)

    assert 40 <= frame.x(FIRST + timedelta(day)) <= 340
    assert 30 <= frame.y(count) <= 230


def test_frame_path_of_points_moves_once_and_draws_on() -> None:
    frame = Frame(0, 0, 100, 50, FIRST, FIRST + timedelta(10), 100)

    assert frame.path([CurvePoint(FIRST, 0), CurvePoint(FIRST + timedelta(5), 50)]) == "M0 50L50 25"
    assert frame.path([]) == ""


@given(st.integers(1, 10_000_000))
def test_round_counts_of_any_height_are_few_even_and_below_it(highest: int) -> None:
    counts = round_counts(highest)

    assert counts[0] == 0
    assert 2 <= len(counts) <= 6
    assert counts[-1] <= highest
    assert len({b - a for a, b in pairwise(counts)}) == 1


def test_round_counts_of_the_demonstration_are_thousands() -> None:
    assert round_counts(4600) == [0, 1000, 2000, 3000, 4000]


def test_firsts_of_months_across_a_year_skip_the_month_begun() -> None:
    assert firsts_of_months(date(2020, 11, 15), date(2021, 2, 1)) == [
        date(2020, 12, 1),
        date(2021, 1, 1),
        date(2021, 2, 1),
    ]
    assert firsts_of_months(FIRST, date(2021, 4, 30)) == []


def test_count_on_a_day_between_points_lies_on_the_line() -> None:
    points = [CurvePoint(FIRST, 10), CurvePoint(FIRST + timedelta(10), 110)]

    assert count_on(points, FIRST + timedelta(3)) == 40
    assert count_on(points, FIRST - timedelta(1)) == 0
    assert count_on(points, FIRST + timedelta(99)) == 110
    assert count_on([], FIRST) == 0
