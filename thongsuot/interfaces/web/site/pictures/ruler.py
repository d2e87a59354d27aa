"""A dot on a ruler: where a rate stands and where its target is. A position, so a shortened axis is honest."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import share_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.shapes import rounded

_STARTS = (Fraction(9, 10), Fraction(8, 10), Fraction(1, 2), Fraction(0))
# Closer to an end of the ruler than this, the target's label would lie on the label of the end.
_LABEL_ROOM = 15


@dataclass(frozen=True, slots=True)
class RulerPicture:
    """Positions from 0 to 100 along the ruler; the text of an end is empty where the target's own label stands."""

    point_x: float
    target_x: float | None
    gap_x: float
    gap_width: float
    is_met: bool
    start_text: str
    target_text: str
    target_anchor: str
    end_text: str
    alternative: str


def ruler_picture(rate: Rate) -> RulerPicture | None:
    """Return the ruler of a rate, or None where there is no denominator and therefore nothing to place."""
    if not rate.denominator:
        return None
    share = min(Fraction(1), Fraction(rate.numerator, rate.denominator))
    target = None if rate.target is None else Fraction(rate.target)
    start = _start_for(share if target is None else min(share, target))
    point_x = _position(share, start)
    target_x = None if target is None else _position(target, start)
    left, right = sorted((point_x, point_x if target_x is None else target_x))
    return RulerPicture(
        point_x=point_x,
        target_x=target_x,
        gap_x=left,
        gap_width=rounded(right - left),
        is_met=rate.is_met is not False,
        start_text="" if _is_near(target_x, 0) else f"{float(start) * 100:.0f}%",
        target_text="" if rate.target is None else share_text(rate.target),
        target_anchor=_anchor(target_x),
        end_text="" if _is_near(target_x, 100) else "100%",
        alternative=_alternative(rate),
    )


def _start_for(lowest: Fraction) -> Fraction:
    return next(start for start in _STARTS if start <= lowest)


def _position(share: Fraction, start: Fraction) -> float:
    return rounded(float((share - start) / (1 - start) * 100))


def _is_near(x: float | None, end: int) -> bool:
    return x is not None and abs(x - end) < _LABEL_ROOM


def _anchor(x: float | None) -> str:
    if _is_near(x, 0):
        return "start"
    return "end" if _is_near(x, 100) else "middle"


def _alternative(rate: Rate) -> str:
    figures = {"percent": rate.text(), "fraction": rate.fraction_text()}
    if rate.target is None:
        return _("%(percent)s (%(fraction)s)") % figures
    return _("%(percent)s (%(fraction)s), chỉ tiêu %(target)s") % {**figures, "target": share_text(rate.target)}
