"""Steps of coverage: by whole people, exact at their edges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.interfaces.web.site.pictures.coverage import coverage_legend, coverage_step, missing_to

TARGET = Decimal("0.98")


@pytest.mark.parametrize(
    ("studied", "expected", "step"),
    [
        (1000, 1000, "c5"),
        (980, 1000, "c4"),
        (979, 1000, "c3"),
        (950, 1000, "c3"),
        (949, 1000, "c2"),
        (850, 1000, "c2"),
        (849, 1000, "c1"),
        (0, 1000, "c1"),
    ],
)
def test_coverage_step_at_each_edge_changes_by_one_person(studied: int, expected: int, step: str) -> None:
    assert coverage_step(TARGET, studied=studied, expected=expected) == step


def test_coverage_step_of_one_person_left_in_a_small_unit_is_never_loud() -> None:
    assert coverage_step(TARGET, studied=10, expected=11) == "c3"
    assert coverage_step(TARGET, studied=9, expected=11) == "c1"
    assert coverage_step(TARGET, studied=19, expected=21) == "c2"


@pytest.mark.parametrize(("expected", "is_confirmed"), [(None, True), (0, True), (10, False)])
def test_coverage_step_without_a_confirmed_roll_is_hatched(expected: int | None, is_confirmed: bool) -> None:
    assert coverage_step(TARGET, studied=10, expected=expected, is_confirmed=is_confirmed) == "hatch"


def test_missing_to_counts_the_demonstration_exactly() -> None:
    assert missing_to(TARGET, studied=4502, expected=4600) == 6
    assert missing_to(TARGET, studied=232, expected=240) == 4
    assert missing_to(TARGET, studied=5, expected=None) == 0


@given(st.integers(1, 100_000), st.integers(0, 100_000), st.integers(1, 100))
def test_missing_to_is_the_least_number_that_reaches_the_target(expected: int, studied: int, percent: int) -> None:
    target = Decimal(percent) / 100

    missing = missing_to(target, studied=studied, expected=expected)

    assert (studied + missing) * 100 >= percent * expected
    assert missing == 0 or (studied + missing - 1) * 100 < percent * expected


def test_coverage_legend_of_an_aim_names_every_step() -> None:
    assert [(entry.step, entry.text, entry.is_below) for entry in coverage_legend(TARGET)] == [
        ("c5", "100%", False),
        ("c4", "Đạt, từ 98%", False),
        ("c3", "95% – dưới 98%", True),
        ("c2", "85% – dưới 95%", True),
        ("c1", "Dưới 85%", True),
        ("hatch", "Chưa xác nhận số liệu", False),
    ]


def test_coverage_legend_of_everyone_has_no_step_between_met_and_everyone() -> None:
    assert [entry.step for entry in coverage_legend(Decimal(1))] == ["c5", "c3", "c2", "c1", "hatch"]


def test_coverage_legend_of_a_low_target_leaves_out_shares_below_nothing() -> None:
    assert [entry.step for entry in coverage_legend(Decimal("0.1"))] == ["c5", "c4", "c3", "hatch"]
