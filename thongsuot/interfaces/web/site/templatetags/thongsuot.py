"""Numbers, rates and days as people read them; and rates as pictures.

A rate is printed only from a `Rate`: a bare number refuses to become a percentage (no denominator, no percentage).
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from thongsuot.foundation.core.clock import now
from thongsuot.foundation.core.numbers import count_text, share_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.bars import (
    BarPicture,
    Segment,
    SegmentPicture,
    bar_picture,
    segment_picture,
)
from thongsuot.interfaces.web.site.pictures.ruler import RulerPicture, ruler_picture

register = template.Library()

UNKNOWN = "–"


@register.filter
def so(number: int | None) -> str:
    """Return a count as text (4.502); a dash where it is not known. Refuses anything but a whole number (TypeError)."""
    if number is None:
        return UNKNOWN
    if isinstance(number, bool) or not isinstance(number, int):
        msg = f"A count is a whole number, not {type(number).__name__}."
        raise TypeError(msg)
    return count_text(number)


@register.filter
def phan_tram(rate: Rate | None) -> str:
    """Return a rate's percentage (97,87%); a dash where it has no denominator. Refuses a bare number (TypeError)."""
    if rate is None:
        return UNKNOWN
    if not isinstance(rate, Rate):
        msg = f"A percentage is printed only from a Rate, not from {type(rate).__name__}."
        raise TypeError(msg)
    return rate.text() or UNKNOWN


@register.filter
def chi_tieu(rate: Rate) -> str:
    """Return a rate's target as text (98%); a dash where it has none."""
    return UNKNOWN if rate.target is None else share_text(rate.target)


@register.filter
def ngay(day: date | datetime | None) -> str:
    """Return a day as text (14/6/2021), local to the organisation; a dash where it is not known."""
    return UNKNOWN if day is None else date_format(_local(day), "DATE_FORMAT")


@register.filter
def gio(moment: datetime | time | None) -> str:
    """Return the time of day as text (16:40), local to the organisation; a dash where it is not known."""
    if moment is None:
        return UNKNOWN
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return time_format(moment, "TIME_FORMAT")


@register.filter
def thu_ngay(day: date | datetime | None) -> str:
    """Return the weekday and the day as text (Thứ Hai 14/6); a dash where it is not known."""
    if day is None:
        return UNKNOWN
    local = _local(day)
    return f"{_weekdays()[local.weekday()]} {date_format(local, 'MONTH_DAY_FORMAT')}"


@register.simple_tag
def printed_at() -> str:
    """Return the present instant as text, for the foot of a printed page (16:40, 14/6/2021)."""
    return date_format(timezone.localtime(now()), "DATETIME_FORMAT")


@register.simple_tag
def ruler_of(rate: Rate) -> RulerPicture | None:
    """Return the ruler of a rate; None without a denominator."""
    return ruler_picture(rate)


@register.simple_tag
def bar_of(rate: Rate) -> BarPicture:
    """Return the bar of a rate."""
    return bar_picture(rate)


@register.simple_tag
def segments_of(segments: Sequence[Segment], whole: int, target: int | str | None = None) -> SegmentPicture:
    """Return segments on the scale of a whole; a template that was given no target hands over an empty text."""
    return segment_picture(segments, whole=whole, target=int(target) if target else None)


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def _weekdays() -> tuple[str, ...]:
    return _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật")
