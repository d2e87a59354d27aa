"""A rate and what is told from it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.rates import Rate

TARGETS = st.integers(1, 10_000).map(lambda n: Decimal(n) / 10_000)


def test_rate_of_the_source_article() -> None:
    rate = Rate(4502, 4600, Decimal("0.98"))

    assert (rate.text(), rate.fraction_text()) == ("97,87%", "4.502/4.600")
    assert (rate.needed, rate.short_by, rate.remaining, rate.is_met) == (4508, 6, 98, False)


@pytest.mark.parametrize("denominator", [None, 0])
def test_rate_without_people_has_no_percentage(denominator: int | None) -> None:
    rate = Rate(0, denominator, Decimal("0.9"))

    assert (rate.percent, rate.text(), rate.needed, rate.short_by, rate.is_met) == (None, "", None, None, None)


def test_rate_without_denominator_shows_its_numerator() -> None:
    assert Rate(4225, None).fraction_text() == "4.225"
    assert Rate(4225, None).remaining is None


def test_rate_without_target_is_neither_met_nor_short() -> None:
    assert (Rate(5, 10).is_met, Rate(5, 10).short_by, Rate(5, 10).text()) == (None, None, "50,00%")


@given(st.integers(1, 10**7), st.integers(0, 10**7), TARGETS)
def test_rate_is_met_by_exactly_the_people_it_says_are_missing(whole: int, part: int, target: Decimal) -> None:
    part = min(part, whole)
    rate = Rate(part, whole, target)
    assert rate.short_by is not None

    assert rate.is_met == (Fraction(part, whole) >= Fraction(target))
    assert Rate(part + rate.short_by, whole, target).is_met
    assert rate.is_met or not Rate(part + rate.short_by - 1, whole, target).is_met
