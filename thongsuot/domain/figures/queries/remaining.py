"""Who has not studied, and where: numbers by unit. Names stop at the unit and the level directly above."""

from dataclasses import dataclass

from django.db import connection

from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import base_units_of
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range

# People on the roll in force without a standing for all directives; excused when the newest fact about them says so.
_REMAINING = """
SELECT b.id, count(*)::int, count(*) FILTER (WHERE latest.presence = 'EXCUSED')::int
FROM plans_campaignunit b
JOIN plans_rollentry e ON e.path >= b.path AND e.path < b.path || '~' AND e.edition_id = (
    SELECT id FROM plans_rolledition WHERE campaign_id = b.campaign_id ORDER BY number DESC LIMIT 1)
JOIN plans_rollmembership m ON m.entry_id = e.id AND m.audience_id = %(audience)s AND m.counts_until IS NULL
LEFT JOIN LATERAL (
    SELECT a.presence FROM study_attendance a WHERE a.entry_id = e.id ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1
) latest ON true
WHERE b.id = ANY(%(units)s) AND NOT EXISTS (
    SELECT FROM study_standing s
    WHERE s.entry_id = e.id AND s.audience_id = %(audience)s AND s.directive_id IS NULL AND s.studied)
GROUP BY b.id
"""


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many people of a unit have not studied: with a reason, and without one that is known."""

    people: int
    excused: int

    @property
    def unexplained(self) -> int:
        """People for whom no reason is known."""
        return self.people - self.excused


def remaining_by_unit(viewer: Viewer, unit: CampaignUnit, audience: Audience) -> dict[int, Remaining]:
    """Return base unit -> people who have not studied, for the base units at and below a unit. Two statements."""
    low, high = subtree_range(unit.path)
    units = base_units_of(viewer, unit.campaign).filter(path__gte=low, path__lt=high).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(_REMAINING, {"audience": audience.pk, "units": list(units)})
        return {unit_id: Remaining(people, excused) for unit_id, people, excused in cursor.fetchall()}
