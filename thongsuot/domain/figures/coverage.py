"""Coverage: how many people of each audience have studied at a unit and below, of how many, and how that is known."""

from dataclasses import dataclass, field
from datetime import datetime

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.foundation.core.rates import Rate


@dataclass(frozen=True, slots=True)
class AudienceCoverage:
    """One audience at one unit. The rate's denominator is None while a unit below has not declared its total."""

    code: str
    name: str
    strength: str
    rate: Rate
    undeclared_units: int = 0
    by_form: dict[str, int] = field(default_factory=dict)
    by_grade: dict[str, int] = field(default_factory=dict)
    at_make_up: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """All audiences at one unit, as of an instant. `fresh_at` is when the last counted fact was recorded."""

    unit: CampaignUnit
    audiences: tuple[AudienceCoverage, ...]
    as_of: datetime | None
    fresh_at: datetime | None

    def of(self, code: str) -> AudienceCoverage:
        """Return the coverage of one audience by its code."""
        return next(a for a in self.audiences if a.code == code)
