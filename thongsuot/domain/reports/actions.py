"""Reports are drafted, their figures frozen, the signed copy recorded. We draft; the committee's office issues.

What was frozen is never edited, by anybody: a later version supersedes it and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.reports.documents.fingerprint import fingerprint
from thongsuot.domain.reports.drafting.gathered import gathered_for
from thongsuot.domain.reports.drafting.remarks import LONGEST_REMARK, Place, Remarks
from thongsuot.domain.reports.drafting.telling import told
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind, SignedCopy
from thongsuot.domain.reports.queries import kinds_of_report, printed_checkpoint_now
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.database.snapshots import see_one_snapshot
from thongsuot.foundation.files.models import StoredFile

_PAPER = {"application/pdf", "image/jpeg", "image/png"}


class NothingBelowToTabulate(Refusal):
    """A table has one row for each unit below, and this unit has none."""


class ReportAlreadyDrafted(Refusal):
    """The unit has a draft of this kind; it is opened, not begun again."""


@action(Permission.MAKE_REPORT)
def open_report_draft(campaign_unit: CampaignUnit, *, kind: ReportKind, by: Actor, at: datetime) -> ReportDraft:
    """Open a unit's draft of a kind of report. Refuses a second one, and a table of a unit without units below."""
    if kind not in kinds_of_report(campaign_unit):
        raise NothingBelowToTabulate(
            _("Đơn vị này không có đơn vị trực thuộc nên không có biểu tổng hợp. Hãy lập báo cáo kết quả.")
        )
    try:
        with transaction.atomic():
            draft = ReportDraft.objects.create(
                campaign=campaign_unit.campaign,
                campaign_unit=campaign_unit,
                path=campaign_unit.path,
                kind=kind,
                opened_at=at,
                opened_by=by.actor_label,
                changed_at=at,
                changed_by=by.actor_label,
            )
    except IntegrityError:
        raise ReportAlreadyDrafted(_("Đơn vị đã có dự thảo này. Mở dự thảo trong danh sách báo cáo.")) from None
    _note("report.drafted", draft, campaign_unit, by, at, {"kind": kind.value})
    return draft


class RemarksChangedMeanwhile(Refusal):
    """Somebody else has written into the draft since it was read."""


class RemarkTooLong(Refusal):
    """A place has room for 5,000 characters."""


class RemarksUnchanged(Refusal):
    """Nothing was written that does not stand there already."""


@action(Permission.MAKE_REPORT)
def write_remarks(
    draft: ReportDraft, *, remarks: Mapping[Place, str], seen_at: datetime | None, by: Actor, at: datetime
) -> None:
    """Write an office's own words into its draft; places that are not named keep theirs. Figures have no place here.

    `seen_at` is when the draft as it was read had been changed last. Refuses a text that is too long, nothing new, and what was
    changed meanwhile by another.
    """
    kept = ReportDraft.objects.select_for_update().get(pk=draft.pk)
    if kept.changed_at != seen_at:
        raise RemarksChangedMeanwhile(
            _("Dự thảo vừa được người khác sửa. Chép lại phần đồng chí đã viết, mở lại trang rồi ghi.")
        )
    if any(len(text) > LONGEST_REMARK for text in remarks.values()):
        raise RemarkTooLong(_("Mỗi mục viết nhiều nhất 5.000 ký tự. Rút gọn lại, hoặc bổ sung trong bản Word."))
    written = {place.value: "\n".join(map(nfc, text.strip().splitlines())) for place, text in remarks.items()}
    changed = sorted(key for key, text in written.items() if kept.remarks.get(key, "") != text)
    if not changed:
        raise RemarksUnchanged(_("Nội dung chưa có gì thay đổi nên không phải ghi."))
    draft.remarks = kept.remarks | written
    draft.changed_at, draft.changed_by = at, by.actor_label
    draft.save(update_fields=["remarks", "changed_at", "changed_by"])
    _note("report.remarked", draft, draft.campaign_unit, by, at, {"places": changed})


class SupersededWithoutReason(Refusal):
    """A version that supersedes a frozen one says why."""


class FrozenMeanwhile(Refusal):
    """Somebody else has frozen this report at the same moment."""


