"""What a reorganisation of the live tree touches in campaigns that are running: they keep their frozen tree and their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from thongsuot.domain.figures.queries.obligations import units_not_done
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.plans.queries.campaigns import obligations_of
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.reorganising.plan import Plan


@dataclass(frozen=True, slots=True)
class Touched:
    """A running campaign in whose frozen tree units stand that the reorganisation changes; `is_host_ended`: its own unit ends."""

    campaign: Campaign
    units: int
    is_host_ended: bool


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """What a unit that is to end still owes in a running campaign."""

    unit: Unit
    campaign: Campaign
    kind: ObligationKind


def campaigns_touched(plan: Plan, *, today: date) -> list[Touched]:
    """Return the running campaigns that know a unit which changes, with how many such units. Two statements.

    Callers have checked that the viewer may reorganise; names and counts are all that is told.
    """
    within = Q()
    for top in plan.tops:
        low, high = subtree_range(top)
        within |= Q(unit__path__gte=low, unit__path__lt=high)
    if not plan.tops:
        return []
    places = CampaignUnit.objects.filter(within, campaign__ends_on__gte=today).values_list("campaign", flat=True)
    counts: dict[int, int] = {}
    for campaign in places:
        counts[campaign] = counts.get(campaign, 0) + 1
    ended = {node.unit.pk for node in plan.ended if node.unit}
    campaigns = Campaign.objects.filter(pk__in=counts).select_related("of_unit").order_by("starts_on", "slug")
    return [Touched(c, counts[c.pk], c.of_unit_id in ended) for c in campaigns]


def open_duties(units: Sequence[Unit], *, as_of: datetime, today: date) -> list[OpenDuty]:
    """Return what units still owe in campaigns that run, campaign by campaign. One statement an obligation."""
    places = CampaignUnit.objects.filter(unit__in=units, campaign__ends_on__gte=today)
    by_campaign: dict[Campaign, list[CampaignUnit]] = {}
    for place in places.select_related("campaign", "unit", "kind").order_by("path"):
        by_campaign.setdefault(place.campaign, []).append(place)
    found = []
    for campaign, here in by_campaign.items():
        for obligation in obligations_of(campaign):
            owed_by = {kind.pk for kind in obligation.owed_by.all()}
            owing = [place for place in here if place.kind_id in owed_by]
            left = units_not_done(obligation, [place.pk for place in owing], as_of=as_of)
            kind = ObligationKind(obligation.kind)
            found += [OpenDuty(place.unit, campaign, kind) for place in owing if place.pk in left]
    return found
