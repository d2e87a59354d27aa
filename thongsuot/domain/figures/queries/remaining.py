"""Who has not studied, and where: numbers by unit. Names stop at the unit and the level directly above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from thongsuot.domain.figures.queries.left import people_left
from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import is_within

# A make-up that is not over yet summons the people of its units in its audiences.
_AHEAD = """
SELECT u.path, min(s.starts_at), u.id
FROM study_studyclass c
JOIN study_session s ON s.study_class_id = c.id
JOIN study_studyclass_participants p ON p.studyclass_id = c.id
JOIN plans_campaignunit u ON u.id = p.campaignunit_id
JOIN study_studyclass_audiences a ON a.studyclass_id = c.id AND a.audience_id = %(audience)s
WHERE c.campaign_id = %(campaign)s AND c.is_make_up AND c.state <> 'CLOSED'
GROUP BY u.id ORDER BY u.path
"""

# The newest fact about a person says why they have not studied; without one it is not recorded, never absent. Only those with
# such a fact are walked, by an index that holds no others: how many are left in all, the totals tell.
_MARKED = """
SELECT u.id, count(*) FILTER (WHERE a.presence = 'EXCUSED')::int, count(*) FILTER (WHERE a.presence = 'ABSENT')::int,
       count(*) FILTER (WHERE a.presence = 'EXCUSED' AND NOT EXISTS (
           SELECT FROM unnest(%(ahead)s::text[]) top WHERE starts_with(a.path, top)))::int
FROM plans_campaignunit u
JOIN study_attendance a ON a.path >= u.path AND a.path < u.path || '~' AND a.presence IN ('EXCUSED', 'ABSENT')
JOIN plans_rollentry e ON e.id = a.entry_id AND e.path >= u.path AND e.path < u.path || '~' AND e.edition_id = (
    SELECT id FROM plans_rolledition WHERE campaign_id = u.campaign_id ORDER BY number DESC LIMIT 1)
JOIN plans_rollmembership m ON m.entry_id = e.id AND m.audience_id = %(audience)s AND m.counts_until IS NULL
WHERE u.id = ANY(%(units)s) AND NOT EXISTS (
    SELECT FROM study_attendance n WHERE n.entry_id = a.entry_id AND (n.recorded_at, n.id) > (a.recorded_at, a.id))
AND NOT EXISTS (
    SELECT FROM study_standing s
    WHERE s.entry_id = e.id AND s.audience_id = %(audience)s AND s.directive_id IS NULL AND s.studied)
GROUP BY u.id
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


@dataclass(frozen=True, slots=True)
class MakeUpAhead:
    """A make-up that is planned or running, for the people at a path of the campaign's tree and below."""

    path: str
    starts_at: datetime


def remaining_by_unit(viewer: Viewer, units: Sequence[CampaignUnit], audience: Audience) -> dict[int, Remaining]:
    """Return unit -> its people, with all below it, who have not studied; nothing for a unit without any. Four statements.

    From totals, and the people with a reason. Units outside the viewer's scope are left out.
    """
    if not units:
        return {}
    campaign = units[0].campaign
    scope = campaign_scope(viewer, campaign)
    asked = {unit.pk: unit.path for unit in units if unit.campaign_id == campaign.pk and scope.holds(unit.path)}
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, {"audience": audience.pk, "campaign": campaign.pk})
        ahead = _without_nested([(unit, path) for path, _starts_at, unit in cursor.fetchall()])
    people = people_left([*asked, *ahead], audience)
    marked = _marked(list(asked), audience, list(ahead.values()))
    return {
        unit: Remaining(people[unit], _summoned(unit, path, ahead, people), marked.get(unit, (0, 0, 0))[2])
        for unit, path in asked.items()
        if people.get(unit)
    }


def absences_of_units(unit_ids: Sequence[int], audience: Audience) -> dict[int, Absences]:
    """Return campaign unit -> people there and below who have not studied; units without any are left out. Two statements.

    Callers have checked that the viewer may see the units.
    """
    marked = _marked(unit_ids, audience, [])
    left = people_left(unit_ids, audience).items()
    return {unit: Absences(people, *marked.get(unit, (0, 0, 0))[:2]) for unit, people in left if people}


def make_ups_ahead(viewer: Viewer, campaign: Campaign, audience: Audience) -> list[MakeUpAhead]:
    """Return the make-ups in the viewer's scope that are not over, the earliest of each unit. Two statements."""
    scope = campaign_scope(viewer, campaign)
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, {"audience": audience.pk, "campaign": campaign.pk})
        return [MakeUpAhead(path, starts_at) for path, starts_at, _unit in cursor.fetchall() if scope.holds(path)]


def make_up_of(path: str, ahead: Sequence[MakeUpAhead]) -> MakeUpAhead | None:
    """Return the earliest make-up that is for a person at a path; None when there is none."""
    own = [make_up for make_up in ahead if is_within(path, make_up.path)]
    return min(own, key=lambda make_up: make_up.starts_at, default=None)


def _marked(units: Sequence[int], audience: Audience, ahead: Sequence[str]) -> dict[int, tuple[int, int, int]]:
    """Return unit -> people left who are excused, who are absent, who are excused and at no path `ahead`."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKED, {"audience": audience.pk, "units": list(units), "ahead": list(ahead)})
        return {unit: (excused, absent, unsummoned) for unit, excused, absent, unsummoned in cursor.fetchall()}


def _summoned(unit: int, path: str, ahead: Mapping[int, str], people: Mapping[int, int]) -> int:
    """Return how many of the people left at a unit and below a make-up is for."""
    if any(is_within(path, top) for top in ahead.values()):
        return people[unit]
    return sum(people.get(key, 0) for key, below in ahead.items() if is_within(below, path))


def _without_nested(units: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return the units, in the order of the tree, that are not below another of them (key -> path)."""
    kept: dict[int, str] = {}
    last = None
    for unit, path in units:
        if last is None or not is_within(path, last):
            kept[unit] = last = path
    return kept
