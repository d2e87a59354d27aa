"""Steps of coverage against a target: who is left, which colour, and what each colour means."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import share_text

SMALL_UNIT = 20


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour step and its meaning under this target."""

    step: str
    text: str
    is_below: bool


def missing_to(target: Decimal, *, studied: int, expected: int | None) -> int:
    """Return how many people are left to the target; 0 where it is met or there is no roll."""
    if expected is None:
        return 0
    over, under = target.as_integer_ratio()
    return max(0, -(-over * expected // under) - studied)


def coverage_step(target: Decimal, *, studied: int, expected: int | None, is_confirmed: bool = True) -> str:
    """Return the colour step of a unit.

    c5 everyone, c4 target met, c3 within 3 points below it, c2 within 13, c1 lower, hatch without a confirmed roll. In
    a unit of fewer than twenty people one person left is always c3: its percentage says more than has happened.
    """
    if not expected or not is_confirmed:
        return "hatch"
    if studied >= expected:
        return "c5"
    missing = missing_to(target, studied=studied, expected=expected)
    if missing == 0:
        return "c4"
    below = Fraction(target) - Fraction(studied, expected)
    if below <= Fraction(3, 100) or (expected < SMALL_UNIT and missing == 1):
        return "c3"
    return "c2" if below <= Fraction(13, 100) else "c1"


def coverage_legend(target: Decimal) -> tuple[LegendEntry, ...]:
    """Return what each colour means under this target (a share from 0 to 1)."""
    near, far = target - Decimal("0.03"), target - Decimal("0.13")
    entries = [LegendEntry("c5", "100%", is_below=False)]
    if target < 1:
        entries.append(LegendEntry("c4", _("Đạt, từ %(share)s") % {"share": share_text(target)}, is_below=False))
    for step, low, high in (("c3", near, target), ("c2", far, near)):
        if low > 0:
            text = _("%(low)s – dưới %(high)s") % {"low": share_text(low), "high": share_text(high)}
            entries.append(LegendEntry(step, text, is_below=True))
    if far > 0:
        entries.append(LegendEntry("c1", _("Dưới %(share)s") % {"share": share_text(far)}, is_below=True))
    entries.append(LegendEntry("hatch", _("Chưa xác nhận số liệu"), is_below=False))
    return tuple(entries)
