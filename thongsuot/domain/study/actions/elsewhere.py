"""Studied with another organisation: counted once, with the evidence the person brought."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.models import StudyElsewhere
from thongsuot.domain.study.settling import settle
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.models import StoredFile


class ElsewhereAlreadyRecorded(Refusal):
    """It is recorded that this person studied elsewhere."""


class ElsewhereInFuture(Refusal):
    """Study is recorded once it has happened."""


class PlaceMissing(Refusal):
    """It is said where the person studied."""


@action(Permission.RECORD_ATTENDANCE)
def record_study_elsewhere(
    entry: RollEntry, *, where: str, happened_on: date, evidence: StoredFile | None = None, by: Actor, at: datetime
) -> list[StudyElsewhere]:
    """Record that a person studied the campaign's directives with another organisation, one row a directive.

    Refuses a missing place, a day to come, and a second record.
    """
    if not nfc(where):
        raise PlaceMissing(_("Ghi rõ học ở đâu, lớp của tổ chức nào."))
    if happened_on > local_day(at):
        raise ElsewhereInFuture(_("Ngày học sau ngày hôm nay."))
    if StudyElsewhere.objects.filter(entry=entry).exists():
        raise ElsewhereAlreadyRecorded(_("Đã ghi đồng chí này học ở nơi khác."))
    rows = [
        StudyElsewhere.objects.create(
            entry=entry,
            directive=directive,
            path=entry.path,
            where=nfc(where),
            evidence=evidence,
            happened_on=happened_on,
            recorded_at=at,
            recorded_by=by.actor_label,
        )
        for directive in entry.edition.campaign.directives.all()
    ]
    settle([entry.pk], at=at)
    record(
        "study_elsewhere.recorded", by=by, at=at, subject=entry, unit_path=entry.unit.path, personal={"where": where}
    )
    return rows
