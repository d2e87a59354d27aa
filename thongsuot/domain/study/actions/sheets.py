"""Attaching the pages of a signed register to a class."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.domain.study.actions.marks import Mark, write_marks
from thongsuot.domain.study.models import Attendance, SignedSheet, StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.recognition import Kind

_PAGES = (Kind.JPEG.media_type, Kind.PNG.media_type, Kind.PDF.media_type)
# What was taken down from paper: a signed sheet is the evidence of these, before or after they were ticked.
_TAKEN_DOWN = (Source.LIST, Source.EXCEL)


class SheetMissing(Refusal):
    """There is nothing to attach."""


class SheetUnreadable(Refusal):
    """A page of a signed sheet is a picture or a PDF."""


@action(Permission.RECORD_ATTENDANCE)
def attach_sheets(study_class: StudyClass, *, files: Sequence[StoredFile], by: Actor, at: datetime) -> int:
    """Attach pages of the signed register; return how many people's source became the sheet.

    Whoever is present by a tick or a list is from now on present by the signed sheet, as whoever is ticked later will be: the
    order in which paper and ticks come changes nothing. Refuses when no file is given, and files that are no pages.
    """
    if not files:
        raise SheetMissing(_("Chọn ảnh hoặc tệp PDF của danh sách ký."))
    add_sheets(study_class, files, by=by, at=at)
    told = {"pages": len(files)}
    record("sheet.attached", by=by, at=at, subject=study_class, unit_path=study_class.host.unit.path, payload=told)
    facts = Attendance.objects.filter(session__study_class=study_class).order_by("entry_id", "-version")
    marks = [
        Mark(fact.entry_id, Presence.PRESENT)
        for fact in facts.distinct("entry_id")
        if fact.presence == Presence.PRESENT and fact.source in _TAKEN_DOWN
    ]
    if marks:
        day = local_day(study_class.sessions.get().starts_at)
        write_marks(study_class, marks, source=Source.SHEET, evidence=files[0], day=day, by=by, at=at)
    return len(marks)


def add_sheets(study_class: StudyClass, files: Sequence[StoredFile], *, by: Actor, at: datetime) -> None:
    """Add pages to a class. Runs inside an action. Refuses what is neither a picture nor a PDF."""
    for file in files:
        if file.media_type not in _PAGES:
            raise SheetUnreadable(
                _("“%(name)s” không phải ảnh hay PDF. Danh sách Excel thì dùng Nhập Excel.") % {"name": file.name}
            )
    SignedSheet.objects.bulk_create(
        SignedSheet(study_class=study_class, file=file, attached_at=at, attached_by=by.actor_label) for file in files
    )
