"""Frozen reports looked at again: does what is stored still have the fingerprint that was frozen, and the file its bytes?

The fingerprint stands in three places: beside the content, in the audit log (whose chain is proved on its own) and, shortened,
on paper. Whoever changes one of them is found by the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from thongsuot.domain.reports.documents.fingerprint import fingerprint
from thongsuot.domain.reports.models import IssuedReport, SignedCopy
from thongsuot.domain.reports.queries import signed_copy_of
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.store import StoredContentIsMissing, checksum_matches


class Fault(StrEnum):
    """What is not as it was."""

    CONTENT = "content"
    LOG = "log"
    ISSUE = "issue"
    FILE_CHANGED = "file_changed"
    FILE_MISSING = "file_missing"
    FILE_EXCHANGED = "file_exchanged"


@dataclass(frozen=True, slots=True)
class DifferingReport:
    """A frozen report that is not what it was."""

    report: IssuedReport
    fault: Fault

    @property
    def sentence(self) -> str:
        """Which report, and what is wrong with it."""
        words = {
            Fault.CONTENT: _("nội dung đang lưu không còn khớp mã số liệu đã chốt"),
            Fault.LOG: _("mã số liệu hoặc mốc nhật ký không khớp với nhật ký lúc chốt"),
            Fault.ISSUE: _("số hoặc ngày ban hành đang lưu không khớp với nhật ký"),
            Fault.FILE_CHANGED: _("tệp bản ký trong kho đã bị thay đổi"),
            Fault.FILE_MISSING: _("tệp bản ký không còn trong kho"),
            Fault.FILE_EXCHANGED: _("tệp bản ký không phải tệp đã ghi trong nhật ký"),
        }
        told = {
            "kind": self.report.get_kind_display(),
            "unit": self.report.campaign_unit.name,
            "n": self.report.version,
            "fault": words[self.fault],
        }
        return _("%(kind)s của %(unit)s, bản %(n)d: %(fault)s.") % told


def differing_reports() -> list[DifferingReport]:
    """Return every frozen report whose content, fingerprint or signed file is not what was frozen and recorded."""
    reports = IssuedReport.objects.select_related("campaign_unit", "signed_copy__file").order_by("pk")
    return [DifferingReport(report, fault) for report in reports.iterator(chunk_size=20) for fault in _faults(report)]


def _faults(report: IssuedReport) -> Iterator[Fault]:
    if _fingerprint_of(report) != report.fingerprint:
        yield Fault.CONTENT
    logged = _logged(report, "report.frozen", "fingerprint"), _logged(report, "report.frozen", "checkpoint")
    if logged != (report.fingerprint, report.checkpoint):
        yield Fault.LOG
    copy = signed_copy_of(report)
    if copy is not None:
        told = _logged(report, "report.issued", "number"), _logged(report, "report.issued", "issued_on")
        if told != (copy.number, copy.issued_on.isoformat()):
            yield Fault.ISSUE
        yield from _faults_of_file(report, copy)


def _faults_of_file(report: IssuedReport, copy: SignedCopy) -> Iterator[Fault]:
    if _logged(report, "report.issued", "sha256") != copy.file.sha256:
        yield Fault.FILE_EXCHANGED
    try:
        if not checksum_matches(copy.file):
            yield Fault.FILE_CHANGED
    except StoredContentIsMissing:
        yield Fault.FILE_MISSING


def _fingerprint_of(report: IssuedReport) -> str:
    try:
        return fingerprint(report.content)
    except TypeError:  # somebody wrote what no report holds: a number with a fraction
        return ""


def _logged(report: IssuedReport, event: str, key: str) -> object:
    entries = AuditEntry.objects.filter(event=event, subject_kind="IssuedReport", subject_id=report.pk)
    entry = entries.order_by("pk").first()
    return entry.payload.get(key) if entry else None
