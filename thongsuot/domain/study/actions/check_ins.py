"""The one hot path: people check themselves in, many at once, in one transaction under the door's own role.

It is a batch action of the door, not of a person: what may be written is decided inside the statement, from a pass that was
proved before. The attendance row is itself the audit leaf (the one exception to `record`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import itemgetter

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from thongsuot.domain.study.counted import IS_COUNTED
from thongsuot.domain.study.leaves import DIGEST, DOOR, SOURCE
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.settling import hold_standings, settle_held


class Outcome(StrEnum):
    """What became of a check-in. COUNTED: the person's unit has reported a number for them, so that a name would count twice."""

    RECORDED = "recorded"
    ALREADY = "already"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    WRONG_CLASS = "wrong_class"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Somebody at the door of a class: the class's public id, the roll entry of the pass."""

    class_id: str
    entry_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it, and when it was recorded."""

    outcome: Outcome
    recorded_at: datetime | None = None


# Asked while the people's standings are held, so that what is known of them stays true until the end.
_PLACE = f"""
SELECT q.n, c.state, s.id, e.id, e.path, (s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       EXISTS (SELECT FROM study_studyclass_participants p JOIN plans_campaignunit u ON u.id = p.campaignunit_id
               WHERE p.studyclass_id = c.id AND e.path >= u.path AND e.path < u.path || '~')
           AND NOT EXISTS (SELECT FROM plans_rolledition o JOIN plans_rolledition n USING (campaign_id)
                           WHERE o.id = e.edition_id AND n.number > o.number),
       EXISTS (SELECT FROM plans_rollmembership m JOIN study_studyclass_audiences a
                   ON a.audience_id = m.audience_id AND a.studyclass_id = c.id
               WHERE m.entry_id = e.id AND m.counts_until IS NULL AND {IS_COUNTED}),
       coalesce(f.version, 0), f.presence = 'PRESENT', f.recorded_at
FROM unnest(%s::text[], %s::bigint[]) WITH ORDINALITY q (class_id, entry_id, n)
LEFT JOIN study_studyclass c ON c.public_id = q.class_id
LEFT JOIN study_session s ON s.study_class_id = c.id AND s.number = 1
LEFT JOIN plans_rollentry e ON e.id = q.entry_id
LEFT JOIN LATERAL (
    SELECT version, presence, recorded_at FROM study_attendance k
    WHERE k.session_id = s.id AND k.entry_id = e.id ORDER BY k.version DESC LIMIT 1
) f ON true
"""  # noqa: S608 - a constant of this room

# Whether the class is open is asked again inside the INSERT: a class closed meanwhile takes nobody.
_WRITE = """
WITH written AS (
    INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, happened_on, recorded_at, recorded_by)
    SELECT q.session_id, q.entry_id, q.path, q.version, %(present)s, %(source)s, '', q.day, %(at)s, %(door)s
    FROM unnest(%(sessions)s::bigint[], %(entries)s::bigint[], %(paths)s::text[], %(versions)s::smallint[], %(days)s::date[])
        q (session_id, entry_id, path, version, day)
    JOIN study_session s ON s.id = q.session_id JOIN study_studyclass c ON c.id = s.study_class_id AND c.state = 'OPEN'
    ORDER BY q.entry_id, q.session_id
    ON CONFLICT (session_id, entry_id, version) DO NOTHING
    RETURNING *
), leaf AS (
    INSERT INTO audit_pending_leaf (source, row_id, digest) SELECT %(leaf)s, w.id, DIGEST FROM written w
)
SELECT session_id, entry_id FROM written
""".replace("DIGEST", DIGEST.format("w"))


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of one row: the class, the person, whether they belong there, and the newest fact."""

    state: str | None
    session: int | None
    entry: int | None
    path: str
    day: date
    belongs: bool
    is_counted: bool
    version: int
    is_present: bool | None
    recorded_at: datetime | None

    def outcome(self) -> Outcome:
        """Say what becomes of it; RECORDED where it may be written."""
        if self.state is None or self.entry is None or not self.belongs:
            return Outcome.WRONG_CLASS
        if self.is_present:
            return Outcome.ALREADY
        if self.state != ClassState.OPEN:
            return Outcome.NOT_OPEN_YET if self.state == ClassState.PLANNED else Outcome.CLOSED
        return Outcome.COUNTED if self.is_counted else Outcome.RECORDED


def record_check_ins(rows: Sequence[CheckIn], *, at: datetime) -> list[Answer]:
    """Record check-ins in one transaction and answer each, in order. Five statements, whatever their number.

    Repeating a row changes nothing and answers when it was first recorded. Somebody marked absent who comes after all is
    recorded. Nothing is claimed that is not committed.
    """
    using = settings.DOOR_DATABASE
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        hold_standings(sorted({row.entry_id for row in rows}), using=using)
        cursor.execute(_PLACE, [[r.class_id for r in rows], [r.entry_id for r in rows]])
        places = [_Place(*known) for _, *known in sorted(cursor.fetchall(), key=itemgetter(0))]
        written = _write(cursor, [p for p in places if p.outcome() == Outcome.RECORDED], at)
        settle_held(sorted({entry for _, entry in written}), at=at, using=using)
    return [_answer(place, written, at) for place in places]


def _write(cursor: CursorWrapper, places: Sequence[_Place], at: datetime) -> set[tuple[int, int]]:
    """Write the facts and their leaves; return (session, entry) of what was written."""
    if not places:
        return set()
    cursor.execute(
        _WRITE,
        {
            "present": Presence.PRESENT,
            "source": Source.QR,
            "at": at,
            "door": DOOR,
            "leaf": SOURCE,
            "sessions": [p.session for p in places],
            "entries": [p.entry for p in places],
            "paths": [p.path for p in places],
            "versions": [p.version + 1 for p in places],
            "days": [p.day for p in places],
        },
    )
    return set(cursor.fetchall())


def _answer(place: _Place, written: set[tuple[int, int]], at: datetime) -> Answer:
    outcome = place.outcome()
    if outcome == Outcome.ALREADY:
        return Answer(outcome, place.recorded_at)
    if outcome != Outcome.RECORDED:
        return Answer(outcome)
    is_written = (place.session or 0, place.entry or 0) in written
    return Answer(outcome, at) if is_written else Answer(Outcome.CLOSED)
