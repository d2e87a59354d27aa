"""Right is any correct rounding; a truncation is wrong by rounding; anything else is wrong."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.agreement import (
    AGREES,
    ROUNDED_WRONG,
    UNKNOWN,
    WRONG,
    agrees,
    is_misprint,
    is_slip,
    judged,
)
from thongsuot.domain.claims.figures import Figure, FigureForm, Hedge

counts = st.integers(1, 99_999)


def printed(text: str, hedge: Hedge = Hedge.EXACT, upper: str | None = None) -> Figure:
    number = Decimal(text.replace(",", "."))
    places = -int(number.as_tuple().exponent)
    return Figure(
        0, len(text), Fraction(number), places, FigureForm.PERCENT, hedge, upper=Fraction(upper) if upper else None
    )


def rounded(exact: Fraction, places: int) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(counts, counts, st.integers(0, 3))
def test_judged_when_rounded_half_up_agrees(part: int, rest: int, places: int) -> None:
    exact = Fraction(100 * part, part + rest)

    assert judged(exact, printed(str(rounded(exact, places)))) == AGREES


@given(counts, counts, st.integers(0, 3), st.integers(2, 400), st.sampled_from([-1, 1]))
def test_judged_when_two_units_away_is_materially_wrong(
    part: int, rest: int, places: int, units: int, sign: int
) -> None:
    exact = Fraction(100 * part, part + rest)
    wrong = rounded(exact, places) + sign * units * Decimal(1).scaleb(-places)

    assert judged(exact, printed(str(wrong))) == WRONG


@pytest.mark.parametrize(
    ("part", "whole", "stated", "expected"),
    [
        (4502, 4600, "97,87", AGREES),
        (4502, 4600, "97,9", AGREES),
        (4502, 4600, "98", AGREES),
        (4502, 4600, "97,27", WRONG),
        (4502, 4600, "97,8", ROUNDED_WRONG),
        (765, 773, "98,9", ROUNDED_WRONG),
        (765, 773, "98,97", AGREES),
        (223, 230, "96,9", ROUNDED_WRONG),
        (1, 8, "12", AGREES),  # half way: to even is a correct rounding as well
        (1, 8, "13", AGREES),
        (1356, 1468, "97,8", WRONG),
    ],
)
def test_judged_when_printed_gives(part: int, whole: int, stated: str, expected: object) -> None:
    assert judged(Fraction(100 * part, whole), printed(stated)) == expected


def test_judged_when_rounding_would_reach_a_target_accepts_the_truncation() -> None:
    exact = Fraction(97996, 1000)

    assert judged(exact, printed("97,99")) == AGREES
    assert judged(exact, printed("98,00")) == AGREES
    assert judged(exact, printed("97,9")) == ROUNDED_WRONG
    assert judged(exact, printed("97,9"), frozenset({Fraction(98)})) == AGREES
    assert judged(Fraction(99996, 1000), printed("99,9")) == AGREES


def test_judged_when_hedged_follows_the_word() -> None:
    exact = Fraction(9787, 100)

    assert judged(exact, printed("97", Hedge.MORE)) == AGREES
    assert judged(exact, printed("98", Hedge.MORE)) == WRONG
    assert judged(exact, printed("98", Hedge.LESS)) == AGREES
    assert judged(exact, printed("94", Hedge.ABOUT)) == UNKNOWN
    assert judged(exact, printed("90", Hedge.ABOUT)) == WRONG


def test_judged_when_a_range_looks_at_both_ends() -> None:
    assert judged(Fraction(83), printed("82", upper="84")) == AGREES
    assert judged(Fraction(86), printed("82", upper="84")) == WRONG


@given(counts, counts, st.data())
def test_is_slip_when_one_digit_of_the_percentage_is_changed_is_true(part: int, rest: int, data: st.DataObject) -> None:
    right = str(rounded(Fraction(100 * part, part + rest), 2))
    place = data.draw(st.sampled_from([place for place, letter in enumerate(right) if letter.isdigit()]))
    digit = data.draw(st.sampled_from("123456789"))

    assert is_slip(Fraction(part), Fraction(part + rest), printed(right[:place] + digit + right[place + 1 :]))


@given(counts, counts, st.data())
def test_is_slip_when_one_digit_of_the_part_is_changed_is_true(part: int, rest: int, data: st.DataObject) -> None:
    right = rounded(Fraction(100 * part, part + rest), 2)
    digits = str(part)
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = int(digits[:place] + data.draw(st.sampled_from("123456789")) + digits[place + 1 :])

    assert is_slip(Fraction(wrong), Fraction(part + rest), printed(str(right)))


def test_is_slip_when_numbers_have_nothing_to_do_with_each_other_is_false() -> None:
    assert not is_slip(Fraction(78379), Fraction(377983), printed("98"))
    assert not is_slip(Fraction(232), Fraction(4600), printed("97,87"))


def test_agrees_when_a_figure_may_be_read_in_two_ways_takes_either() -> None:
    lone = Figure(0, 7, Fraction(97275, 1000), 3, FigureForm.PERCENT, other=Fraction(97275))

    assert agrees(Fraction(97275, 1000), lone)
    assert agrees(Fraction(97275), lone)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("97.27", "97.87", True), ("97.78", "97.87", True), ("787", "78", True), ("98", "89", True),
        ("97.27", "98.87", False), ("12", "345", False), ("1234", "4321", False), ("5", "5", False),
    ],
)  # fmt: skip
def test_is_misprint_when_compared_gives(one: str, other: str, expected: bool) -> None:
    assert is_misprint(one, other) is expected
