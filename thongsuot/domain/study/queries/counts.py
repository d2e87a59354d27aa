"""Counts without names that stand."""

from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.models import Audience
from thongsuot.domain.study.models import HeadCount


def counts_in_force(audience: Audience) -> QuerySet[HeadCount]:
    """Return the counts of an audience that stand: the newest version of each, above zero. For actions, which check before."""
    same = {name: OuterRef(name) for name in ("study_class", "campaign_unit", "audience")}
    newer = HeadCount.objects.filter(**same, version__gt=OuterRef("version"))
    return (
        HeadCount.objects.filter(~Exists(newer), audience=audience, people__gt=0)
        .select_related("campaign_unit")
        .order_by("path", "pk")
    )
