"""Documents units issued, and who has issued none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.domain.plans.models import Campaign, CampaignUnit, Obligation, StudyPlan
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState, UnitDocument
from thongsuot.domain.plans.queries.campaigns import base_units_of, units_of_campaign
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.models import Unit

D = TypeVar("D", bound=UnitDocument)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit that owes a study plan or has issued one, with its newest plan."""

    campaign_unit: CampaignUnit
    plan: StudyPlan | None


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many units have issued none, and how many plans wait, are received, are asked to be supplemented."""

    units: int
    without: int
    waiting: int
    received: int
    supplement_asked: int

    @property
    def issued(self) -> int:
        """Units that have issued a plan."""
        return self.units - self.without


def latest_documents(model: type[D], viewer: Viewer, campaign: Campaign) -> QuerySet[D]:
    """Return the newest version of each unit's document in the viewer's scope, in the committee's order."""
    newer = model._default_manager.filter(campaign_unit=OuterRef("campaign_unit"), version__gt=OuterRef("version"))
    return (
        model._default_manager.filter(
            campaign_scope(viewer, campaign).as_filter(), ~Exists(newer), campaign_unit__campaign=campaign
        )
        .select_related("campaign_unit__unit", "campaign_unit__parent__unit", "campaign_unit__kind", "file")
        .order_by("campaign_unit__order", "path")
    )


def versions_of(model: type[D], viewer: Viewer, campaign_unit: CampaignUnit) -> list[D]:
    """Return all versions of a unit's document, the newest first; none when the viewer may not see the unit."""
    scope = campaign_scope(viewer, campaign_unit.campaign)
    if not scope.holds(campaign_unit.path):
        return []
    return list(
        model._default_manager.filter(campaign_unit=campaign_unit)
        .select_related("campaign_unit__unit", "campaign_unit__parent__unit", "campaign_unit__campaign", "file")
        .order_by("-version")
    )


def study_plans_of(viewer: Viewer, campaign: Campaign) -> QuerySet[StudyPlan]:
    """Return the study plans in force in the viewer's scope."""
    return latest_documents(StudyPlan, viewer, campaign)


def study_plan_by_public_id(viewer: Viewer, campaign: Campaign, public_id: str) -> StudyPlan:
    """Return one study plan, of whatever version. Absent and foreign alike raise StudyPlan.DoesNotExist."""
    return (
        StudyPlan.objects.filter(campaign_scope(viewer, campaign).as_filter(), campaign_unit__campaign=campaign)
        .select_related("campaign_unit__unit", "campaign_unit__parent__unit", "campaign_unit__campaign", "file")
        .get(public_id=public_id)
    )


def unit_plans_of(viewer: Viewer, campaign: Campaign) -> list[UnitPlan]:
    """Return the units in scope that owe a study plan or have issued one, in the committee's own order."""
    owing = Obligation.objects.filter(campaign=campaign, kind=ObligationKind.ISSUE_STUDY_PLAN).values("owed_by")
    plans = {plan.campaign_unit_id: plan for plan in study_plans_of(viewer, campaign)}
    units = units_of_campaign(viewer, campaign).filter(Q(kind__in=owing) | Q(pk__in=plans)).order_by("order", "path")
    return [UnitPlan(unit, plans.get(unit.pk)) for unit in units]


def plan_counts(units: Sequence[UnitPlan]) -> PlanCounts:
    """Return how the plans of some units stand."""
    by_state = Counter(unit.plan.state if unit.plan else "" for unit in units)
    return PlanCounts(
        units=len(units),
        without=by_state[""],
        waiting=by_state[DocumentState.ISSUED],
        received=by_state[DocumentState.RECEIVED],
        supplement_asked=by_state[DocumentState.SUPPLEMENT_ASKED],
    )


def stands_above(viewer: Viewer, unit: Unit) -> bool:
    """Tell whether a viewer acts for a unit from above: no grant to issue lies in the unit itself or below it."""
    return not any(is_within(grant.unit_path, unit.path) for grant in viewer.holding(Permission.ISSUE_FOR_UNIT))


def units_without(model: type[UnitDocument], viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the grassroots organisations that have issued no such document."""
    issued = model._default_manager.filter(campaign_unit=OuterRef("pk"))
    return base_units_of(viewer, campaign).filter(~Exists(issued))
