"""Who of the members has not studied, in the three states of attendance: numbers by unit, never names."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from thongsuot.domain.plans.models import Audience

# The newest fact about a person says why they have not studied; without one it is not recorded, never absent.
_ABSENCES = """
SELECT u.id, count(*)::int, count(*) FILTER (WHERE latest.presence = 'EXCUSED')::int,
    count(*) FILTER (WHERE latest.presence = 'ABSENT')::int
FROM plans_campaignunit u
JOIN plans_rollentry e ON e.path >= u.path AND e.path < u.path || '~' AND e.edition_id = (
    SELECT id FROM plans_rolledition WHERE campaign_id = u.campaign_id ORDER BY number DESC LIMIT 1)
JOIN plans_rollmembership m ON m.entry_id = e.id AND m.audience_id = %(audience)s AND m.counts_until IS NULL
LEFT JOIN LATERAL (
    SELECT a.presence FROM study_attendance a WHERE a.entry_id = e.id ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1
) latest ON true
WHERE u.id = ANY(%(units)s) AND NOT EXISTS (
    SELECT FROM study_standing s
    WHERE s.entry_id = e.id AND s.audience_id = %(audience)s AND s.directive_id IS NULL AND s.studied)
GROUP BY u.id
"""


@dataclass(frozen=True, slots=True)
class Absences:
    """People who have not studied: excused, absent without excuse, and the rest, of whom nothing is recorded."""

    people: int
    excused: int
    absent: int

    @property
    def unrecorded(self) -> int:
        """People of whom nothing is recorded."""
        return self.people - self.excused - self.absent


NOBODY = Absences(0, 0, 0)


def absences_of_units(unit_ids: Sequence[int], audience: Audience) -> dict[int, Absences]:
    """Return campaign unit -> people there and below who have not studied; units without any are left out. One statement.

    Callers have checked that the viewer may see the units.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ABSENCES, {"audience": audience.pk, "units": list(unit_ids)})
        return {unit: Absences(*counts) for unit, *counts in cursor.fetchall()}
