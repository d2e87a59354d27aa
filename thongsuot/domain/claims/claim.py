"""A claim: one figure of a text together with the numbers of the same text that prove or refute it."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum

Quantity = int | Decimal


class ClaimKind(StrEnum):
    """What is being claimed; `recorded` compares with the campaign's own figures, not with the text."""

    RATIO = "ratio"
    SUM = "sum"
    DIFFERENCE = "difference"
    PERCENT_SUM = "percent_sum"
    GROWTH = "growth"
    PLAUSIBILITY = "plausibility"
    RECORDED = "recorded"


class Verdict(StrEnum):
    """Whether the numbers bear the claim out."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNVERIFIABLE = "unverifiable"


class Severity(StrEnum):
    """How much is wrong: nothing, the last digit by rounding alone, or the figure itself."""

    NONE = "none"
    ROUNDING = "rounding"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A checked claim. `start` and `end` are character offsets into the text that was given; percents are 0 to 100.

    For growth `numerator` is the change and `denominator` the earlier figure; what a kind does not use is None or empty.
    """

    text: str
    start: int
    end: int
    kind: ClaimKind
    verdict: Verdict
    severity: Severity
    explanation: str
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    stated_percent: Decimal | None = None
    derived_percent: Decimal | None = None
    parts: tuple[Quantity, ...] = ()
    stated_total: Quantity | None = None
    derived_total: Quantity | None = None


def as_json(claim: Claim) -> dict[str, object]:
    """Return the claim's fields as JSON can hold them: decimals as numbers, parts as a list."""
    return {name: _plain(value) for name, value in asdict(claim).items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, StrEnum) else value
