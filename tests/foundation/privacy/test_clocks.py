"""The law's clocks: working days, days by kind of request, hours for the authority."""

from datetime import UTC, date, datetime

import pytest

from thongsuot.foundation.privacy.clocks import clock_on
from thongsuot.foundation.privacy.models.requests import RequestKind

CLOCK = clock_on(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("filed_on", "answer_by"),
    [
        (date(2026, 3, 2), date(2026, 3, 4)),  # a Monday
        (date(2026, 3, 5), date(2026, 3, 9)),  # a Thursday: the weekend does not count
        (date(2026, 3, 7), date(2026, 3, 10)),  # a Saturday
        (date(2026, 4, 29), date(2026, 5, 5)),  # before 30/4, 1/5 and a weekend
    ],
)
def test_answer_is_due_in_two_working_days(filed_on: date, answer_by: date) -> None:
    assert CLOCK.answer_by(filed_on) == answer_by


def test_every_right_has_its_days_within_what_the_decree_gives() -> None:
    days = {kind: CLOCK.due_days[kind] for kind in RequestKind}

    assert days["RESTRICT"] == days["OBJECT"] == 15
    assert all(10 <= given <= 20 for given in days.values())
    assert CLOCK.extension_days == 15


def test_authority_is_told_within_seventy_two_hours() -> None:
    assert CLOCK.notify_by(datetime(2026, 3, 1, 8, tzinfo=UTC)) == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_clock_of_an_earlier_day_is_the_first_known() -> None:
    assert clock_on(date(2021, 1, 1)) == CLOCK
