"""Recording who was there: a class already held in one act, or name by name while it runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.study.actions.classes import ClassNotOpen, add_class, teach
from thongsuot.domain.study.actions.marks import Mark, Written, write_marks
from thongsuot.domain.study.actions.sheets import add_sheets
from thongsuot.domain.study.models import Attendance, SignedSheet, StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.classes import ClassState, Form
from thongsuot.domain.study.settling import hold_standings
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
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


class AlreadyMarkedSo(Refusal):
    """This is what is known of these people already."""


class NothingToUndo(Refusal):
    """What would be undone has been corrected since, or is another's."""


@dataclass(frozen=True, slots=True)
class Held:
    """A class as it was held: its frame, and who was there. Entries are roll entries' keys; reasons are by entry.

    `participants` are all the units it was for; none named means the host. `sheets` are the pages of the signed register.
    """

    name: str
    form: Form
    happened_on: date
    directives: Sequence[Directive]
    audiences: Sequence[Audience]
    present: Sequence[int] = ()
    absent: Sequence[int] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    participants: Sequence[CampaignUnit] = ()
    place: str = ""
    speaker: str = ""
    is_make_up: bool = False
    source: Source = Source.LIST
    sheets: Sequence[StoredFile] = ()


@action(Permission.RECORD_ATTENDANCE)
def record_held_class(host: CampaignUnit, *, held: Held, by: Actor, at: datetime) -> StudyClass:
    """Record a class that was held, with everyone who was present or absent; whoever is neither stays not recorded.

    Refuses a day to come, nobody present, the same person twice, people outside the roll of the units it was for, and what
    `add_class` and `teach` refuse.
    """
    if not held.present:
        raise NobodyPresent(_("Chưa có ai có mặt. Tích ít nhất một người, hoặc ghi số lượng kèm danh sách ký."))
    study_class = add_held_class(host, held, by=by, at=at)
    marks = [Mark(entry, Presence.PRESENT) for entry in held.present]
    marks += [
        Mark(entry, absence_for(held.reasons.get(entry, "")), held.reasons.get(entry, "")) for entry in held.absent
    ]
    source = Source.SHEET if held.sheets else held.source
    evidence = held.sheets[0] if held.sheets else None
    write_marks(study_class, marks, source=source, evidence=evidence, day=held.happened_on, by=by, at=at)
    return study_class


def add_held_class(host: CampaignUnit, held: Held, *, by: Actor, at: datetime) -> StudyClass:
    """Add the frame of a class that was held, with its signed sheets; nobody is marked yet. Runs inside an action.

    Refuses a day to come, and what `add_class` and `teach` refuse.
    """
    if held.happened_on > local_day(at):
        raise HeldInFuture(_("Ngày học sau ngày hôm nay. Chọn ngày đã học, hoặc dùng Mở lớp."))
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
    add_sheets(study_class, held.sheets, by=by, at=at)
    return study_class


@action(Permission.KEEP_DOOR)
def mark_people(
    study_class: StudyClass,
    *,
    marks: Sequence[Mark],
    source: Source | None = None,
    evidence: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> Written:
    """Mark people at a class that is open or was held. A later mark corrects an earlier one; NOT_RECORDED takes it back.

    Without a source it is a tick: on the signed sheet where the class has one, else in the list. Who is known to be so
    already keeps the source that said it first; when that is everybody, it refuses. Refuses also a class that has not
    begun, the same person twice, and people outside the roll of the units it is for.
    """
    if study_class.state == ClassState.PLANNED:
        raise ClassNotOpen(_("Lớp chưa bắt đầu. Bấm Bắt đầu điểm danh trước."))
    if source is None:
        marks = _news(study_class, marks)
        sheet = SignedSheet.objects.filter(study_class=study_class).select_related("file").order_by("pk").first()
        source, evidence = (Source.SHEET, sheet.file) if sheet else (Source.LIST, None)
    day = local_day(study_class.sessions.get().starts_at)
    return write_marks(study_class, marks, source=source, evidence=evidence, day=day, by=by, at=at)


@action(Permission.KEEP_DOOR)
def undo_marks(study_class: StudyClass, *, written: Written, by: Actor, at: datetime) -> int:
    """Put back what was known of people before the actor's own act wrote these facts; return of how many.

    What stood before comes back with its source and evidence, as a new version. Refuses when nothing of the act still stands.
    """
    facts = Attendance.objects.filter(
        session__study_class=study_class, pk__range=(written.first, written.last), recorded_by=by.actor_label
    )
    entries = list(facts.values_list("entry", flat=True))
    hold_standings(entries)
    newest = _newest_facts(study_class, entries)
    undone = [fact for fact in facts if newest[fact.entry_id].pk == fact.pk]
    if not undone:
        raise NothingToUndo(_("Không hoàn tác được: đã có ghi nhận mới hơn, hoặc do người khác ghi."))
    before = {
        (fact.entry_id, fact.version): fact
        for fact in Attendance.objects.filter(
            session__study_class=study_class, entry__in=[fact.entry_id for fact in undone]
        ).select_related("evidence")
    }
    groups: dict[tuple[str, StoredFile | None], list[Mark]] = {}
    for fact in undone:
        earlier = before.get((fact.entry_id, fact.version - 1))
        said = (earlier.source, earlier.evidence) if earlier else (fact.source, None)
        presence = Presence(earlier.presence) if earlier else Presence.NOT_RECORDED
        groups.setdefault(said, []).append(Mark(fact.entry_id, presence, earlier.reason if earlier else ""))
    for (source, evidence), marks in groups.items():
        day = undone[0].happened_on
        write_marks(study_class, marks, source=Source(source), evidence=evidence, day=day, by=by, at=at)
    return len(undone)


def absence_for(reason: str) -> Presence:
    """Return how somebody is absent: excused where a reason is given. Runs inside an action."""
    return Presence.EXCUSED if nfc(reason) else Presence.ABSENT


def _news(study_class: StudyClass, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that say something new: a tick never takes the place of a check-in that says the same."""
    entries = [mark.entry for mark in marks]
    hold_standings(entries)
    known = {fact.entry_id: (fact.presence, fact.reason) for fact in _newest_facts(study_class, entries).values()}
    news = [mark for mark in marks if known.get(mark.entry) != (mark.presence, nfc(mark.reason))]
    if not news:
        raise AlreadyMarkedSo(_("Đã ghi như vậy trước đó."))
    return news


def _newest_facts(study_class: StudyClass, entries: Iterable[int]) -> dict[int, Attendance]:
    facts = Attendance.objects.filter(session__study_class=study_class, entry__in=entries)
    return {fact.entry_id: fact for fact in facts.order_by("entry_id", "-version").distinct("entry_id")}
