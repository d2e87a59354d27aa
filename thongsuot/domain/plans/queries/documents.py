"""Documents units issued, and who has issued none."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.models import Campaign, CampaignUnit, StudyPlan
from thongsuot.domain.plans.models.documents import UnitDocument
from thongsuot.domain.plans.queries.campaigns import base_units_of
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.queries import Viewer

D = TypeVar("D", bound=UnitDocument)


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


def units_without(model: type[UnitDocument], viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the grassroots organisations that have issued no such document."""
    issued = model._default_manager.filter(campaign_unit=OuterRef("pk"))
    return base_units_of(viewer, campaign).filter(~Exists(issued))
