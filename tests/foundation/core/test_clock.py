"""The one place where the clock is read."""

from datetime import UTC, date, datetime

from django.conf import LazySettings

from thongsuot.foundation.core.clock import local_day, now, ticking_now


def test_local_day_turns_at_midnight_in_hanoi() -> None:
    assert local_day(datetime(2021, 6, 29, 16, 59, tzinfo=UTC)) == date(2021, 6, 29)
    assert local_day(datetime(2021, 6, 29, 17, 0, tzinfo=UTC)) == date(2021, 6, 30)


def test_now_stands_still_where_the_day_is_pinned_and_codes_tick_on(settings: LazySettings) -> None:
    settings.PINNED_NOW = datetime(2021, 6, 30, 10, tzinfo=UTC)

    assert now() == datetime(2021, 6, 30, 10, tzinfo=UTC)
    assert ticking_now() > now()
