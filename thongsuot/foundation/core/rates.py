"""No naked percentage: a rate is printed only from the object that holds its numerator and denominator."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thongsuot.foundation.core.numbers import count_text, percent_of, percent_text


@dataclass(frozen=True, slots=True)
class Rate:
    """People counted once over the people there are. Without a denominator (None) there is no percentage.

    `target` is a share from 0 to 1; `audience` and `unit` are the names of whom and where; `grades` are counts by grade of proof.
    """

    numerator: int
    denominator: int | None
    target: Decimal | None = None
    audience: str = ""
    unit: str = ""
    as_of: datetime | None = None
    grades: tuple[tuple[str, int], ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """The percentage with two decimals, or None without a denominator."""
        if not self.denominator:
            return None
        return percent_of(self.numerator, self.denominator, self.target)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached, by whole people; None where it cannot be told."""
        return None if self.short_by is None else self.short_by == 0

    @property
    def needed(self) -> int | None:
        """How many people reach the target; None where it cannot be told."""
        if not self.denominator or self.target is None:
            return None
        return ceil(Fraction(self.target) * self.denominator)

    @property
    def short_by(self) -> int | None:
        """How many people are missing to the target; 0 when it is met; None where it cannot be told."""
        return None if self.needed is None else max(0, self.needed - self.numerator)

    @property
    def remaining(self) -> int | None:
        """How many people are left to the last one; None without a denominator."""
        return None if self.denominator is None else self.denominator - self.numerator

    def text(self) -> str:
        """Return the percentage as text, or an empty text without a denominator."""
        if not self.denominator:
            return ""
        return percent_text(self.numerator, self.denominator, self.target)

    def fraction_text(self) -> str:
        """Return numerator and denominator: 4.502/4.600; the numerator alone without a denominator."""
        if self.denominator is None:
            return count_text(self.numerator)
        return f"{count_text(self.numerator)}/{count_text(self.denominator)}"