@action(Permission.MAKE_REPORT)
def freeze_report(draft: ReportDraft, *, reason: str = "", by: Actor, at: datetime) -> IssuedReport:
    """Freeze what the draft says now: every figure, every word, with fingerprint and the audit log's checkpoint.

    All figures are of one snapshot. Refuses a later version without a reason, and the second of two at the same moment.
    """
    see_one_snapshot()
    unit, kind = draft.campaign_unit, ReportKind(draft.kind)
    last = IssuedReport.objects.filter(campaign_unit=unit, kind=kind).defer("content").order_by("version").last()
    why = nfc(reason) if last else ""
    if last and not why:
        raise SupersededWithoutReason(_("Báo cáo đã chốt bản %(n)d. Ghi lý do chốt lại.") % {"n": last.version})
    gathered = gathered_for(viewer_for(by, local_day(at)), unit, at=at)
    content = told(gathered, kind, Remarks(ReportDraft.objects.get(pk=draft.pk).remarks))
    try:
        with transaction.atomic():
            report = IssuedReport.objects.create(
                campaign=draft.campaign,
                campaign_unit=unit,
                path=draft.path,
                kind=kind,
                version=last.version + 1 if last else 1,
                as_of=at,
                content=content,
                fingerprint=fingerprint(content),
                checkpoint=printed_checkpoint_now(),
                reason=why,
                frozen_at=at,
                frozen_by=by.actor_label,
            )
    except IntegrityError:
        raise FrozenMeanwhile(_("Báo cáo vừa được người khác chốt. Mở lại trang để xem bản đã chốt.")) from None
    told_by = {"kind": kind.value, "version": report.version, "fingerprint": report.fingerprint}
    _note("report.frozen", report, unit, by, at, {**told_by, "checkpoint": report.checkpoint})
    return report


@dataclass(frozen=True, slots=True)
class SignedIssue:
    """What stands on the paper: number and symbol, day, who signed as what, and a scan or photo of it."""

    number: str
    issued_on: date
    signer_post: str
    signer_name: str
    file: StoredFile


class ReportAlreadyIssued(Refusal):
    """The signed copy of this version is recorded; it is not exchanged."""


class SupersededBeforeIssue(Refusal):
    """A newer version of the figures has been frozen; that one is to be signed."""


class SignatureIncomplete(Refusal):
    """An issued report has a number, a signer and the signer's post."""


class IssuedOutOfTime(Refusal):
    """A report is issued on or after the day its figures were frozen, and recorded on or after the day it is issued."""


class SignedCopyIsNotPaper(Refusal):
    """The signed copy is a PDF, or a photo of the paper."""


@action(Permission.MAKE_REPORT)
def record_signed_copy(report: IssuedReport, *, issue: SignedIssue, by: Actor, at: datetime) -> SignedCopy:
    """Record that the office issued a frozen report: its number, day, signer, and the signed paper.

    Refuses a second copy, a version that was superseded, what is not complete, an impossible day, and a file that is no paper.
    """
    _refuse_wrong_issue(report, issue, at)
    try:
        with transaction.atomic():
            copy = SignedCopy.objects.create(
                report=report,
                number=nfc(issue.number),
                issued_on=issue.issued_on,
                signer_post=nfc(issue.signer_post),
                signer_name=nfc(issue.signer_name),
                file=issue.file,
                attached_at=at,
                attached_by=by.actor_label,
            )
    except IntegrityError:
        raise ReportAlreadyIssued(
            _("Bản này đã ghi bản ký số %(n)s, không thay được.") % {"n": _number_of(report)}
        ) from None
    payload = {"number": copy.number, "issued_on": copy.issued_on, "sha256": issue.file.sha256}
    _note("report.issued", report, report.campaign_unit, by, at, payload)
    return copy


def _refuse_wrong_issue(report: IssuedReport, issue: SignedIssue, at: datetime) -> None:
    if not all(map(nfc, (issue.number, issue.signer_post, issue.signer_name))):
        raise SignatureIncomplete(_("Ghi số, ký hiệu, chức vụ và họ tên người ký như trên văn bản."))
    if not local_day(report.frozen_at) <= issue.issued_on <= local_day(at):
        raise IssuedOutOfTime(_("Ngày ban hành phải từ ngày chốt số liệu đến hôm nay. Xem lại ngày trên bản ký."))
    if issue.file.media_type not in _PAPER:
        raise SignedCopyIsNotPaper(_("Bản ký là tệp PDF hoặc ảnh chụp (JPG, PNG) của văn bản đã ký."))
    newer = IssuedReport.objects.filter(
        campaign_unit=report.campaign_unit, kind=report.kind, version__gt=report.version
    )
    if newer.exists():
        raise SupersededBeforeIssue(_("Số liệu đã chốt lại ở bản mới hơn. Ghi bản ký vào bản mới nhất."))


def _number_of(report: IssuedReport) -> str:
    return SignedCopy.objects.get(report=report).number


def _note(
    event: str,
    subject: ReportDraft | IssuedReport,
    unit: CampaignUnit,
    by: Actor,
    at: datetime,
    payload: Mapping[str, object],
) -> None:
    record(event, by=by, at=at, subject=subject, unit_path=unit.unit.path, payload=payload)
