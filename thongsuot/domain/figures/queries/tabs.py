"""How many units, classes, people left and programmes stand behind the tabs of a viewer."""

from dataclasses import dataclass

from thongsuot.domain.figures.queries.coverage import coverage_of
from thongsuot.domain.plans.models import CampaignUnit, StudyPlan
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import units_of_campaign
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range


@dataclass(frozen=True, slots=True)
class TabCounts:
    """Counts in the viewer's scope: units directly owed for, classes, members left, study plans and programmes issued."""

    units: int
    classes: int
    left: int
    plans: int
    programmes: int


def tab_counts(viewer: Viewer, stand: CampaignUnit) -> TabCounts:
    """Return the counts for somebody who stands at a unit. The units are its children."""
    low, high = subtree_range(stand.path)
    scope = campaign_scope(viewer, stand.campaign).as_filter()
    classes = StudyClass.objects.filter(scope, campaign=stand.campaign, path__gte=low, path__lt=high)
    plans = StudyPlan.objects.filter(scope, path__gte=low, path__lt=high, version=1)
    programmes = ActionProgramme.objects.filter(scope, path__gte=low, path__lt=high, version=1)
    return TabCounts(
        units=units_of_campaign(viewer, stand.campaign).filter(parent=stand).count(),
        classes=classes.count(),
        left=coverage_of(viewer, stand).of(AudienceRule.MEMBERS).rate.remaining or 0,
        plans=plans.count(),
        programmes=programmes.count(),
    )
