"""Campaigns a viewer may see, and their units."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import (
    Audience,
    Campaign,
    CampaignEvent,
    CampaignUnit,
    Obligation,
    RollEntry,
    Scheme,
)
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import STEP, ancestor_paths, subtree_range
from thongsuot.foundation.organisations.duplicates import people_that_are
from thongsuot.foundation.organisations.models import Person, Unit, UnitKind


def campaigns_of(viewer: Viewer) -> QuerySet[Campaign]:
    """Return the campaigns in which the viewer may see anything, the latest first."""
    campaigns = Campaign.objects.select_related("of_unit", "scheme").order_by("-starts_on", "slug")
    if viewer.is_system:
        return campaigns
    mine = [grant.unit_id for grant in viewer.grants]
    return campaigns.filter(
        Q(pk__in=CampaignUnit.objects.filter(unit_id__in=mine).values("campaign"))
        | viewer.scope().as_filter("of_unit__path")
    )


def campaign_by_slug(viewer: Viewer, slug: str) -> Campaign:
    """Return the campaign of this slug. Absent and foreign alike raise Campaign.DoesNotExist."""
    return campaigns_of(viewer).get(slug=slug)


def audiences_of(campaign: Campaign) -> list[Audience]:
    """Return the campaign's audiences in their order."""
    return list(Audience.objects.filter(campaign=campaign).order_by("order"))


def events_of(campaign: Campaign) -> list[CampaignEvent]:
    """Return the known periods that explain the campaign's curves, the earliest first."""
    return list(CampaignEvent.objects.filter(campaign=campaign).order_by("from_day"))


def obligations_of(campaign: Campaign) -> list[Obligation]:
    """Return what units owe in the campaign, by deadline, with the kinds of unit that owe it."""
    return list(Obligation.objects.filter(campaign=campaign).prefetch_related("owed_by").order_by("due_on", "kind"))


def schemes_of(viewer: Viewer) -> QuerySet[Scheme]:
    """Return the schemes of units in the viewer's scope or above it, with their targets: all below inherit from them."""
    above = Q(of_unit__path__in=[path for grant in viewer.grants for path in ancestor_paths(grant.unit_path)])
    return (
        Scheme.objects.filter(viewer.scope().as_filter("of_unit__path") | above)
        .prefetch_related("targets")
        .select_related("of_unit", "directive")
        .annotate(campaigns_count=Count("campaigns"))
        .order_by("-in_force_from", "pk")
    )


def campaigns_carrying_out(viewer: Viewer, directives: Iterable[Directive]) -> dict[int, list[Campaign]]:
    """Return the viewer's campaigns by the documents they carry out (directive key -> campaigns). Two statements."""
    wanted = {directive.pk for directive in directives}
    found: dict[int, list[Campaign]] = defaultdict(list)
    campaigns = campaigns_of(viewer).filter(directives__in=wanted).distinct().prefetch_related("directives")
    for campaign in campaigns:
        for directive in campaign.directives.all():
            if directive.pk in wanted:
                found[directive.pk].append(campaign)
    return found


def kinds_below(unit: Unit) -> list[UnitKind]:
    """Return the kinds of the open units at and below a unit, by level, each with `units_count`. Callers have checked scope."""
    low, high = subtree_range(unit.path)
    held = Unit.objects.filter(path__gte=low, path__lt=high, closed_on=None, kind=OuterRef("pk")).order_by()
    counted = Subquery(held.values("kind").annotate(n=Count("pk")).values("n"))
    return list(UnitKind.objects.annotate(units_count=counted).filter(units_count__gt=0).order_by("order"))


def units_of_campaign(
    viewer: Viewer, campaign: Campaign, permission: Permission = Permission.SEE_FIGURES
) -> QuerySet[CampaignUnit]:
    """Return the units of the campaign that the viewer may see, in the order of the tree."""
    scope = campaign_scope(viewer, campaign, permission)
    return (
        CampaignUnit.objects.filter(scope.as_filter(), campaign=campaign)
        .select_related("kind", "unit", "campaign")
        .order_by("path")
    )


def campaign_unit(viewer: Viewer, campaign: Campaign, code: str) -> CampaignUnit:
    """Return the unit of this code in the campaign. Absent and foreign alike raise CampaignUnit.DoesNotExist."""
    return units_of_campaign(viewer, campaign).get(code=code)


def children_of_unit(viewer: Viewer, parent: CampaignUnit) -> QuerySet[CampaignUnit]:
    """Return the units directly below, in the committee's own order, each with `has_children`."""
    low, high = subtree_range(parent.path)
    return (
        units_of_campaign(viewer, parent.campaign)
        .filter(path__gt=low, path__lt=high, parent=parent)
        .annotate(has_children=Count("children"))
        .order_by("order", "path")
    )


def ancestors_of(viewer: Viewer, below: CampaignUnit) -> list[CampaignUnit]:
    """Return the units above, from the top down, as far as the viewer may see them."""
    paths = [path for path in ancestor_paths(below.path[:-STEP]) if len(path) > STEP]
    return list(units_of_campaign(viewer, below.campaign).filter(path__in=paths))


def top_unit(viewer: Viewer, campaign: Campaign) -> CampaignUnit:
    """Return the highest unit of the campaign that the viewer may see: where the viewer stands.

    Raises CampaignUnit.DoesNotExist when there is none.
    """
    top = units_of_campaign(viewer, campaign).order_by("path").first()
    if top is None:
        raise CampaignUnit.DoesNotExist
    return top


def standing_units(viewer: Viewer, campaigns: Sequence[Campaign]) -> dict[int, CampaignUnit]:
    """Return for each campaign the highest unit the viewer may see (campaign key -> unit). One statement for all."""
    mine = [g.unit_id for g in viewer.holding(Permission.SEE_FIGURES)]
    tops = Q(parent=None) & viewer.scope().as_filter("unit__path")
    units = CampaignUnit.objects.filter(Q(unit_id__in=mine) | tops, campaign__in=campaigns).order_by("-path")
    return {unit.campaign_id: unit for unit in units}


def base_units_of(viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the grassroots organisations of the campaign that the viewer may see."""
    return units_of_campaign(viewer, campaign).filter(kind__is_base=True).order_by("order", "path")


def campaigns_of_person(person: Person) -> QuerySet[Campaign]:
    """Return the campaigns on whose roll a person is, the latest first: what anybody may know of themselves."""
    return (
        Campaign.objects.filter(rolls__entries__in=RollEntry.objects.filter(people_that_are(person)))
        .order_by("-starts_on", "slug")
        .distinct()
    )
