"""Units that owe something, and the people left in them: what a reminder is about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thongsuot.domain.figures.queries.coverage import coverage_of_base_units, coverage_of_children
from thongsuot.domain.figures.queries.obligations import units_owing
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.foundation.access.queries import Viewer


class Owed(StrEnum):
    """What may be owed, by the word it has in addresses."""

    PEOPLE = "con-nguoi"
    STUDY = "hoc"
    STUDY_PLAN = "ke-hoach"
    PROGRAMME = "chuong-trinh"
    DECLARATION = "quan-chung"

    @classmethod
    def of(cls, word: str) -> "Owed":
        """Return what a word of an address asks for; people left when it asks for nothing that is known."""
        return cls(word) if word in set(cls) else cls.PEOPLE


_OBLIGATION = {
    Owed.STUDY: ObligationKind.HOLD_STUDY,
    Owed.STUDY_PLAN: ObligationKind.ISSUE_STUDY_PLAN,
    Owed.PROGRAMME: ObligationKind.ISSUE_PROGRAMME,
}


@dataclass(frozen=True, slots=True)
class OwingUnit:
    """A unit that owes something; `people` counts those left, where people are owed."""

    unit: CampaignUnit
    people: int | None = None


def owing_units(viewer: Viewer, stand: CampaignUnit, owed: Owed, *, as_of: datetime) -> list[OwingUnit]:
    """Return the grassroots organisations at and below a unit that owe it: most people first, else in the committee's order.

    Where people are owed, a grassroots organisation itself is answered with its cells.
    """
    if owed in _OBLIGATION:
        return [OwingUnit(unit) for unit in units_owing(viewer, stand, _OBLIGATION[owed], as_of=as_of)]
    coverage = coverage_of_base_units(viewer, stand)
    if owed == Owed.PEOPLE and not any(c.unit != stand for c in coverage):
        coverage = coverage_of_children(viewer, stand) or coverage
    if owed == Owed.DECLARATION:
        return [OwingUnit(c.unit) for c in coverage if c.of(AudienceRule.NON_MEMBERS).undeclared_units]
    left = [OwingUnit(c.unit, c.of(AudienceRule.MEMBERS).rate.remaining or 0) for c in coverage]
    return sorted((o for o in left if o.people), key=lambda o: o.people or 0, reverse=True)
