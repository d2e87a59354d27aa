"""The roll, and totals declared without names."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.models import (
    Audience,
    Campaign,
    CampaignUnit,
    DeclaredTotal,
    RollEdition,
    RollEntry,
    RollMembership,
    RollTotal,
)
from thongsuot.domain.plans.queries.campaigns import base_units_of
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a grassroots organisation said of an audience: the latest total, or none."""

    campaign_unit: CampaignUnit
    total: DeclaredTotal | None


def roll_in_force(campaign: Campaign) -> RollEdition | None:
    """Return the latest edition of the roll, or None before it is frozen."""
    return RollEdition.objects.filter(campaign=campaign).order_by("number").last()


def roll_of_unit(viewer: Viewer, campaign_unit: CampaignUnit, audience: Audience | None = None) -> QuerySet[RollEntry]:
    """Return the people of a unit and below on the roll in force, by given name. Names need the right to see names."""
    edition = roll_in_force(campaign_unit.campaign)
    scope = campaign_scope(viewer, campaign_unit.campaign, Permission.SEE_NAMES)
    low, high = subtree_range(campaign_unit.path)
    entries = (
        RollEntry.objects.filter(scope.as_filter(), edition=edition, path__gte=low, path__lt=high)
        .select_related("person", "campaign_unit")
        .order_by("sort_key", "pk")
    )
    if audience is not None:
        counted = RollMembership.objects.filter(entry=OuterRef("pk"), audience=audience, counts_until=None)
        entries = entries.filter(Exists(counted))
    return entries


def roll_totals(campaign_unit: CampaignUnit) -> dict[str, RollTotal]:
    """Return how many people there are at a unit and below, by audience code. Callers have checked that it may be seen."""
    totals = RollTotal.objects.filter(campaign_unit=campaign_unit).select_related("audience")
    return {total.audience.code: total for total in totals}


def declarations_of(viewer: Viewer, campaign: Campaign, audience: Audience) -> list[Declaration]:
    """Return what each grassroots organisation in scope declared, in the committee's order. Three statements."""
    units = list(base_units_of(viewer, campaign))
    latest = {
        total.campaign_unit_id: total
        for total in DeclaredTotal.objects.filter(campaign_unit__in=units, audience=audience).order_by("version")
    }
    return [Declaration(unit, latest.get(unit.pk)) for unit in units]


def roll_entry(campaign: Campaign, public_id: str) -> RollEntry | None:
    """Return an entry of the roll in force by its public id, with its person; None when there is none."""
    return (
        RollEntry.objects.filter(edition=roll_in_force(campaign), public_id=public_id)
        .select_related("person", "campaign_unit__unit")
        .first()
    )


def entry_of_pass(entry_id: int, campaign: Campaign) -> RollEntry | None:
    """Return the roll entry a pass was made for, in the campaign's roll in force; the pass itself has proved who carries it."""
    return (
        RollEntry.objects.filter(edition=roll_in_force(campaign), pk=entry_id)
        .select_related("person", "campaign_unit")
        .first()
    )
