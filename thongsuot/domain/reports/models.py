"""Reports as they were frozen."""

from django.db import models

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class ReportKind(models.TextChoices):
    """What a report tells."""

    RESULT = "result", "Báo cáo kết quả học tập"


class IssuedReport(PubliclyKnown):
    """A report's content as frozen, with its fingerprint. It is never edited: a later one supersedes it with a reason."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="reports")
    path = PathField()
    kind = models.CharField(max_length=20, choices=ReportKind)
    version = models.PositiveSmallIntegerField()
    as_of = models.DateTimeField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    checkpoint = models.TextField(help_text="the audit log's checkpoint printed on the report")
    reason = models.TextField(blank=True, help_text="why it supersedes the version before")
    frozen_at = models.DateTimeField()
    frozen_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_unit", "kind", "version"], name="report_version_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    @property
    def unit(self) -> Unit:
        """The unit that reports."""
        return self.campaign_unit.unit


class SignedCopy(models.Model):
    """The signed document as the office issued it: number, date and file. Added once, never edited."""

    report = models.OneToOneField(IssuedReport, models.PROTECT, related_name="signed_copy")
    number = models.TextField()
    issued_on = models.DateField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.TextField()

    def __str__(self) -> str:
        return self.number
