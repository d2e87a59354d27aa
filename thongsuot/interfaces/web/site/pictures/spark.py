"""Small multiples: many small curves on one scale, each with its plan and the line of the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.interfaces.web.site.pictures.curve import curve_alternative
from thongsuot.interfaces.web.site.pictures.frame import CurvePoint, Frame

_WIDTH, _HEIGHT, _MARGIN = 180.0, 60.0, 3.0


@dataclass(frozen=True, slots=True)
class SparkPicture:
    """Two paths and the height of the target, in a box of `width` by `height` that may be stretched."""

    width: float
    height: float
    plan_path: str
    actual_path: str
    target_y: float | None
    is_below: bool
    alternative: str


def spark_picture(
    actual: Sequence[CurvePoint],
    plan: Sequence[CurvePoint],
    *,
    first_day: date,
    last_day: date,
    expected: int,
    target_count: int | None = None,
    target_text: str = "",
) -> SparkPicture:
    """Return the small curve of one unit; its full height is the unit's roll, so that all sparks share one scale."""
    inner = _HEIGHT - 2 * _MARGIN
    frame = Frame(0.0, _MARGIN, _WIDTH, inner, first_day, last_day, max(1, expected))
    reached = actual[-1].count if actual else 0
    return SparkPicture(
        width=_WIDTH,
        height=_HEIGHT,
        plan_path=frame.path(plan),
        actual_path=frame.path(actual),
        target_y=None if target_count is None else frame.y(target_count),
        is_below=target_count is not None and reached < target_count,
        alternative=curve_alternative(actual, plan, target_count=target_count, target_text=target_text),
    )
