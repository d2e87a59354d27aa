"""Importing an attendance list into a class: every row that can be accepted, in one act."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import CampaignUnit, RollEntry
from thongsuot.domain.study.actions.attendance import Held, NobodyPresent, add_held_class
from thongsuot.domain.study.actions.classes import ClassNotOpen
from thongsuot.domain.study.actions.marks import Mark, write_marks
from thongsuot.domain.study.attendance_file import AttendanceRow, read_attendance
from thongsuot.domain.study.attendance_matching import match_people
from thongsuot.domain.study.models import Attendance, StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.foundation.organisations.roster.faults import Fault


@dataclass(slots=True)
class AttendanceImport:
    """What became of the rows. `presence` counts the matched people by what the list says of them."""

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    presence: dict[str, int] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@action(Permission.RECORD_ATTENDANCE)
def import_attendance(
    study_class: StudyClass, *, file: StoredFile, answers: Mapping[str, str] | None = None, by: Actor, at: datetime
) -> AttendanceImport:
    """Record what a list says of each person it can be matched to. The same list again changes nothing.

    What was recorded by other means is never overwritten: the row is a warning (`conflict`). A blank says nothing of a person
    of whom something is known. Refuses a class that has not begun, open questions (QuestionsOpen), what `read_attendance`
    refuses, and names beside a count of their unit.
    """
    if study_class.state == ClassState.PLANNED:
        raise ClassNotOpen(_("Lớp chưa bắt đầu. Bấm Bắt đầu điểm danh trước."))
    read = read_attendance(file, answers or {})
    matches = match_people(study_class, read.rows, answers or {})
    questions = [*read.questions, *matches.questions]
    if questions:
        raise QuestionsOpen(_("Cần trả lời câu hỏi trước khi nhập."), questions)
    faults = sorted([*read.errors, *matches.errors], key=lambda fault: fault.row or 0)
    told = AttendanceImport(rows=len(read.rows) + len(read.errors), errors=faults)
    marks = _fresh_marks(study_class, read.rows, matches.entries, told)
    if marks:
        day = local_day(study_class.sessions.get().starts_at)
        write_marks(study_class, marks, source=Source.EXCEL, evidence=file, day=day, by=by, at=at)
    told.accepted = len(marks)
    counts = {"rows": told.rows, "accepted": told.accepted, "unchanged": told.unchanged, "rejected": len(told.errors)}
    path = study_class.host.unit.path
    record("attendance.imported", by=by, at=at, subject=study_class, unit_path=path, payload=counts)
    return told


@action(Permission.RECORD_ATTENDANCE)
def record_listed_class(
    host: CampaignUnit,
    *,
    held: Held,
    file: StoredFile,
    answers: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> tuple[StudyClass, AttendanceImport]:
    """Record a class that was held by an attendance list: the class and what became of the list's rows.

    Refuses a list on which nobody was there, and what `add_held_class` and `import_attendance` refuse; nothing is kept then.
    """
    study_class = add_held_class(host, held, by=by, at=at)
    told = import_attendance(study_class, file=file, answers=answers, by=by, at=at)
    if not told.presence.get(Presence.PRESENT):
        raise NobodyPresent(_("Danh sách không có ai có mặt khớp với danh sách đã chốt. Kiểm tra cột điểm danh."))
    return study_class, told


def _fresh_marks(
    study_class: StudyClass, rows: list[AttendanceRow], entries: Mapping[int, RollEntry], told: AttendanceImport
) -> list[Mark]:
    """Return what the list says anew; count what it repeats, and warn of what it contradicts."""
    matched = [(row, entries[row.row]) for row in rows if row.row in entries]
    told.presence = dict(Counter(str(row.presence) for row, _entry in matched))
    known = _known(study_class, [entry.pk for _row, entry in matched])
    marks = []
    for row, entry in matched:
        fact = known.get(entry.pk)
        says_nothing_new = fact is not None and (
            row.presence == Presence.NOT_RECORDED or (fact.presence, fact.reason) == (row.presence, row.reason)
        )
        if fact is None or (fact.source == Source.EXCEL and not says_nothing_new):
            marks.append(Mark(entry.pk, row.presence, row.reason))
            continue
        told.unchanged += 1
        if not says_nothing_new:
            told.warnings.append(_conflict(row, entry, fact))
    return marks


def _conflict(row: AttendanceRow, entry: RollEntry, fact: Attendance) -> Fault:
    words = {
        "name": entry.person.full_name,
        "kept": str(fact.get_presence_display()).lower(),
        "listed": str(row.presence.label).lower(),
    }
    return Fault(row.row, "conflict", _("%(name)s: đã ghi %(kept)s, tệp ghi %(listed)s. Giữ điều đã ghi.") % words)


def _known(study_class: StudyClass, entries: list[int]) -> dict[int, Attendance]:
    facts = Attendance.objects.filter(session__study_class=study_class, entry__in=entries)
    return {fact.entry_id: fact for fact in facts.order_by("entry_id", "-version").distinct("entry_id")}
