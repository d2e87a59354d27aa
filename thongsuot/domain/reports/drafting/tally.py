"""The tally: figures on their way into sentences. It prints each one and keeps it, so that what is printed is what is frozen."""

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.domain.reports.documents.content import Run
from thongsuot.domain.reports.documents.wording import people, share
from thongsuot.foundation.core.rates import Rate


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure under a code that stays the same: `members.studied`. `whole` is its denominator, None where there is none.

    `counted` is its unit of measure; `target` a share from 0 to 1.
    """

    code: str
    label: str
    number: int
    counted: str
    whole: int | None = None
    target: Decimal | None = None

    @property
    def text(self) -> str:
        """The figure as the report prints it."""
        if self.whole is None:
            return people(self.number, self.counted)
        return share(Rate(self.number, self.whole, self.target), self.counted)


class Tally:
    """The figures of one report in the order in which they are told."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What has been printed so far."""
        return tuple(self._figures.values())

    def count(self, code: str, label: str, number: int, counted: str) -> Run:
        """Return a count as it is printed: «83 lớp»."""
        return self._kept(Figure(code, label, number, counted))

    def rate(self, code: str, label: str, rate: Rate, counted: str) -> Run:
        """Return a rate with its fraction beside it, or its count where there is no denominator: «232/240 đồng chí, đạt 96,67%»."""
        return self._kept(Figure(code, label, rate.numerator, counted, rate.denominator or None, rate.target))

    def _kept(self, figure: Figure) -> Run:
        known = self._figures.setdefault(figure.code, figure)
        if (known.number, known.whole) != (figure.number, figure.whole):
            msg = f"{figure.code} was told as {known.text} and now as {figure.text}."
            raise ValueError(msg)
        return Run(figure.text, figure=figure.code)
