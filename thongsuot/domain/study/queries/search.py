"""Finding classes."""

from thongsuot.domain.plans.queries.campaigns import campaigns_of
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.access.queries import Viewer

_MOST = 10


def search_classes(viewer: Viewer, text: str) -> list[StudyClass]:
    """Return at most ten classes of the viewer's latest campaign whose name or host holds the text."""
    campaign = campaigns_of(viewer).first()
    if campaign is None:
        return []
    return list(
        StudyClass.objects.filter(campaign_scope(viewer, campaign).as_filter(), campaign=campaign, name__icontains=text)
        .select_related("host", "campaign")
        .order_by("path", "number")[:_MOST]
    )
