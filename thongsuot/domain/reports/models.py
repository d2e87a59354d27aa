"""Reports: the draft an office works on, its figures as they were frozen, the copy that was signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class ReportKind(models.TextChoices):
    """What a report tells."""

    RESULT = "result", _("Báo cáo kết quả học tập, quán triệt")
    TABLE = "table", _("Biểu tổng hợp kết quả học tập, quán triệt")


class ReportDraft(PubliclyKnown):
    """What an office writes into a unit's report beside the figures, which are never written: one for each unit and kind."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="report_drafts")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="report_drafts")
    path = PathField(tree="campaign")
    kind = models.CharField(max_length=20, choices=ReportKind)
    remarks = models.JSONField(default=dict, help_text="prose by the key of its place")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_unit", "kind"], name="report_drafted_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def unit(self) -> Unit:
        """The unit that reports."""
        return self.campaign_unit.unit


class IssuedReport(PubliclyKnown):
    """A report's content as frozen, with its fingerprint. It is never edited: a later one supersedes it with a reason."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="reports")
    path = PathField(tree="campaign")
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
        constraints = [
            models.UniqueConstraint(fields=["campaign_unit", "kind", "version"], name="report_version_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="report_supersedes_for_a_reason"),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="report_fingerprint_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    @property
    def unit(self) -> Unit:
        """The unit that reports."""
        return self.campaign_unit.unit


class SignedCopy(models.Model):
    """The signed document as the office issued it: number, date, signer and file. Added once, never edited."""

    report = models.OneToOneField(IssuedReport, models.PROTECT, related_name="signed_copy")
    number = models.TextField()
    issued_on = models.DateField()
    signer_post = models.TextField()
    signer_name = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.TextField()

    def __str__(self) -> str:
        return self.number
