"""The one hot path: people check themselves in, many at once, in one transaction under the door's own role.

It is a batch action of the door, not of a person: what may be written is decided inside the statement, from a pass that was
proved before. The attendance row is itself the audit leaf (the one exception to `record`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.db.backends.utils import CursorWrapper

from thongsuot.domain.study.door_statements import FIRST, PLACE, WRITE
from thongsuot.domain.study.leaves import DOOR, SOURCE
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
    """Record check-ins and answer each, in order. One statement for people of whom nothing was known; five more for the rest.

    Repeating a row changes nothing and answers when it was first recorded. Somebody marked absent who comes after all is
    recorded. Nothing is claimed that is not committed.
    """
    try:
        answers = _record_first(rows, at)
    except IntegrityError:  # somebody of the batch was recorded elsewhere at this instant: all of it goes the long way
        return _record_held(rows, at)
    rest = [n for n, answer in enumerate(answers) if answer is None]
    late = dict(zip(rest, _record_held([rows[n] for n in rest], at) if rest else [], strict=True))
    return [answer or late[n] for n, answer in enumerate(answers)]


def _record_first(rows: Sequence[CheckIn], at: datetime) -> list[Answer | None]:
    """Record those of whom nothing was known, and answer whom nothing is to be written of; None: something is known."""
    using = settings.DOOR_DATABASE
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(FIRST, _asked(rows) | _said(at))
        found = [(_Place(*known), is_written) for _, *known, is_written in cursor.fetchall()]
    written = {(place.session or 0, place.entry or 0) for place, is_written in found if is_written}
    return [_first_answer(place, written, at) for place, _ in found]


def _first_answer(place: _Place, written: set[tuple[int, int]], at: datetime) -> Answer | None:
    is_undecided = place.outcome() == Outcome.RECORDED and (place.session or 0, place.entry or 0) not in written
    return None if is_undecided else _answer(place, written, at)


def _record_held(rows: Sequence[CheckIn], at: datetime) -> list[Answer]:
    """Record check-ins of people of whom something may be known, in one transaction that holds their standings."""
    using = settings.DOOR_DATABASE
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        hold_standings(sorted({row.entry_id for row in rows}), using=using)
        cursor.execute(PLACE, _asked(rows))
        places = [_Place(*known) for _, *known in sorted(cursor.fetchall(), key=itemgetter(0))]
        written = _write(cursor, [p for p in places if p.outcome() == Outcome.RECORDED], at)
        settle_held(sorted({entry for _, entry in written}), at=at, using=using)
    return [_answer(place, written, at) for place in places]


def _asked(rows: Sequence[CheckIn]) -> dict[str, Any]:
    return {"classes": [row.class_id for row in rows], "entries": [row.entry_id for row in rows]}


def _said(at: datetime) -> dict[str, Any]:
    return {"present": Presence.PRESENT, "source": Source.QR, "at": at, "door": DOOR, "leaf": SOURCE}


def _write(cursor: CursorWrapper, places: Sequence[_Place], at: datetime) -> set[tuple[int, int]]:
    """Write the facts and their leaves; return (session, entry) of what was written."""
    if not places:
        return set()
    facts: dict[str, Any] = {
        "sessions": [p.session for p in places],
        "entries": [p.entry for p in places],
        "paths": [p.path for p in places],
        "versions": [p.version + 1 for p in places],
        "days": [p.day for p in places],
    }
    cursor.execute(WRITE, facts | _said(at))
    return set(cursor.fetchall())


def _answer(place: _Place, written: set[tuple[int, int]], at: datetime) -> Answer:
    outcome = place.outcome()
    if outcome == Outcome.ALREADY:
        return Answer(outcome, place.recorded_at)
    if outcome != Outcome.RECORDED:
        return Answer(outcome)
    is_written = (place.session or 0, place.entry or 0) in written
    return Answer(outcome, at) if is_written else Answer(Outcome.CLOSED)
