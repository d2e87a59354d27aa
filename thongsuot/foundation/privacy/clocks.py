"""The law's clocks as dated data (clocks.yaml): by which day a request is answered and done, and an incident notified."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

_FILE = Path(__file__).with_name("clocks.yaml")
_SATURDAY = 5
# Days off with a fixed place in the year: New Year, Reunification, Labour, National Day.
_DAYS_OFF = {(1, 1), (30, 4), (1, 5), (2, 9)}


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the law gives from a day on, and which law."""

    in_force_from: date
    basis: dict[str, str]
    answer_working_days: int
    due_days: dict[str, int]
    extension_days: int
    notify_hours: int

    @property
    def law(self) -> str:
        """Which law gives these days, in the reader's language."""
        return self.basis[(get_language() or "vi")[:2]]

    def answer_by(self, filed_on: date) -> date:
        """Return the last day to acknowledge what was filed on a day: working days, not counting that day."""
        day, left = filed_on, self.answer_working_days
        while left:
            day += timedelta(days=1)
            left -= _is_working_day(day)
        return day

    def due_on(self, kind: str, filed_on: date) -> date:
        """Return the last day to have done what was filed on a day."""
        return filed_on + timedelta(days=self.due_days[kind])

    def notify_by(self, found_at: datetime) -> datetime:
        """Return until when the authority is told of a serious incident."""
        return found_at + timedelta(hours=self.notify_hours)


def clock_on(day: date) -> Clock:
    """Return the clock in force on a day; before the first, the first."""
    known = _clocks()
    return next((clock for clock in reversed(known) if clock.in_force_from <= day), known[0])


@cache
def _clocks() -> tuple[Clock, ...]:
    told = yaml.safe_load(_FILE.read_text())
    return tuple(sorted((Clock(**one) for one in told), key=lambda clock: clock.in_force_from))


def _is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and (day.day, day.month) not in _DAYS_OFF
