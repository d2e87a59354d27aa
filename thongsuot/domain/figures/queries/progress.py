"""Progress by day: the cumulative curve, beside the plan."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db import connection

from thongsuot.domain.plans.models import Audience, CampaignUnit, PlannedProgress
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.queries import Viewer

_DAYS = """
SELECT day, sum(people)::int FROM (
    SELECT day, people FROM figures_dailytotal WHERE campaign_unit_id = %(unit)s AND audience_id = %(audience)s
    UNION ALL
    SELECT l.happened_on, l.quantity FROM study_unfoldedlearning q JOIN study_learningledger l ON l.id = q.learning_id
    WHERE q.path >= %(path)s AND q.path < %(path)s || '~' AND l.audience_id = %(audience)s AND l.directive_id IS NULL
) d GROUP BY day ORDER BY day
"""


@dataclass(frozen=True, slots=True)
class Day:
    """How many people had studied by the end of a day."""

    day: date
    people: int


def progress_of(viewer: Viewer, unit: CampaignUnit, audience: Audience) -> list[Day]:
    """Return the cumulative count for each day on which somebody studied. One statement."""
    if not campaign_scope(viewer, unit.campaign).holds(unit.path):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"unit": unit.pk, "audience": audience.pk, "path": unit.path})
        rows = cursor.fetchall()
    sums = accumulate(people for _, people in rows)
    return [Day(day, people) for (day, _), people in zip(rows, sums, strict=True)]


def planned_progress(audience: Audience) -> list[Day]:
    """Return what the campaign's plan wanted by the end of each day it names."""
    rows = PlannedProgress.objects.filter(audience=audience).order_by("day").values_list("day", "people")
    return [Day(day, people) for day, people in rows]
