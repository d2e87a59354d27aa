"""Classes counted: held by a unit itself, held below it, still to come, by form."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """`own`: hosted by the unit asked about; `below`: by units under it; `by_form`: of those held."""

    held: int
    own: int
    below: int
    planned: int
    by_form: dict[str, int] = field(default_factory=dict)


def class_counts(viewer: Viewer, unit: CampaignUnit, *, as_of: datetime | None = None) -> ClassCounts:
    """Return how many classes were held and are planned at a unit and below. One statement."""
    low, high = subtree_range(unit.path)
    classes = StudyClass.objects.filter(
        campaign_scope(viewer, unit.campaign).as_filter(), campaign=unit.campaign, path__gte=low, path__lt=high
    )
    if as_of is not None:
        classes = classes.filter(created_at__lte=as_of)
    rows = list(classes.values_list("state", "host_id", "form"))
    held = [(host, form) for state, host, form in rows if state != ClassState.PLANNED]
    own = sum(host == unit.pk for host, _ in held)
    by_form = Counter(form for _, form in held)
    return ClassCounts(len(held), own, len(held) - own, len(rows) - len(held), dict(sorted(by_form.items())))
