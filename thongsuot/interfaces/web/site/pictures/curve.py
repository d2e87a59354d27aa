"""How people added up day by day: the real line, the dashed plan, the target, and days that explain the shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.pictures.frame import CurvePoint, Frame, count_on, firsts_of_months, round_counts
from thongsuot.interfaces.web.site.pictures.shapes import Label, rounded, text_width

_TOP, _RIGHT, _BOTTOM = 34.0, 14.0, 28.0
_LABEL_SIZE = 12.0
_TICK_ROOM = 44.0
_CLEAR = 40.0


@dataclass(frozen=True, slots=True)
class CurveEvent:
    """Days that explain the shape of the line, with a few words."""

    first_day: date
    last_day: date
    text: str


@dataclass(frozen=True, slots=True)
class Shade:
    """The band of an event."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """The drawing: paths, lines across with their labels, ticks along the days, shaded events, and the words for it."""

    width: float
    height: float
    frame: Frame
    plan_path: str
    actual_path: str
    target_y: float | None
    grid: tuple[Label, ...]
    ticks: tuple[Label, ...]
    shades: tuple[Shade, ...]
    labels: tuple[Label, ...]
    end_x: float | None
    end_y: float | None
    alternative: str


def curve_picture(
    actual: Sequence[CurvePoint],
    plan: Sequence[CurvePoint],
    *,
    first_day: date,
    last_day: date,
    expected: int,
    target_count: int | None = None,
    target_text: str = "",
    events: Sequence[CurveEvent] = (),
    size: tuple[float, float] = (372.0, 260.0),
) -> CurvePicture:
    """Return the curve of a campaign: people in all by day, both lines in the order of days.

    `expected` is the roll, `target_count` the people who reach the target, `target_text` that target as shown ("98%").
    """
    width, height = size
    left = rounded(text_width(count_text(expected), _LABEL_SIZE) + 12)
    frame = Frame(left, _TOP, width - left - _RIGHT, height - _TOP - _BOTTOM, first_day, last_day, max(1, expected))
    end = actual[-1] if actual else None
    target_label = () if target_count is None else (_target_label(frame, target_count, target_text),)
    return CurvePicture(
        width=width,
        height=height,
        frame=frame,
        plan_path=frame.path(plan),
        actual_path=frame.path(actual),
        target_y=None if target_count is None else frame.y(target_count),
        grid=tuple(
            Label(left - 8, frame.y(count), count_text(count), "", "end") for count in round_counts(frame.highest)
        ),
        ticks=tuple(_ticks(frame)),
        shades=tuple(_shade(frame, event) for event in events),
        labels=(
            *target_label,
            *_line_labels(frame, actual, plan),
            *_event_labels(frame, events),
            *_end_label(frame, end),
        ),
        end_x=None if end is None else frame.x(end.day),
        end_y=None if end is None else frame.y(end.count),
        alternative=curve_alternative(actual, plan, target_count=target_count, target_text=target_text),
    )


def curve_alternative(
    actual: Sequence[CurvePoint], plan: Sequence[CurvePoint], *, target_count: int | None, target_text: str
) -> str:
    """Return what the curve says, in words."""
    parts = []
    if actual:
        end = actual[-1]
        words = {"day": _day(end.day), "count": count_text(end.count), "plan": count_text(count_on(plan, end.day))}
        parts.append(_("Đến %(day)s: đã học %(count)s, theo kế hoạch %(plan)s.") % words)
    else:
        parts.append(_("Chưa có ai học."))
    if target_count is not None:
        parts.append(_target_words(target_count, target_text) + ".")
    return " ".join(parts)


def _target_words(count: int, text: str) -> str:
    return _("Chỉ tiêu %(share)s = %(count)s") % {"share": text, "count": count_text(count)}


def _target_label(frame: Frame, count: int, text: str) -> Label:
    return Label(frame.left, rounded(frame.y(count) - 7), _target_words(count, text), "strong")


def _ticks(frame: Frame) -> list[Label]:
    """Name the first and last day, and the first of each month that does not lie upon them."""
    y = rounded(frame.top + frame.height + 18)
    first, last = frame.x(frame.first_day), frame.x(frame.last_day)
    months = firsts_of_months(frame.first_day, frame.last_day)
    shown = [day for day in months if first + _TICK_ROOM <= frame.x(day) <= last - _TICK_ROOM]
    ends = [Label(first, y, _day(frame.first_day), "", "start"), Label(last, y, _day(frame.last_day), "", "end")]
    return [ends[0], *(Label(frame.x(day), y, _day(day), "", "middle") for day in _spread(frame, shown)), ends[1]]


def _spread(frame: Frame, days: list[date]) -> list[date]:
    """Keep the days whose labels do not touch one another."""
    kept: list[date] = []
    for day in days:
        if not kept or frame.x(day) - frame.x(kept[-1]) >= _TICK_ROOM:
            kept.append(day)
    return kept


def _shade(frame: Frame, event: CurveEvent) -> Shade:
    left, right = frame.x(event.first_day), frame.x(event.last_day)
    return Shade(left, rounded(max(1.0, right - left)))


def _event_labels(frame: Frame, events: Sequence[CurveEvent]) -> list[Label]:
    """Write each event's words at the foot of its band, in lines, kept inside the frame."""
    labels = []
    for event in events:
        lines = event.text.split("\n")
        half = max(text_width(line, _LABEL_SIZE) for line in lines) / 2
        middle = (frame.x(event.first_day) + frame.x(event.last_day)) / 2
        x = rounded(min(max(middle, frame.left + half), frame.left + frame.width - half))
        foot = frame.top + frame.height - 10 - 15 * (len(lines) - 1)
        labels += [Label(x, rounded(foot + 15 * n), line, "quiet", "middle") for n, line in enumerate(lines)]
    return labels


def _line_labels(frame: Frame, actual: Sequence[CurvePoint], plan: Sequence[CurvePoint]) -> list[Label]:
    """Name the two lines where they are farthest apart, each on its outer side and clear of the top."""
    gaps = [(count_on(plan, point.day), point) for point in actual if _has_room(frame, point.day)] if plan else []
    clear = [(planned, point) for planned, point in gaps if frame.y(max(planned, point.count)) > frame.top + _CLEAR]
    if not clear:
        return []
    planned, point = max(clear, key=lambda pair: abs(pair[0] - pair[1].count))
    x = frame.x(point.day)
    upper, lower = sorted((frame.y(point.count), frame.y(planned)))
    names = (_("kế hoạch"), "plan"), (_("thực tế"), "actual")
    above, below = names if planned >= point.count else names[::-1]
    return [
        Label(rounded(x - 10), rounded(upper - 4), above[0], above[1], "end"),
        Label(rounded(x + 8), rounded(lower + 16), below[0], below[1], "start"),
    ]


def _has_room(frame: Frame, day: date) -> bool:
    return frame.width * 0.24 <= frame.x(day) - frame.left <= frame.width * 0.8


def _end_label(frame: Frame, end: CurvePoint | None) -> list[Label]:
    """Write the last count to the right of its point, where the line has not been; below it where there is no room."""
    if end is None:
        return []
    x, y, text = frame.x(end.day), frame.y(end.count), count_text(end.count)
    if x + 8 + text_width(text, _LABEL_SIZE) <= frame.left + frame.width:
        return [Label(rounded(x + 8), rounded(y + 18), text, "actual", "start")]
    return [Label(rounded(x), rounded(y + 22), text, "actual", "end")]


def _day(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
