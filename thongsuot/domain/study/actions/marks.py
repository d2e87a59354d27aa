"""Writing facts of attendance: what every act of recording people does, inside its action."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.counted import first_counted
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.settling import hold_standings, settle_held
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.models import StoredFile

_NAMED_IN_LOG = 500


class NotOnRollOfClass(Refusal):
    """Somebody is not on the roll of the units this class is for."""


class MarkedTwice(Refusal):
    """One person cannot be present and absent at once."""


class NamesBesideCount(Refusal):
    """The person's unit has reported a number for this audience: names would count somebody twice."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one person at a class."""

    entry: int
    presence: Presence
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The facts that one act wrote: the first and the last of their keys. What undoes the act names it by them."""

    first: int
    last: int


def write_marks(
    study_class: StudyClass,
    marks: Sequence[Mark],
    *,
    source: Source,
    evidence: StoredFile | None,
    day: date,
    by: Actor,
    at: datetime,
) -> Written:
    """Write the facts, settle the people they are about, and record it. Runs inside an action."""
    entries = [mark.entry for mark in marks]
    if len(set(entries)) != len(entries):
        raise MarkedTwice(_("Có người được ghi hai lần trong một danh sách."))
    _refuse_strangers(study_class, entries)
    hold_standings(entries)
    there = [mark.entry for mark in marks if mark.presence == Presence.PRESENT]
    refuse_counted(there, list(study_class.audiences.values_list("pk", flat=True)))
    written = _insert_facts(study_class, marks, source=source, evidence=evidence, day=day, by=by, at=at)
    settle_held(entries, at=at)
    counts: dict[str, int] = defaultdict(int)
    for mark in marks:
        counts[str(mark.presence)] += 1
    record(
        "attendance.recorded",
        by=by,
        at=at,
        subject=study_class,
        unit_path=study_class.host.unit.path,
        payload={"source": str(source), **counts},
        personal={"entries": entries if len(entries) <= _NAMED_IN_LOG else len(entries)},
    )
    return written


def refuse_counted(entries: Sequence[int], audiences: Sequence[int]) -> None:
    """Refuse names of people whom a number their unit reported speaks for. The caller holds their standings."""
    counted = first_counted(entries, audiences)
    if counted is None:
        return
    entry = RollEntry.objects.select_related("person", "campaign_unit").get(pk=counted.entry)
    raise NamesBesideCount(
        _(
            "%(unit)s đã báo số lượng cho đối tượng “%(audience)s”, nên không ghi tên %(name)s. "
            "Rút số lượng của đơn vị (ghi 0) rồi điểm danh theo tên."
        )
        % {"unit": entry.campaign_unit.name, "audience": counted.audience, "name": entry.person.full_name}
    )


def _insert_facts(
    study_class: StudyClass,
    marks: Sequence[Mark],
    *,
    source: Source,
    evidence: StoredFile | None,
    day: date,
    by: Actor,
    at: datetime,
) -> Written:
    """Add a new version of each fact, in the order of entries, in one statement."""
    session = study_class.sessions.get()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, evidence_id,
                                          happened_on, recorded_at, recorded_by)
            SELECT %s, e.id, e.path, 1 + coalesce((SELECT max(version) FROM study_attendance a
                                                   WHERE a.session_id = %s AND a.entry_id = e.id), 0),
                   m.presence, %s, m.reason, %s, %s, %s, %s
            FROM unnest(%s::bigint[], %s::text[], %s::text[]) m (entry, presence, reason)
            JOIN plans_rollentry e ON e.id = m.entry ORDER BY e.id
            RETURNING id
            """,
            [
                session.pk,
                session.pk,
                source,
                evidence.pk if evidence else None,
                day,
                at,
                by.actor_label,
                [mark.entry for mark in marks],
                [str(mark.presence) for mark in marks],
                [nfc(mark.reason) for mark in marks],
            ],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return Written(min(keys), max(keys))


def _refuse_strangers(study_class: StudyClass, entries: Sequence[int]) -> None:
    """Refuse people who are not on the roll of this campaign, or not of the units the class is for, saying where they belong."""
    tops = list(study_class.participants.values_list("path", flat=True))
    found = dict(
        RollEntry.objects.filter(pk__in=entries, edition__campaign_id=study_class.campaign_id).values_list("pk", "path")
    )
    outside = [entry for entry in entries if not any(found.get(entry, "").startswith(top) for top in tops)]
    if not outside:
        return
    stranger = RollEntry.objects.filter(pk=outside[0]).select_related("person", "campaign_unit").first()
    if stranger is None:
        raise NotOnRollOfClass(_("Có người không có trong danh sách đã chốt của đợt."))
    raise NotOnRollOfClass(
        _("%(name)s thuộc %(unit)s, không thuộc các đơn vị của lớp này. Thêm đơn vị đó vào lớp học ghép.")
        % {"name": stranger.person.full_name, "unit": stranger.campaign_unit.name}
    )
