"""The one place where interfaces read the clock. Everything below is given its time."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present instant, or the pinned one of a demonstration (setting PINNED_NOW)."""
    pinned: datetime | None = settings.PINNED_NOW
    return pinned or timezone.now()


def ticking_now() -> datetime:
    """Return the real instant even where the day is pinned: for codes that change while one looks at them."""
    return timezone.now()


def local_day(at: datetime) -> date:
    """Return the day of an instant where the organisation is (Asia/Ho_Chi_Minh)."""
    return timezone.localtime(at).date()
