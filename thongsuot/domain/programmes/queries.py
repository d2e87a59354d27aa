"""Programmes of a campaign."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.plans.queries.documents import latest_documents, units_without, versions_of
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.foundation.access.queries import Viewer


@dataclass(frozen=True, slots=True)
class ProgrammeCounts:
    """Programmes in force by state."""

    issued: int
    received: int
    waiting: int
    supplement_asked: int


def programmes_of(viewer: Viewer, campaign: Campaign) -> QuerySet[ActionProgramme]:
    """Return the programmes in force in the viewer's scope with the number of their tasks (`tasks_count`)."""
    return latest_documents(ActionProgramme, viewer, campaign).annotate(tasks_count=Count("tasks"))


def programme_versions(viewer: Viewer, campaign_unit: CampaignUnit) -> list[ActionProgramme]:
    """Return all versions of a unit's programme, the newest first."""
    return versions_of(ActionProgramme, viewer, campaign_unit)


def units_without_programme(viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the grassroots organisations that have issued no programme."""
    return units_without(ActionProgramme, viewer, campaign)


def programme_counts(viewer: Viewer, campaign: Campaign) -> ProgrammeCounts:
    """Return how many programmes are in force, and how they stand. One statement."""
    states = list(latest_documents(ActionProgramme, viewer, campaign).values_list("state", flat=True))
    return ProgrammeCounts(
        issued=len(states),
        received=states.count(DocumentState.RECEIVED),
        waiting=states.count(DocumentState.ISSUED),
        supplement_asked=states.count(DocumentState.SUPPLEMENT_ASKED),
    )


def programme_by_public_id(viewer: Viewer, campaign: Campaign, public_id: str) -> ActionProgramme:
    """Return one programme, whatever its version. Absent and foreign alike raise ActionProgramme.DoesNotExist."""
    return (
        ActionProgramme.objects.filter(campaign_scope(viewer, campaign).as_filter(), campaign_unit__campaign=campaign)
        .select_related(
            "campaign_unit__unit", "campaign_unit__parent__unit", "campaign_unit__campaign__of_unit", "file"
        )
        .get(public_id=public_id)
    )
