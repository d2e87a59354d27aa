"""Facts of attendance. They are only ever added; a correction is a new version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.study.models.classes import Session, StudyClass
from thongsuot.foundation.core.fields import PathField
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class Presence(models.TextChoices):
    """Three states, not two: nothing turns not recorded into absent silently."""

    PRESENT = "PRESENT", _("Có mặt")
    EXCUSED = "EXCUSED", _("Vắng có lý do")
    ABSENT = "ABSENT", _("Vắng không lý do")
    NOT_RECORDED = "NOT_RECORDED", _("Chưa ghi")


class Source(models.TextChoices):
    """How a fact came to be known: the sources of figures, in words."""

    QR = "qr", _("Tự điểm danh bằng mã")
    SHEET = "sheet", _("Danh sách ký tên")
    LIST = "list", _("Tích tên")
    EXCEL = "excel", _("Nhập từ Excel")
    HOST = "host", _("Người chủ trì xác nhận")
    COUNT = "count", _("Đơn vị báo số lượng")


class Grade(models.TextChoices):
    """Grades of proof, inside; pages speak of sources."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


GRADE_OF_SOURCE = {
    Source.QR: Grade.A,
    Source.SHEET: Grade.A,
    Source.LIST: Grade.B,
    Source.EXCEL: Grade.B,
    Source.HOST: Grade.B,
}


class Attendance(models.Model):
    """What is known of one person at one session. The newest version holds; the row is its own audit leaf at the door."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances", db_index=False)
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="attendances", db_index=False)
    path = PathField(tree="campaign", help_text="of the person in the campaign's tree")
    version = models.PositiveSmallIntegerField(default=1)
    presence = models.CharField(max_length=20, choices=Presence)
    source = models.CharField(max_length=10, choices=Source)
    reason = models.TextField(blank=True, help_text="why absent: seen by the person's own unit only")
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["entry"], name="attendance_entry"),
            models.Index(fields=["path"], name="absence_path", condition=Q(presence__in=["EXCUSED", "ABSENT"])),
            models.Index(fields=["evidence"], name="attendance_evidence", condition=Q(evidence__isnull=False)),
        ]
        constraints = [models.UniqueConstraint(fields=["session", "entry", "version"], name="attendance_version_once")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.entry_id} {self.presence}"


class SignedSheet(models.Model):
    """A page of a class's signed register, as a photo or PDF: the evidence of everyone ticked at the class."""

    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="sheets")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study_class", "file"], name="signed_sheet_once")]

    def __str__(self) -> str:
        return f"{self.study_class_id} {self.file_id}"


class HeadCount(models.Model):
    """How many people of an audience of a unit attended a class, without names. The newest version holds."""

    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="head_counts")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="head_counts")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    path = PathField(tree="campaign")
    version = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveIntegerField()
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    entered_on_behalf = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study_class", "campaign_unit", "audience", "version"], name="head_count_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_unit_id} {self.people}"

    @property
    def unit(self) -> Unit:
        """The unit counted."""
        return self.campaign_unit.unit


class StudyElsewhere(models.Model):
    """A person studied with another organisation: counted once, with the evidence they brought."""

    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="studied_elsewhere")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    path = PathField(tree="campaign")
    where = models.TextField()
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "directive"], name="studied_elsewhere_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.where}"
