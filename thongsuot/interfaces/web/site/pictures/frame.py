"""Days and counts as places in a rectangle: what the curve and the small curves stand on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.interfaces.web.site.pictures.shapes import rounded

_MOST_GRIDLINES = 5


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How many people there were in all at the end of a day."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Frame:
    """From days and counts to coordinates: a rectangle that spans `first_day` to `last_day` and 0 to `highest`."""

    left: float
    top: float
    width: float
    height: float
    first_day: date
    last_day: date
    highest: int

    def x(self, day: date) -> float:
        """Return the place of a day, kept inside the frame."""
        days = max(1, (self.last_day - self.first_day).days)
        passed = min(max(0, (day - self.first_day).days), days)
        return rounded(self.left + self.width * passed / days)

    def y(self, count: int) -> float:
        """Return the height of a count, kept inside the frame."""
        kept = min(max(0, count), max(1, self.highest))
        return rounded(self.top + self.height * (1 - kept / max(1, self.highest)))

    def path(self, points: Sequence[CurvePoint]) -> str:
        """Return an SVG path through the points; empty where there are none."""
        steps = [f"{self.x(point.day):g} {self.y(point.count):g}" for point in points]
        return "M" + "L".join(steps) if steps else ""


def round_counts(highest: int) -> list[int]:
    """Return round counts from 0, at most five above it, spaced by 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            if highest // step <= _MOST_GRIDLINES:
                return list(range(0, highest + 1, step))
        power *= 10


def firsts_of_months(first: date, last: date) -> list[date]:
    """Return the first day of every month after `first`, up to the month of `last`."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def count_on(points: Sequence[CurvePoint], day: date) -> int:
    """Return the count on a day: on the straight line between the points around it."""
    before = [point for point in points if point.day <= day]
    after = [point for point in points if point.day > day]
    if not before:
        return 0
    if not after:
        return before[-1].count
    start, end = before[-1], after[0]
    return start.count + (end.count - start.count) * (day - start.day).days // (end.day - start.day).days
