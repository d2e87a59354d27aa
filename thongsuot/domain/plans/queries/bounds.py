"""How far a viewer's transactions may reach at all: what the database is told before a request asks it anything."""

from django.db import transaction
from django.db.models import BigIntegerField, Q, Value

from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.foundation.access.permissions import Reach
from thongsuot.foundation.access.queries import HeldGrant, Viewer
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.database.bounds import EVERYTHING, Bounds, PathRange, within_bounds
from thongsuot.foundation.organisations.duplicates import people_that_are
from thongsuot.foundation.organisations.models import Person

_ABOVE_THE_CAMPAIGN = 0


def bounds_of(viewer: Viewer, person: Person, campaign: str | None = None) -> Bounds:
    """Return the smallest bounds that hold all a person may see or do, in one campaign (by its slug) or in all. Two statements.

    Whatever a grant permits, it opens the rows it reaches: which of them a page may show is for the scope of its queries to say.
    """
    with within_bounds(EVERYTHING), transaction.atomic():
        entries = dict(RollEntry.objects.filter(people_that_are(person)).values_list("pk", "path"))
        subtrees, nodes = _places(viewer, campaign)
    tops = [_top(g) for g in viewer.grants if _is_wide(g)]
    singles = [g.unit_path for g in viewer.grants if not _is_wide(g)]
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
    wide = {g.unit_id for g in viewer.grants if _is_wide(g)}
    from_above = Q()
    for grant in viewer.grants:
        if _is_wide(grant):
            low, high = subtree_range(_top(grant))
            from_above |= Q(of_unit__path__gte=low, of_unit__path__lt=high)
    units = CampaignUnit.objects.filter(unit_id__in=[g.unit_id for g in viewer.grants]).order_by()
    whole = Campaign.objects.filter(from_above).order_by() if from_above else Campaign.objects.none()
    if campaign is not None:
        units, whole = units.filter(campaign__slug=campaign), whole.filter(slug=campaign)
    found = units.values_list("unit_id", "path").union(
        whole.annotate(key=Value(_ABOVE_THE_CAMPAIGN, BigIntegerField())).values_list("key", "path")
    )
    places = [(unit in wide or unit == _ABOVE_THE_CAMPAIGN, path) for unit, path in found]
    return [path for is_wide, path in places if is_wide], [path for is_wide, path in places if not is_wide]


def _is_wide(grant: HeldGrant) -> bool:
    return {grant.reaches.acts, grant.reaches.sees} != {Reach.OWN_UNIT}


def _top(grant: HeldGrant) -> str:
    return "" if Reach.EVERYWHERE in (grant.reaches.acts, grant.reaches.sees) else grant.unit_path
