"""The ruler: positions of a rate and its target, honest about where the axis begins."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.ruler import ruler_picture


def test_ruler_picture_of_the_demonstration_places_dot_and_target() -> None:
    ruler = ruler_picture(Rate(4502, 4600, Decimal("0.98")))

    assert ruler is not None
    assert (ruler.point_x, ruler.target_x, ruler.gap_x, ruler.gap_width) == (78.7, 80.0, 78.7, 1.3)
    assert (ruler.start_text, ruler.target_text, ruler.end_text, ruler.is_met) == ("90%", "98%", "100%", False)
    assert ruler.alternative == "97,87% (4.502/4.600), chỉ tiêu 98%"


def test_ruler_picture_of_a_duty_writes_one_hundred_once() -> None:
    ruler = ruler_picture(Rate(90, 90, Decimal(1)))

    assert ruler is not None
    assert (ruler.target_text, ruler.target_anchor, ruler.end_text) == ("100%", "end", "")


def test_ruler_picture_without_a_denominator_is_none() -> None:
    assert ruler_picture(Rate(4225, None, Decimal("0.9"))) is None


@pytest.mark.parametrize(("numerator", "start"), [(95, "90%"), (89, "80%"), (60, "50%"), (10, "0%")])
def test_ruler_picture_of_a_lower_rate_begins_lower(numerator: int, start: str) -> None:
    ruler = ruler_picture(Rate(numerator, 100))

    assert ruler is not None
    assert (ruler.start_text, ruler.target_x) == (start, None)


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(1, 100))
def test_ruler_picture_of_any_rate_stays_on_the_ruler(denominator: int, numerator: int, percent: int) -> None:
    ruler = ruler_picture(Rate(numerator, denominator, Decimal(percent) / 100))

    assert ruler is not None
    assert ruler.target_x is not None
    assert 0 <= ruler.point_x <= 100
    assert 0 <= ruler.target_x <= 100
    assert ruler.is_met == (numerator * 100 >= percent * denominator)
    if not ruler.is_met:
        assert ruler.point_x <= ruler.target_x
