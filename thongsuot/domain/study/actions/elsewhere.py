"""Studied with another organisation: counted once, with the evidence the person brought."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Audience, RollEntry
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.study.actions.marks import refuse_counted
from thongsuot.domain.study.models import StudyElsewhere
from thongsuot.domain.study.settling import hold_standings, settle_held
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


class ElsewhereBeforeDirective(Refusal):
    """Nobody studies what has not been issued."""


class PlaceMissing(Refusal):
    """It is said where the person studied."""


@action(Permission.RECORD_ATTENDANCE)
def record_study_elsewhere(
    entry: RollEntry, *, where: str, happened_on: date, evidence: StoredFile | None = None, by: Actor, at: datetime
) -> list[StudyElsewhere]:
    """Record that a person studied the campaign's directives with another organisation, one row a directive.

    It counts for members and non-members, never for key cadres. Refuses a missing place, a day to come or before a
    directive was issued, a second record, and names beside a count of the unit.
    """
    if not nfc(where):
        raise PlaceMissing(_("Ghi rõ học ở đâu, lớp của tổ chức nào."))
    if happened_on > local_day(at):
        raise ElsewhereInFuture(_("Ngày học sau ngày hôm nay."))
    directives = list(entry.edition.campaign.directives.all())
    if any(happened_on < directive.issued_on for directive in directives):
        raise ElsewhereBeforeDirective(_("Ngày học trước ngày ban hành văn bản. Kiểm tra lại ngày."))
    hold_standings([entry.pk])
    if StudyElsewhere.objects.filter(entry=entry).exists():
        raise ElsewhereAlreadyRecorded(_("Đã ghi đồng chí này học ở nơi khác."))
    counts_for = Audience.objects.filter(campaign=entry.edition.campaign_id).exclude(code=AudienceRule.KEY_CADRES)
    refuse_counted([entry.pk], list(counts_for.values_list("pk", flat=True)))
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
        for directive in directives
    ]
    settle_held([entry.pk], at=at)
    record(
        "study_elsewhere.recorded", by=by, at=at, subject=entry, unit_path=entry.unit.path, personal={"where": where}
    )
    return rows
