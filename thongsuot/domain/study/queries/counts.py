"""Counts without names that stand, and those that wait for the unit they speak of."""

from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import HeadCount
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range


def counts_in_force(audience: Audience) -> QuerySet[HeadCount]:
    """Return the counts of an audience that stand: the newest version of each, above zero. For actions, which check before."""
    return _standing().filter(audience=audience).select_related("campaign_unit").order_by("path", "pk")


def counts_to_confirm(viewer: Viewer, unit: CampaignUnit) -> QuerySet[HeadCount]:
    """Return the counts that stand at a unit and below, entered on behalf and not yet confirmed, the oldest first."""
    low, high = subtree_range(unit.path)
    return (
        _standing()
        .filter(
            campaign_scope(viewer, unit.campaign).as_filter(),
            path__gte=low,
            path__lt=high,
            entered_on_behalf=True,
            confirmed_at=None,
        )
        .select_related("campaign_unit__unit", "audience", "study_class__host", "evidence")
        .order_by("recorded_at", "pk")
    )


def _standing() -> QuerySet[HeadCount]:
    same = {name: OuterRef(name) for name in ("study_class", "campaign_unit", "audience")}
    newer = HeadCount.objects.filter(**same, version__gt=OuterRef("version"))
    return HeadCount.objects.filter(~Exists(newer), people__gt=0)
