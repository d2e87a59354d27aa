"""One text under examination: its sentences, its aims, and the percentages that a claim already speaks for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from thongsuot.domain.claims.agreement import Judgement
from thongsuot.domain.claims.claim import Claim, ClaimKind, Quantity
from thongsuot.domain.claims.figures import Figure, as_decimal
from thongsuot.domain.claims.passages import Passage, passage_of
from thongsuot.domain.claims.statements import Statement, statements_of, targets_in

_LEAST_PLACES = 2


@dataclass(frozen=True)
class Examination:
    """What every detector is given. `taken` grows as detectors find what a percentage belongs to; each belongs to one claim.

    `proved` grows with the shares that stand apart and are right: the sentence's number, the whole, the part.
    """

    passage: Passage
    statements: tuple[Statement, ...]
    targets: frozenset[Fraction]
    taken: set[Figure] = field(default_factory=set)
    proved: list[tuple[int, Figure, Figure]] = field(default_factory=list)

    def claim(
        self,
        figures: Sequence[Figure],
        kind: ClaimKind,
        judgement: Judgement,
        explanation: str,
        *,
        numerator: Quantity | None = None,
        denominator: Quantity | None = None,
        stated_percent: Decimal | None = None,
        derived_percent: Decimal | None = None,
        parts: tuple[Quantity, ...] = (),
        stated_total: Quantity | None = None,
        derived_total: Quantity | None = None,
    ) -> Claim:
        """Return a claim that reaches from the first to the last of its figures in the text that was given."""
        first = min(figure.start for figure in figures)
        last = max(figure.word_end if figure.is_count else figure.end for figure in figures)
        start, end = self.passage.place(first, _with_bracket(self.passage.lower, first, last))
        verdict, severity = judgement
        return Claim(
            text=self.passage.source[start:end], start=start, end=end, kind=kind, verdict=verdict, severity=severity,
            explanation=explanation, numerator=numerator, denominator=denominator, stated_percent=stated_percent,
            derived_percent=derived_percent, parts=parts, stated_total=stated_total, derived_total=derived_total,
        )  # fmt: skip

    def following(self, statement: Statement, count: int) -> tuple[Statement, ...]:
        """Return the next sentences after one."""
        return self.statements[statement.number + 1 : statement.number + 1 + count]

    def preceding(self, statement: Statement, count: int) -> tuple[Statement, ...]:
        """Return the sentences before one, nearest first."""
        return self.statements[max(0, statement.number - count) : statement.number][::-1]


def examination_of(text: str) -> Examination:
    """Return the examination of a text, with nothing claimed yet."""
    passage = passage_of(text)
    statements = statements_of(passage)
    return Examination(passage, statements, targets_in(statements))


def _with_bracket(lower: str, first: int, last: int) -> int:
    """Take in the closing bracket of one that was opened inside."""
    stretch = lower[first:last]
    return last + (stretch.count("(") > stretch.count(")") and lower[last : last + 1] == ")")


def derived(exact: Fraction, stated: Figure | None = None) -> Decimal:
    """Return an exact percentage as claims print it: half up, to two decimals or as many as the text prints."""
    return as_decimal(exact, max(_LEAST_PLACES, stated.places if stated else 0))
