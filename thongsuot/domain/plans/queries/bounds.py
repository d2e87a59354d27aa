"""How far a viewer's transactions may reach at all: what the database is told before a request asks it anything."""

from django.db import transaction
from django.db.models import BigIntegerField, Q, Value

from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.foundation.access.permissions import Reach
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.database.bounds import EVERYTHING, Bounds, PathRange, within_bounds
from thongsuot.foundation.organisations.models import Person

_ABOVE_THE_CAMPAIGN = 0


def bounds_of(viewer: Viewer, person: Person, campaign: str | None = None) -> Bounds:
    """Return the smallest bounds that hold all a person may see or do, in one campaign (by its slug) or in all. Two statements.

    Whatever a grant permits, it opens the rows it reaches: which of them a page may show is for the scope of its queries to say.
    """
    with within_bounds(EVERYTHING), transaction.atomic():
        entries = dict(RollEntry.objects.filter(person=person).values_list("pk", "path"))
        subtrees, nodes = _places(viewer, campaign)
    tops = [g.unit_path for g in viewer.grants if g.reach == Reach.SUBTREE]
    singles = [g.unit_path for g in viewer.grants if g.reach == Reach.OWN_UNIT]
    return Bounds(
        live=PathRange.covering(tops, singles).seen_from([person.path]),
        campaigns=PathRange.covering(subtrees, nodes).seen_from(entries.values()),
        person=person.pk,
        own_entries=tuple(sorted(entries)),
    )


def _places(viewer: Viewer, campaign: str | None) -> tuple[list[str], list[str]]:
    """Return where grants reach in campaigns' trees: tops of subtrees, and single nodes."""
    if not viewer.grants:
        return [], []
    reaches = {g.unit_id: g.reach for g in sorted(viewer.grants, key=lambda g: g.reach == Reach.SUBTREE)}
    from_above = Q()
    for grant in viewer.grants:
        if grant.reach == Reach.SUBTREE:
            low, high = subtree_range(grant.unit_path)
            from_above |= Q(of_unit__path__gte=low, of_unit__path__lt=high)
    units = CampaignUnit.objects.filter(unit_id__in=reaches).order_by()
    whole = Campaign.objects.filter(from_above).order_by() if from_above else Campaign.objects.none()
    if campaign is not None:
        units, whole = units.filter(campaign__slug=campaign), whole.filter(slug=campaign)
    found = units.values_list("unit_id", "path").union(
        whole.annotate(key=Value(_ABOVE_THE_CAMPAIGN, BigIntegerField())).values_list("key", "path")
    )
    places = [(reaches.get(unit, Reach.SUBTREE), path) for unit, path in found]
    return (
        [path for reach, path in places if reach == Reach.SUBTREE],
        [path for reach, path in places if reach == Reach.OWN_UNIT],
    )
