"""Recording who was there: a class already held in one act, or name by name while it runs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.study.actions.classes import ClassNotOpen, add_class, teach
from thongsuot.domain.study.counted import first_counted
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.classes import ClassState, Form
from thongsuot.domain.study.settling import hold_standings, settle_held
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.models import StoredFile

_USUAL_START, _USUAL_LENGTH = time(8, 0), timedelta(hours=4)


class NobodyPresent(Refusal):
    """A class that was held had somebody in it."""


class HeldInFuture(Refusal):
    """A class is recorded as held once it has been held."""


class NotOnRollOfClass(Refusal):
    """Somebody is not on the roll of the units this class is for."""


class MarkedTwice(Refusal):
    """One person cannot be present and absent at once."""


class NamesBesideCount(Refusal):
    """The person's unit has reported a number for this audience: names would count somebody twice."""


@dataclass(frozen=True, slots=True)
class Held:
    """A class as it was held: its frame, and who was there. Entries are roll entries' keys; reasons are by entry."""

    name: str
    form: Form
    happened_on: date
    directives: Sequence[Directive]
    audiences: Sequence[Audience]
    present: Sequence[int]
    absent: Sequence[int] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    participants: Sequence[CampaignUnit] = ()
    place: str = ""
    speaker: str = ""
    is_make_up: bool = False
    source: Source = Source.LIST
    evidence: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one person at a class."""

    entry: int
    presence: Presence
    reason: str = ""


@action(Permission.RECORD_ATTENDANCE)
def record_held_class(host: CampaignUnit, *, held: Held, by: Actor, at: datetime) -> StudyClass:
    """Record a class that was held, with everyone who was present or absent; whoever is neither stays not recorded.

    Refuses a day to come, nobody present, the same person twice, and people outside the roll of the units it was for.
    """
    if held.happened_on > local_day(at):
        raise HeldInFuture(_("Ngày học sau ngày hôm nay. Chọn ngày đã học, hoặc dùng Mở lớp."))
    if not held.present:
        raise NobodyPresent(_("Chưa có ai có mặt. Tích ít nhất một người, hoặc ghi số lượng kèm danh sách ký."))
    begins = timezone.make_aware(datetime.combine(held.happened_on, _USUAL_START))
    study_class = add_class(
        host,
        name=held.name,
        form=held.form,
        hours=(begins, begins + _USUAL_LENGTH),
        participants=held.participants,
        by=by,
        at=at,
        state=ClassState.CLOSED,
    )
    study_class.place, study_class.speaker, study_class.is_make_up = nfc(held.place), nfc(held.speaker), held.is_make_up
    study_class.save(update_fields=["place", "speaker", "is_make_up"])
    teach(study_class, held.directives, held.audiences)
    marks = [Mark(entry, Presence.PRESENT) for entry in held.present]
    marks += [Mark(entry, _absence(held.reasons.get(entry, "")), held.reasons.get(entry, "")) for entry in held.absent]
    write_marks(study_class, marks, source=held.source, evidence=held.evidence, day=held.happened_on, by=by, at=at)
    return study_class


@action(Permission.RECORD_ATTENDANCE)
def mark_people(
    study_class: StudyClass,
    *,
    marks: Sequence[Mark],
    source: Source = Source.LIST,
    evidence: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Mark people at a class that is open or was held. A later mark corrects an earlier one; NOT_RECORDED takes it back.

    Refuses a class that has not begun, the same person twice, and people outside the roll of the units it is for.
    """
    if study_class.state == ClassState.PLANNED:
        raise ClassNotOpen(_("Lớp chưa bắt đầu. Bấm Bắt đầu điểm danh trước."))
    session = study_class.sessions.get()
    write_marks(study_class, marks, source=source, evidence=evidence, day=local_day(session.starts_at), by=by, at=at)


def write_marks(
    study_class: StudyClass,
    marks: Sequence[Mark],
    *,
    source: Source,
    evidence: StoredFile | None,
    day: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write the facts, settle the people they are about, and record it. Runs inside an action."""
    entries = [mark.entry for mark in marks]
    if len(set(entries)) != len(entries):
        raise MarkedTwice(_("Có người được ghi hai lần trong một danh sách."))
    _refuse_strangers(study_class, entries)
    hold_standings(entries)
    there = [mark.entry for mark in marks if mark.presence == Presence.PRESENT]
    refuse_counted(there, list(study_class.audiences.values_list("pk", flat=True)))
    _insert_facts(study_class, marks, source=source, evidence=evidence, day=day, by=by, at=at)
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


_NAMED_IN_LOG = 500


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
) -> None:
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


def _absence(reason: str) -> Presence:
    return Presence.EXCUSED if nfc(reason) else Presence.ABSENT


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
