"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from thongsuot.foundation.core.numbers import count_text, decimal_text, percent_of, percent_text, share_text

COUNTS = st.integers(0, 10**8)
TARGETS = st.integers(1, 10_000).map(lambda n: Decimal(n) / 10_000)


@st.composite
def ratios(draw: st.DrawFn) -> tuple[int, int]:
    whole = draw(st.integers(1, 10**8))
    return draw(st.integers(0, whole)), whole


@pytest.mark.parametrize(
    ("part", "whole", "target", "text"),
    [
        (4502, 4600, None, "97,87%"),
        (232, 240, Decimal("0.98"), "96,67%"),
        (97_996, 100_000, Decimal("0.98"), "97,99%"),
        (97_996, 100_000, None, "98,00%"),
        (98_000, 100_000, Decimal("0.98"), "98,00%"),
        (90, 90, Decimal(1), "100%"),
        (99_999, 100_000, Decimal(1), "99,99%"),
        (0, 90, None, "0,00%"),
        (1, 8, None, "12,50%"),
        (1, 800, None, "0,13%"),
    ],
)
def test_percent_text_of_known_ratios(part: int, whole: int, target: Decimal | None, text: str) -> None:
    assert percent_text(part, whole, target) == text


@given(ratios())
def test_percent_of_is_at_most_half_a_hundredth_away(ratio: tuple[int, int]) -> None:
    part, whole = ratio

    shown = percent_of(part, whole)

    assert shown == shown.quantize(Decimal("0.01"))
    assert -Fraction(1, 200) < Fraction(shown) - Fraction(100 * part, whole) <= Fraction(1, 200)


@given(ratios(), TARGETS)
def test_percent_of_below_its_target_never_shows_it(ratio: tuple[int, int], target: Decimal) -> None:
    part, whole = ratio
    is_below = Fraction(part, whole) < Fraction(target)

    shown = percent_of(part, whole, target)

    assert (shown < target * 100) or not is_below
    assert abs(Fraction(shown) - Fraction(100 * part, whole)) < Fraction(1, 100)


@given(ratios(), ratios())
def test_percent_of_keeps_order(one: tuple[int, int], other: tuple[int, int]) -> None:
    assume(Fraction(*one) <= Fraction(*other))

    assert percent_of(*one) <= percent_of(*other)


def test_percent_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        percent_of(0, 0)


@given(COUNTS)
def test_count_text_holds_the_same_digits_in_both_languages(number: int) -> None:
    with translation.override("en"):
        english = count_text(number)

    assert count_text(number).replace(".", "") == english.replace(",", "") == str(number)
    assert count_text(number).replace(".", ",") == english


def test_decimal_text_swaps_both_marks() -> None:
    assert decimal_text(Decimal("1234567.80")) == "1.234.567,80"
    with translation.override("en"):
        assert decimal_text(Decimal("1234567.80")) == "1,234,567.80"


@pytest.mark.parametrize(("share", "text"), [("0.98", "98%"), ("1", "100%"), ("0.9250", "92,5%"), ("0.1", "10%")])
def test_share_text_has_no_decimals_it_does_not_need(share: str, text: str) -> None:
    assert share_text(Decimal(share)) == text
