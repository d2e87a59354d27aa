"""Numbers as people read them: 4.502 and 97,87% in Vietnamese, 4,502 and 97.87% in English.

A percentage is exact: it comes from two integers, is rounded half up to two decimals, and never shows its target when it is below it.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import get_language

_HUNDREDTH = Decimal("0.01")


def count_text(number: int) -> str:
    """Return a count with its thousands apart: 4.502."""
    return f"{number:,}".replace(",", _marks()[0])


def percent_of(numerator: int, denominator: int, target: Decimal | None = None) -> Decimal:
    """Return the percentage with two decimals, half up; below its target (a share from 0 to 1) it is never rounded up to it.

    Refuses (ValueError) a denominator below 1.
    """
    if denominator < 1:
        msg = "A percentage needs a denominator of at least one."
        raise ValueError(msg)
    exact = Fraction(100 * numerator, denominator)
    shown = _decimal(exact, ROUND_HALF_UP)
    if target is not None and exact < Fraction(target) * 100 and shown >= target * 100:
        return _decimal(exact, ROUND_DOWN)
    return shown


def percent_text(numerator: int, denominator: int, target: Decimal | None = None) -> str:
    """Return the percentage as text: 97,87%; a whole hundred without decimals."""
    percent = percent_of(numerator, denominator, target)
    return decimal_text(percent if percent != 100 else Decimal(100)) + "%"


def decimal_text(number: Decimal) -> str:
    """Return a decimal number with the language's marks."""
    thousands, comma = _marks()
    return f"{number:,f}".replace(",", "\x00").replace(".", comma).replace("\x00", thousands)


def share_text(share: Decimal) -> str:
    """Return a target's share (0.98) as text: 98%."""
    return decimal_text((share * 100).normalize() + 0) + "%"


def _decimal(exact: Fraction, rounding: str) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_HUNDREDTH, rounding=rounding)


def _marks() -> tuple[str, str]:
    return (",", ".") if (get_language() or "vi").startswith("en") else (".", ",")
