"""Bars on a common scale from nothing to all: one rate with its target, or counts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.shapes import rounded, shared_out


@dataclass(frozen=True, slots=True)
class BarPicture:
    """A rate as a bar: lengths from 0 to 100; `kind` is met, below, plain (no target) or unknown (no denominator)."""

    filled: float
    target_x: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One count among several that make a whole; `kind` names its colour (s1 to s4)."""

    label: str
    count: int
    kind: str = "s1"


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """Where a segment lies, from 0 to 100, and what it says."""

    x: float
    width: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class SegmentPicture:
    """Segments in a row and the place of the target on the same scale, if one was given."""

    parts: tuple[SegmentPart, ...]
    target_x: float | None
    alternative: str


def bar_picture(rate: Rate) -> BarPicture:
    """Return the bar of a rate."""
    target_x = None if rate.target is None else rounded(float(rate.target) * 100)
    if not rate.denominator:
        return BarPicture(filled=0.0, target_x=None, kind="unknown")
    filled = rounded(float(min(Fraction(1), Fraction(rate.numerator, rate.denominator)) * 100))
    kind = {None: "plain", True: "met", False: "below"}[rate.is_met]
    return BarPicture(filled=filled, target_x=target_x, kind=kind)


def segment_picture(segments: Sequence[Segment], *, whole: int, target: int | None = None) -> SegmentPicture:
    """Return segments on a scale of `whole` people, or of their own sum if that is more.

    `target` is a count on the same scale.
    """
    scale = max(whole, sum(segment.count for segment in segments), 1)
    places = shared_out(0.0, 100.0, weights=[segment.count for segment in segments], whole=scale)
    parts = tuple(
        SegmentPart(x=x, width=width, kind=segment.kind, title=_said(segment))
        for segment, (x, width) in zip(segments, places, strict=True)
    )
    target_x = None if target is None else rounded(min(100.0, target / scale * 100))
    return SegmentPicture(parts=parts, target_x=target_x, alternative=", ".join(_said(segment) for segment in segments))


def _said(segment: Segment) -> str:
    return f"{segment.label} {count_text(segment.count)}"
