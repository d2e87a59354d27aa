"""What the tally prints is what it keeps."""

from decimal import Decimal

import pytest

from thongsuot.domain.reports.drafting.tally import Figure, Tally
from thongsuot.foundation.core.rates import Rate


def test_tally_when_told_then_it_keeps_what_it_printed_in_order() -> None:
    tally = Tally()

    runs = [
        tally.rate("members.studied", "Đã học", Rate(97996, 100000, Decimal("0.98")), "đồng chí"),
        tally.count("classes.held", "Lớp", 83, "lớp"),
        tally.rate("non_members.studied", "Quần chúng", Rate(4225, None, Decimal("0.9")), "người"),
    ]

    assert [run.text.replace("\u00a0", " ") for run in runs] == [
        "97.996/100.000 đồng chí, đạt 97,99%",
        "83 lớp",
        "4.225 người",
    ]
    assert [figure.text for figure in tally.figures] == [run.text for run in runs]
    assert [figure.code for figure in tally.figures] == [run.figure for run in runs]


def test_tally_when_told_twice_then_it_is_kept_once() -> None:
    tally = Tally()

    tally.count("classes.held", "Lớp", 83, "lớp")
    tally.count("classes.held", "Lớp", 83, "lớp")

    assert tally.figures == (Figure("classes.held", "Lớp", 83, "lớp"),)


def test_tally_when_told_otherwise_then_it_is_a_defect() -> None:
    tally = Tally()
    tally.count("classes.held", "Lớp", 83, "lớp")

    with pytest.raises(ValueError, match=r"classes\.held"):
        tally.count("classes.held", "Lớp", 82, "lớp")
