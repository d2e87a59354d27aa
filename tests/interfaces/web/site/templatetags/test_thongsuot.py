"""Numbers, rates and days in pages: in both languages, and never a percentage without its rate."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.templatetags.thongsuot import (
    chi_tieu,
    gio,
    ngay,
    phan_tram,
    segments_of,
    so,
    thu_ngay,
)

EVENING = datetime(2021, 6, 13, 17, 30, tzinfo=UTC)


def test_so_of_a_count_follows_the_language() -> None:
    assert (so(4502), so(0), so(None)) == ("4.502", "0", "–")
    with translation.override("en"):
        assert so(4502) == "4,502"


@pytest.mark.parametrize("number", [4.5, "4502", True, Decimal(4)])
def test_so_of_anything_but_a_whole_number_is_refused(number: object) -> None:
    with pytest.raises(TypeError):
        so(number)  # type: ignore[arg-type]


def test_phan_tram_of_a_rate_never_shows_a_target_that_was_missed() -> None:
    assert phan_tram(Rate(4502, 4600, Decimal("0.98"))) == "97,87%"
    assert phan_tram(Rate(97996, 100_000, Decimal("0.98"))) == "97,99%"
    assert phan_tram(Rate(4225, None)) == "–"
    assert phan_tram(None) == "–"


@pytest.mark.parametrize("number", [0.9787, 97, "97,87%", Decimal("97.87")])
def test_phan_tram_of_a_bare_number_is_refused(number: object) -> None:
    with pytest.raises(TypeError):
        phan_tram(number)  # type: ignore[arg-type]


def test_chi_tieu_of_a_rate_is_its_target() -> None:
    assert chi_tieu(Rate(1, 2, Decimal("0.98"))) == "98%"
    assert chi_tieu(Rate(1, 2)) == "–"


def test_ngay_and_thu_ngay_of_an_instant_are_local() -> None:
    assert (ngay(EVENING), ngay(date(2021, 6, 14)), ngay(None)) == ("14/6/2021", "14/6/2021", "–")
    assert (thu_ngay(EVENING), thu_ngay(date(2021, 6, 20)), thu_ngay(None)) == ("Thứ Hai 14/6", "Chủ nhật 20/6", "–")


def test_gio_of_an_instant_is_local() -> None:
    assert (gio(EVENING), gio(time(16, 40)), gio(None)) == ("00:30", "16:40", "–")


def test_segments_of_without_a_target_accepts_what_a_template_hands_over() -> None:
    assert segments_of([], 10, "").target_x is None
    assert segments_of([], 10, 5).target_x == 50
