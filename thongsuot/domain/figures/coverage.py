"""Coverage: how many people of each audience have studied at a unit and below, of how many, and how that is known."""

from dataclasses import dataclass, field
from datetime import datetime

from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.foundation.core.rates import Rate


@dataclass(frozen=True, slots=True)
class AudienceCoverage:
    """One audience at one unit. The rate's denominator is None while a unit below has not declared its total."""

    audience: Audience
    rate: Rate
    undeclared_units: int = 0
    by_form: dict[str, int] = field(default_factory=dict)
    by_grade: dict[str, int] = field(default_factory=dict)
    at_make_up: int = 0

    @property
    def code(self) -> str:
        """The audience's code."""
        return self.audience.code

    @property
    def name(self) -> str:
        """The audience's name."""
        return self.audience.name

    @property
    def strength(self) -> str:
        """Whether its target is a duty or an aim."""
        return self.audience.strength


@dataclass(frozen=True, slots=True)
class Coverage:
    """All audiences at one unit, as of an instant."""

    unit: CampaignUnit
    audiences: tuple[AudienceCoverage, ...]
    as_of: datetime | None

    def of(self, code: str) -> AudienceCoverage:
        """Return the coverage of one audience by its code."""
        return next(a for a in self.audiences if a.code == code)
