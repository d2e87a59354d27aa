"""The roll, and totals declared without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.audience_rules import audience_conditions
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
from thongsuot.foundation.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a grassroots organisation said of an audience: the latest total, or none."""

    campaign_unit: CampaignUnit
    total: DeclaredTotal | None


def roll_in_force(campaign: Campaign) -> RollEdition | None:
    """Return the latest edition of the roll, or None before it is frozen."""
    return RollEdition.objects.filter(campaign=campaign).order_by("number").last()


def campaigns_with_roll(campaigns: Iterable[Campaign]) -> set[int]:
    """Return the keys of those campaigns whose roll is frozen."""
    return set(RollEdition.objects.filter(campaign__in=campaigns).values_list("campaign_id", flat=True))


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


def people_on(unit: Unit, day: date) -> dict[str, int]:
    """Return how many people of each audience the live lists held at and below a unit on a day, by audience code.

    What a roll frozen as of that day would hold over the tree as it stands. Callers have checked scope. One statement.
    """
    low, high = subtree_range(unit.path)
    where = "SELECT id FROM organisations_unit WHERE path >= %s AND path < %s AND closed_on IS NULL"
    return _people_in(where, [low, high], day)


def people_in_campaign(campaign: Campaign, day: date) -> dict[str, int]:
    """Return how many people of each audience a roll frozen as of a day would hold, by audience code. One statement."""
    return _people_in("SELECT unit_id FROM plans_campaignunit WHERE campaign_id = %s", [campaign.pk], day)


def _people_in(units: str, parameters: list[Any], day: date) -> dict[str, int]:
    rules = audience_conditions(day)
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition, _ in rules.values())
    told = [parameter for _, more in rules.values() for parameter in more]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT {counts} FROM (
                SELECT person_id FROM organisations_membership
                WHERE is_home AND of_unit_id IN ({units}) AND valid_from <= %s AND (valid_until IS NULL OR valid_until > %s)
            ) e
            """,  # noqa: S608 - conditions are constants of `audience_rules`, units of the two callers above
            [*told, *parameters, day, day],
        )
        return {str(rule): count for rule, count in zip(rules, cursor.fetchone(), strict=True)}


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


def totals_of_unit(campaign_unit: CampaignUnit, audience: Audience) -> list[DeclaredTotal]:
    """Return what a unit has declared of an audience, the newest first. Callers have checked that it may be seen."""
    return list(DeclaredTotal.objects.filter(campaign_unit=campaign_unit, audience=audience).order_by("-version"))


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
