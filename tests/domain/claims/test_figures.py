"""Vietnamese figures are read as people mean them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.figures import Figure, FigureForm, Hedge, as_decimal, figures_in, read_number


def only(text: str) -> Figure:
    (figure,) = figures_in(text, 0, len(text))
    return figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.502 đảng viên", 4502), ("4502 đảng viên", 4502), ("4\u00a0502 đảng viên", 4502), ("4 502 đảng viên", 4502),
        ("4,502 đảng viên", 4502), ("1.234.567 lượt", 1234567), ("02 lớp", 2), ("3.004tổ chức", 3004), ("1,93 triệu", 1930000),
        ("1.500", 1500), ("12 nghìn", 12000),
    ],
)  # fmt: skip
def test_figures_in_when_a_count_is_written_reads_it(text: str, value: int) -> None:
    figure = only(text)

    assert (figure.value, figure.form) == (value, FigureForm.COUNT)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("97,27%", "97.27", 2), ("97.27%", "97.27", 2), ("81,2 %", "81.2", 1), ("98%", "98", 0), ("97,8 phần trăm", "97.8", 1),
        ("1.234,5%", "1234.5", 1), ("1,234.5%", "1234.5", 1), ("97,870%", "97.87", 3),
    ],
)  # fmt: skip
def test_figures_in_when_a_percentage_is_written_reads_it(text: str, value: str, places: int) -> None:
    figure = only(text)

    assert (figure.value, figure.places, figure.is_percent) == (Fraction(value), places, True)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("gần 98%", Hedge.LESS), ("hơn 97%", Hedge.MORE), ("có trên 2.000 người", Hedge.MORE), ("khoảng 180 đồng chí", Hedge.ABOUT),
        ("98% trở lên", Hedge.MORE), ("98% đảng viên", Hedge.EXACT), ("cao hơn 2%", Hedge.EXACT),
    ],
)  # fmt: skip
def test_figures_in_when_hedged_says_how(text: str, hedge: Hedge) -> None:
    assert only(text).hedge is hedge


def test_figures_in_when_trên_divides_is_not_hedged() -> None:
    text = "223 đồng chí trên 230 đồng chí; có trên 50 khách"

    assert [figure.hedge for figure in figures_in(text, 0, len(text))] == [Hedge.EXACT, Hedge.EXACT, Hedge.MORE]


def test_figures_in_when_a_range_is_one_figure_with_two_ends() -> None:
    figure = only("82-84 %")

    assert (figure.value, figure.upper, figure.is_exact) == (82, 84, False)
    assert len(figures_in("12 - 98%", 0, 8)) == 2


@pytest.mark.parametrize("text", ["1.2.3", "0905123456", "1.23.456", "12.34,56,7"])
def test_read_number_when_it_is_none_gives_none(text: str) -> None:
    assert read_number(text) is None


def test_read_number_when_a_percentage_is_ambiguous_gives_both_readings() -> None:
    assert read_number("97.275", as_percent=True) == (Fraction(97275, 1000), 3, Fraction(97275))


@given(st.integers(0, 10**9))
def test_read_number_when_written_with_any_mark_is_the_same(value: int) -> None:
    grouped = f"{value:,}"

    for mark in (".", ",", " ", "\u00a0", ""):
        assert read_number(grouped.replace(",", mark)) == (value, 0, None) or (mark == "" and len(grouped) > 12)


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_as_decimal_when_rounded_is_within_half_a_unit(numerator: int, places: int) -> None:
    value = Fraction(numerator, 7)

    assert abs(Fraction(as_decimal(value, places)) - value) <= Fraction(1, 2 * 10**places)
