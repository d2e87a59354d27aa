"""Days and numbers as each language writes them: the day first in both."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.forms import DateField, DateTimeField
from django.utils import formats, timezone, translation

from thongsuot.foundation.core.numbers import count_text, percent_text

DAY = date(2021, 11, 5)
MOMENT = datetime(2021, 11, 5, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment", "of_year", "month"),
    [
        ("vi", "5/11/2021", "16:40, 5/11/2021", "5/11", "11/2021"),
        ("en", "5 Nov 2021", "16:40, 5 Nov 2021", "5 Nov", "Nov 2021"),
    ],
)
def test_days_are_written_day_first(language: str, day: str, moment: str, of_year: str, month: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY, "DATE_FORMAT") == day
        assert formats.date_format(timezone.localtime(MOMENT), "DATETIME_FORMAT") == moment
        assert formats.date_format(DAY, "MONTH_DAY_FORMAT") == of_year
        assert formats.date_format(DAY, "YEAR_MONTH_FORMAT") == month
        assert formats.time_format(time(9, 5), "TIME_FORMAT") == "09:05"


@pytest.mark.parametrize(
    ("language", "count", "percent", "number"),
    [("vi", "4.502", "97,87%", "1.234,5"), ("en", "4,502", "97.87%", "1,234.5")],
)
def test_numbers_carry_the_marks_of_the_language(language: str, count: str, percent: str, number: str) -> None:
    with translation.override(language):
        assert count_text(4502) == count
        assert percent_text(4502, 4600) == percent
        assert formats.localize(Decimal("1234.5")) == number


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("written", ["2021-11-05", "05/11/2021", "5-11-2021", "5.11.2021", "05/11/21"])
def test_a_day_is_read_day_first(language: str, written: str) -> None:
    with translation.override(language):
        assert DateField().clean(written) == DAY


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("written", ["2021-11-05T16:40", "05/11/2021 16:40", "16:40 05/11/2021", "16:40, 5/11/2021"])
def test_a_moment_is_read_day_first_and_local(language: str, written: str) -> None:
    with translation.override(language):
        assert DateTimeField().clean(written) == MOMENT


def test_the_week_begins_on_monday_in_both_languages() -> None:
    for language in ("vi", "en"):
        with translation.override(language):
            assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
