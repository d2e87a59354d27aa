"""What units owe and have done: how many of how many, and how many in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from thongsuot.domain.plans.models import CampaignUnit, Obligation
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.plans.queries.campaigns import obligations_of, units_of_campaign
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.rates import Rate
from thongsuot.foundation.core.trees import subtree_range

# When each owing unit first did what it owes; a unit that has not is a row without a day. A class counts for a grassroots
# organisation when it, or a cell of it, took part and somebody was there: by the facts in force, not by those corrected since.
_DONE_ON = {
    ObligationKind.HOLD_STUDY: """
        SELECT min(f.happened_on) FROM plans_campaignunit p
        JOIN study_studyclass_participants j ON j.campaignunit_id = p.id
        JOIN study_studyclass c ON c.id = j.studyclass_id AND c.state <> 'PLANNED'
        CROSS JOIN LATERAL (
            SELECT a.happened_on FROM study_session s JOIN study_attendance a ON a.session_id = s.id AND a.presence = 'PRESENT'
            WHERE s.study_class_id = c.id AND a.recorded_at <= %(as_of)s AND NOT EXISTS (
                SELECT FROM study_attendance n WHERE n.session_id = a.session_id AND n.entry_id = a.entry_id
                    AND n.version > a.version AND n.recorded_at <= %(as_of)s)
            UNION ALL
            SELECT h.happened_on FROM study_headcount h
            WHERE h.study_class_id = c.id AND h.people > 0 AND h.recorded_at <= %(as_of)s AND NOT EXISTS (
                SELECT FROM study_headcount n WHERE n.study_class_id = h.study_class_id AND n.audience_id = h.audience_id
                    AND n.campaign_unit_id = h.campaign_unit_id AND n.version > h.version AND n.recorded_at <= %(as_of)s)
            LIMIT 1
        ) f
        WHERE p.path >= u.path AND p.path < u.path || '~'""",
    ObligationKind.ISSUE_STUDY_PLAN: """
        SELECT min(d.issued_on) FROM plans_studyplan d WHERE d.campaign_unit_id = u.id AND d.recorded_at <= %(as_of)s""",
    ObligationKind.ISSUE_PROGRAMME: """
        SELECT min(d.issued_on) FROM programmes_actionprogramme d
        WHERE d.campaign_unit_id = u.id AND d.recorded_at <= %(as_of)s""",
}

_FIRST_DONE = "SELECT u.id, ({}) FROM plans_campaignunit u WHERE u.id = ANY(%(units)s)"


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """An obligation under a unit: how many units owe it, have done it, and in time."""

    obligation: Obligation
    units: int
    fulfilled: int
    on_time: int

    @property
    def rate(self) -> Rate:
        """Units that have done it over units that owe it."""
        return Rate(self.fulfilled, self.units, self.obligation.target)


@dataclass(frozen=True, slots=True)
class Debt:
    """What one unit owes, and since when it is done."""

    obligation: Obligation
    done_on: date | None

    @property
    def is_late(self) -> bool:
        """Whether it was done after its deadline."""
        return self.done_on is not None and self.done_on > self.obligation.due_on


def fulfilments_of(viewer: Viewer, unit: CampaignUnit, *, as_of: datetime) -> list[Fulfilment]:
    """Return how the units at and below a unit meet what they owe, as known at an instant. One statement an obligation."""
    found = []
    for obligation in obligations_of(unit.campaign):
        days = _days_done(viewer, obligation, unit.path, as_of)
        done = [day for _, day in days if day is not None]
        found.append(Fulfilment(obligation, len(days), len(done), sum(day <= obligation.due_on for day in done)))
    return found


def debts_of(viewer: Viewer, unit: CampaignUnit, *, as_of: datetime) -> list[Debt]:
    """Return what one unit owes itself, by deadline; nothing for a unit whose kind owes nothing."""
    return [
        Debt(obligation, day)
        for obligation in obligations_of(unit.campaign)
        for unit_id, day in _days_done(viewer, obligation, unit.path, as_of)
        if unit_id == unit.pk
    ]


def units_owing(viewer: Viewer, unit: CampaignUnit, kind: ObligationKind, *, as_of: datetime) -> list[CampaignUnit]:
    """Return the units at and below a unit that have not done what they owe, in the committee's own order."""
    obligation = next((o for o in obligations_of(unit.campaign) if o.kind == kind), None)
    if obligation is None:
        return []
    owing = [unit_id for unit_id, day in _days_done(viewer, obligation, unit.path, as_of) if day is None]
    return list(units_of_campaign(viewer, unit.campaign).filter(pk__in=owing).order_by("order", "path"))


def units_not_done(obligation: Obligation, units: Sequence[int], *, as_of: datetime) -> set[int]:
    """Return which of some units of the campaign (keys) have not done what is owed. Callers have checked the scope."""
    return {unit for unit, day in _first_done(obligation, list(units), as_of) if day is None} if units else set()


def _days_done(viewer: Viewer, obligation: Obligation, path: str, as_of: datetime) -> list[tuple[int, date | None]]:
    low, high = subtree_range(path)
    owing = units_of_campaign(viewer, obligation.campaign).filter(
        path__gte=low, path__lt=high, kind__in=[kind.pk for kind in obligation.owed_by.all()]
    )
    return _first_done(obligation, list(owing.values_list("pk", flat=True)), as_of)


def _first_done(obligation: Obligation, units: list[int], as_of: datetime) -> list[tuple[int, date | None]]:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_DONE.format(_DONE_ON[ObligationKind(obligation.kind)]), {"units": units, "as_of": as_of})
        return list(cursor.fetchall())
