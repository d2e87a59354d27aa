"""The one hot path: people check themselves in, many at once, in one transaction under the door's own role.

It is a batch action of the door, not of a person: what may be written is decided inside the statement, from a pass that was
proved before. The attendance row is itself the audit leaf (the one exception to `record`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import connections, transaction

from thongsuot.domain.study.leaves import DIGEST, DOOR, SOURCE
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.settling import settle


class Outcome(StrEnum):
    """What became of a check-in."""

    RECORDED = "recorded"
    ALREADY = "already"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    WRONG_CLASS = "wrong_class"


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


_PLACE = """
SELECT q.n, c.state, s.id, e.id, e.path, (s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       EXISTS (SELECT FROM study_studyclass_participants p JOIN plans_campaignunit u ON u.id = p.campaignunit_id
               WHERE p.studyclass_id = c.id AND e.path >= u.path AND e.path < u.path || '~')
FROM unnest(%s::text[], %s::bigint[]) WITH ORDINALITY q (class_id, entry_id, n)
LEFT JOIN study_studyclass c ON c.public_id = q.class_id
LEFT JOIN study_session s ON s.study_class_id = c.id AND s.number = 1
LEFT JOIN plans_rollentry e ON e.id = q.entry_id
"""

# Whether the class is open is asked again inside the INSERT: a class closed meanwhile takes nobody.
_WRITE = """
WITH written AS (
    INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, happened_on, recorded_at, recorded_by)
    SELECT q.session_id, q.entry_id, q.path, 1, %(present)s, %(source)s, '', q.day, %(at)s, %(door)s
    FROM unnest(%(sessions)s::bigint[], %(entries)s::bigint[], %(paths)s::text[], %(days)s::date[]) q (session_id, entry_id, path, day)
    JOIN study_session s ON s.id = q.session_id JOIN study_studyclass c ON c.id = s.study_class_id AND c.state = 'OPEN'
    ORDER BY q.entry_id, q.session_id
    ON CONFLICT (session_id, entry_id, version) DO NOTHING
    RETURNING *
), leaf AS (
    INSERT INTO audit_pending_leaf (source, row_id, digest) SELECT %(leaf)s, w.id, DIGEST FROM written w
)
SELECT session_id, entry_id FROM written
""".replace("DIGEST", DIGEST.format("w"))

_ALREADY = """
SELECT DISTINCT ON (a.session_id, a.entry_id) a.session_id, a.entry_id, a.presence, a.recorded_at
FROM study_attendance a
JOIN unnest(%s::bigint[], %s::bigint[]) q (session_id, entry_id) ON q.session_id = a.session_id AND q.entry_id = a.entry_id
ORDER BY a.session_id, a.entry_id, a.version DESC
"""


@dataclass(frozen=True, slots=True)
class _Place:
    state: str | None
    session: int | None
    entry: int | None
    path: str
    day: object
    belongs: bool


def record_check_ins(rows: Sequence[CheckIn], *, at: datetime) -> list[Answer]:
    """Record check-ins in one transaction and answer each, in order. Five statements, whatever their number.

    Repeating a row changes nothing and answers when it was first recorded. Nothing is claimed that is not committed.
    """
    with transaction.atomic(using=settings.DOOR_DATABASE), connections[settings.DOOR_DATABASE].cursor() as cursor:
        cursor.execute(_PLACE, [[r.class_id for r in rows], [r.entry_id for r in rows]])
        found = {n: _Place(*rest) for n, *rest in cursor.fetchall()}
        places = [found[n] for n in range(1, len(rows) + 1)]
        good = [p for p in places if p.state == "OPEN" and p.belongs]
        cursor.execute(
            _WRITE,
            {
                "present": Presence.PRESENT,
                "source": Source.QR,
                "at": at,
                "door": DOOR,
                "leaf": SOURCE,
                "sessions": [p.session for p in good],
                "entries": [p.entry for p in good],
                "paths": [p.path for p in good],
                "days": [p.day for p in good],
            },
        )
        written = set(cursor.fetchall())
        cursor.execute(_ALREADY, [[p.session for p in good], [p.entry for p in good]])
        known = {(session, entry): (presence, when) for session, entry, presence, when in cursor.fetchall()}
        settle(sorted({entry for _, entry in written}), at=at, using=settings.DOOR_DATABASE)
    return [_answer(place, written, known, at) for place in places]


def _answer(
    place: _Place,
    written: set[tuple[int, int]],
    known: dict[tuple[int, int], tuple[str, datetime]],
    at: datetime,
) -> Answer:
    if place.state is None or place.entry is None or not place.belongs:
        return Answer(Outcome.WRONG_CLASS)
    if place.state != "OPEN":
        return Answer(Outcome.NOT_OPEN_YET if place.state == "PLANNED" else Outcome.CLOSED)
    key = (place.session or 0, place.entry)
    if key in written:
        return Answer(Outcome.RECORDED, at)
    presence, when = known.get(key, ("", None))
    return Answer(Outcome.ALREADY, when) if presence == Presence.PRESENT else Answer(Outcome.CLOSED)
