"""Who has not studied, by name."""

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.roll import roll_of_unit
from thongsuot.domain.study.models import Attendance, Standing
from thongsuot.domain.study.queries.reasons import reasons_scope
from thongsuot.foundation.access.queries import Viewer


def not_studied(viewer: Viewer, campaign_unit: CampaignUnit, audience: Audience) -> QuerySet[RollEntry]:
    """Return the people of an audience at a unit and below who have not studied, with `latest_presence` and `reason`.

    Names need the right to see names. Reasons are for the person's own organisation; to others they are empty.
    """
    studied = Standing.objects.filter(entry=OuterRef("pk"), audience=audience, directive=None, studied=True)
    newest = Attendance.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at", "-pk")
    nothing = Value("", TextField())
    told, reason = reasons_scope(viewer, campaign_unit.campaign), Coalesce(newest.values("reason")[:1], nothing)
    return (
        roll_of_unit(viewer, campaign_unit, audience)
        .filter(~Exists(studied))
        .annotate(
            latest_presence=Subquery(newest.values("presence")[:1]),
            reason=reason if told.everything else Case(When(told.as_filter(), then=reason), default=nothing),
        )
        .select_related("person", "campaign_unit__parent")
    )
