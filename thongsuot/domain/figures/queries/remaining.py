"""Who has not studied, and where: numbers by unit. Names stop at the unit and the level directly above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import is_within

# A make-up that is not over yet summons the people of its units in its audiences.
_AHEAD = """
SELECT u.path, min(s.starts_at) AS starts_at
FROM study_studyclass c
JOIN study_session s ON s.study_class_id = c.id
JOIN study_studyclass_participants p ON p.studyclass_id = c.id
JOIN plans_campaignunit u ON u.id = p.campaignunit_id
JOIN study_studyclass_audiences a ON a.studyclass_id = c.id AND a.audience_id = %(audience)s
WHERE c.campaign_id = %(campaign)s AND c.is_make_up AND c.state <> 'CLOSED'
GROUP BY u.path ORDER BY u.path
"""

# People on the roll in force without a standing for all directives; excused when the newest fact about them says so.
_REMAINING = """
WITH ahead AS ({})
SELECT b.id, count(*)::int, count(*) FILTER (WHERE summoned.yes)::int,
       count(*) FILTER (WHERE NOT summoned.yes AND latest.presence = 'EXCUSED')::int
FROM plans_campaignunit b
JOIN plans_rollentry e ON e.path >= b.path AND e.path < b.path || '~' AND e.edition_id = (
    SELECT id FROM plans_rolledition WHERE campaign_id = b.campaign_id ORDER BY number DESC LIMIT 1)
JOIN plans_rollmembership m ON m.entry_id = e.id AND m.audience_id = %(audience)s AND m.counts_until IS NULL
CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM ahead WHERE e.path >= ahead.path AND e.path < ahead.path || '~') AS yes) summoned
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
    """People of a unit who have not studied: summoned to a make-up, else with a reason, else neither."""

    people: int
    summoned: int
    excused: int

    @property
    def unexplained(self) -> int:
        """People for whom neither a make-up nor a reason is known."""
        return self.people - self.summoned - self.excused


@dataclass(frozen=True, slots=True)
class MakeUpAhead:
    """A make-up that is planned or running, for the people at a path of the campaign's tree and below."""

    path: str
    starts_at: datetime


def remaining_by_unit(viewer: Viewer, units: Sequence[CampaignUnit], audience: Audience) -> dict[int, Remaining]:
    """Return unit -> its people, with all below it, who have not studied; nothing for a unit without any. Two statements.

    Ask for the units that are shown: the cost grows with their people. Units outside the viewer's scope are left out.
    """
    if not units:
        return {}
    campaign = units[0].campaign
    scope = campaign_scope(viewer, campaign)
    asked = [unit.pk for unit in units if unit.campaign_id == campaign.pk and scope.holds(unit.path)]
    with connection.cursor() as cursor:
        cursor.execute(_REMAINING.format(_AHEAD), {"audience": audience.pk, "campaign": campaign.pk, "units": asked})
        return {unit: Remaining(*numbers) for unit, *numbers in cursor.fetchall()}


def make_ups_ahead(viewer: Viewer, campaign: Campaign, audience: Audience) -> list[MakeUpAhead]:
    """Return the make-ups in the viewer's scope that are not over, the earliest of each unit. Two statements."""
    scope = campaign_scope(viewer, campaign)
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, {"audience": audience.pk, "campaign": campaign.pk})
        return [MakeUpAhead(path, starts_at) for path, starts_at in cursor.fetchall() if scope.holds(path)]


def make_up_of(path: str, ahead: Sequence[MakeUpAhead]) -> MakeUpAhead | None:
    """Return the earliest make-up that is for a person at a path; None when there is none."""
    own = [make_up for make_up in ahead if is_within(path, make_up.path)]
    return min(own, key=lambda make_up: make_up.starts_at, default=None)
