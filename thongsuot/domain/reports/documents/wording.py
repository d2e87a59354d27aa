"""Building blocks of official sentences that carry numbers and dates.

A document has one language, whatever the language of the pages of the person who draws it up: all of it is Vietnamese.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone, translation

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate

DOCUMENT_LANGUAGE = "vi"
# Room for a hand-written figure; no-break spaces survive Word, the PDF and a copy by hand.
BLANK = "\u00a0" * 6


def people(number: int, counted_as: str) -> str:
    """Return a count with its unit of measure: «4.502 đồng chí» for members, «4.225 người» for others."""
    with translation.override(DOCUMENT_LANGUAGE):
        return f"{count_text(number)}\u00a0{counted_as}"


def share(rate: Rate, counted_as: str) -> str:
    """Return a rate with its fraction beside it: «4.502/4.600 đồng chí, đạt 97,87%».

    Without a denominator there is no percentage: «4.225 người».
    """
    with translation.override(DOCUMENT_LANGUAGE):
        percent = rate.text()
        fraction = f"{rate.fraction_text()}\u00a0{counted_as}" if percent else people(rate.numerator, counted_as)
    return f"{fraction}, đạt\u00a0{percent}" if percent else fraction


def formal_date(day: date) -> str:
    """Return a date as documents write it: «ngày 05 tháng 02 năm 2026»; day below 10 and month below 3 with a leading zero."""
    return f"ngày {day.day:02d} {_month(day)}"


def undated(day: date) -> str:
    """Return the date of a draft, whose day the office writes in: «ngày      tháng 6 năm 2021»."""
    return f"ngày{BLANK}{_month(day)}"


def table_date(day: date) -> str:
    """Return a date as tables write it, every one equally wide: 05/04/2021."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def short_date(day: date) -> str:
    """Return a date as it stands in running text: 30/6/2021, 05/02/2026."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def instant(at: datetime) -> str:
    """Return an aware instant on the organisation's clock: «17 giờ 00 ngày 30/6/2021»."""
    local = timezone.localtime(at)
    return f"{local.hour:02d} giờ {local.minute:02d} ngày {short_date(local.date())}"


def listing(items: Sequence[str], *, last: str = "và") -> str:
    """Return items as a list in a sentence: «a, b và c». Refuses (ValueError) an empty list."""
    if not items:
        raise ValueError("A list in a sentence needs at least one item.")
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _month(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"tháng {month} năm {day.year}"
