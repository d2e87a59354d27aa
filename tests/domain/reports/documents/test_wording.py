from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.reports.documents.wording import (
    formal_date,
    instant,
    listing,
    people,
    share,
    short_date,
    table_date,
    undated,
)
from thongsuot.foundation.core.rates import Rate


def test_people_when_thousands_then_marks_them_and_binds_the_unit_of_measure() -> None:
    assert people(4502, "đồng chí") == "4.502\u00a0đồng chí"


def test_people_when_pages_are_english_then_stays_vietnamese() -> None:
    with translation.override("en"):
        assert people(4225, "người") == "4.225\u00a0người"


def test_share_when_both_numbers_are_known_then_percentage_follows_its_fraction() -> None:
    with translation.override("en"):
        assert share(Rate(4502, 4600), "đồng chí") == "4.502/4.600\u00a0đồng chí, đạt\u00a097,87%"


def test_share_when_just_below_its_target_then_is_not_rounded_up_to_it() -> None:
    rate = Rate(97996, 100000, target=Decimal("0.98"))

    assert share(rate, "đồng chí").endswith("97,99%")


@pytest.mark.parametrize("denominator", [None, 0])
def test_share_when_no_denominator_then_has_no_percentage(denominator: int | None) -> None:
    assert share(Rate(4225, denominator), "người") == "4.225\u00a0người"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2021, 1, 31), "ngày 31 tháng 01 năm 2021"),
        (date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
        (date(2021, 12, 10), "ngày 10 tháng 12 năm 2021"),
    ],
)
def test_formal_date_when_day_below_10_or_month_below_3_then_leads_with_a_zero(day: date, text: str) -> None:
    assert formal_date(day) == text


def test_undated_when_draft_then_leaves_room_for_the_day() -> None:
    text = undated(date(2021, 6, 30))

    assert text.replace("\u00a0", " ") == "ngày      tháng 6 năm 2021"
    assert "\u00a0" * 4 in text


@given(st.dates())
def test_table_date_when_any_day_then_reads_back_day_first(day: date) -> None:
    dd, mm, year = table_date(day).split("/")

    assert (len(dd), len(mm)) == (2, 2)
    assert date(int(year), int(mm), int(dd)) == day


def test_short_date_when_running_text_then_pads_as_documents_do() -> None:
    assert short_date(date(2021, 3, 9)) == "09/3/2021"
    assert short_date(date(2026, 2, 15)) == "15/02/2026"


def test_instant_when_utc_evening_then_is_the_next_day_in_viet_nam() -> None:
    assert instant(datetime(2021, 6, 30, 17, 5, tzinfo=UTC)) == "00 giờ 05 ngày 01/7/2021"


@given(st.lists(st.sampled_from(["trực tiếp", "trực tuyến", "lồng ghép"]), min_size=1, max_size=6))
def test_listing_when_any_items_then_only_the_last_two_are_joined_by_a_word(items: list[str]) -> None:
    text = listing(items)

    assert text.replace(" và ", ", ").split(", ") == items
    assert text.count(" và ") == min(1, len(items) - 1)


def test_listing_when_empty_then_refuses() -> None:
    with pytest.raises(ValueError, match="at least one"):
        listing([])
