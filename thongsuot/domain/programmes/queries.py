"""Programmes of a campaign."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.plans.queries.documents import latest_documents, units_without, versions_of
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.queries import entries_about
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.queries import names_by_label


@dataclass(frozen=True, slots=True)
class ProgrammeCounts:
    """Programmes in force by state."""

    issued: int
    received: int
    waiting: int
    supplement_asked: int


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that was done with a programme; `verb`: issued, confirmed, received, supplement_asked."""

    verb: str
    at: datetime
    name: str


def programmes_of(viewer: Viewer, campaign: Campaign) -> QuerySet[ActionProgramme]:
    """Return the programmes in force in the viewer's scope with the number of their tasks (`tasks_count`)."""
    return latest_documents(ActionProgramme, viewer, campaign).annotate(tasks_count=Count("tasks"))


def programmes_numbered(viewer: Viewer, campaign: Campaign, text: str) -> QuerySet[ActionProgramme]:
    """Return the programmes in force whose number begins with a text: 12-CTr. None for a text without a digit."""
    asked = nfc(text)
    if not any(character.isdigit() for character in asked):
        return ActionProgramme.objects.none()
    return programmes_of(viewer, campaign).filter(number__istartswith=asked)


def programmes_to_receive(viewer: Viewer, stand: CampaignUnit) -> QuerySet[ActionProgramme]:
    """Return the programmes that units directly below a unit have issued to it and that wait, the oldest first."""
    waiting = programmes_of(viewer, stand.campaign).filter(campaign_unit__parent=stand, state=DocumentState.ISSUED)
    return waiting.order_by("recorded_at", "pk")


def programme_log(viewer: Viewer, programme: ActionProgramme) -> list[LogLine]:
    """Return what was done with a programme, the newest first, to who may read the log over its unit; to others nothing.

    Names only of people the viewer may see. Two statements.
    """
    if not viewer.may(Permission.SEE_AUDIT, programme.unit.path):
        return []
    entries = list(entries_about(ActionProgramme.__name__, programme.pk))
    names = names_by_label(viewer, [entry.actor_label for entry in entries])
    return [LogLine(entry.event.partition(".")[2], entry.at, names.get(entry.actor_label, "")) for entry in entries]


def programme_versions(viewer: Viewer, campaign_unit: CampaignUnit) -> list[ActionProgramme]:
    """Return all versions of a unit's programme, the newest first."""
    return versions_of(ActionProgramme, viewer, campaign_unit)


def units_without_programme(viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the grassroots organisations that have issued no programme."""
    return units_without(ActionProgramme, viewer, campaign)


def programme_counts(viewer: Viewer, stand: CampaignUnit) -> ProgrammeCounts:
    """Return how many programmes are in force at a unit and below, and how they stand. Two statements."""
    low, high = subtree_range(stand.path)
    programmes = latest_documents(ActionProgramme, viewer, stand.campaign).filter(path__gte=low, path__lt=high)
    states = list(programmes.values_list("state", flat=True))
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
