"""Classes and their sessions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Unit


class Form(models.TextChoices):
    """The five forms in which a resolution is studied."""

    IN_PERSON = "in_person", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    HYBRID = "hybrid", _("Kết hợp")
    IN_PARTS = "in_parts", _("Chia phần")
    FOLDED = "folded", _("Lồng ghép")


class ClassState(models.TextChoices):
    """A class is planned, then open for check-in, then closed."""

    PLANNED = "PLANNED", _("Sắp học")
    OPEN = "OPEN", _("Đang học")
    CLOSED = "CLOSED", pgettext_lazy("class", "Đã học")


class StudyClass(PubliclyKnown):
    """A class with a host unit and participating units; it names its directives and the audiences it counts for."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="classes")
    host = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="hosted_classes")
    path = PathField(tree="campaign", help_text="of the host in the campaign's tree")
    participants = models.ManyToManyField(CampaignUnit, related_name="joined_classes", help_text="all it is for")
    directives = models.ManyToManyField(Directive, related_name="+")
    audiences = models.ManyToManyField(Audience, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 … within the host")
    name = models.TextField()
    form = models.CharField(max_length=20, choices=Form)
    is_make_up = models.BooleanField(default=False)
    place = models.TextField(blank=True)
    speaker = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ClassState, default=ClassState.PLANNED)
    created_at = models.DateTimeField()
    created_by = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["campaign", "path"], name="class_path")]
        constraints = [models.UniqueConstraint(fields=["host", "number"], name="class_number_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The host's live unit."""
        return self.host.unit

    @property
    def door(self) -> int:
        """The key by which a steward's grant names the class."""
        return self.pk


class Session(models.Model):
    """One sitting of a class."""

    study_class = models.ForeignKey(StudyClass, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study_class", "number"], name="session_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.study_class_id} {self.number}"
