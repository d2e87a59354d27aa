"""Documents a unit issues in a campaign: issued, then received by the level above, which comments or asks for a supplement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models.campaign import CampaignUnit
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class DocumentState(models.TextChoices):
    """Where an issued document stands. A committee's document is received, not approved."""

    ISSUED = "ISSUED", _("Đã ban hành")
    RECEIVED = "RECEIVED", _("Đã tiếp nhận")
    SUPPLEMENT_ASKED = "SUPPLEMENT_ASKED", _("Đề nghị bổ sung")


class UnitDocument(PubliclyKnown):
    """A document a unit issued. A new version supersedes an older one with a reason; nothing is edited."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="%(class)ss")
    path = PathField(tree="campaign")
    version = models.PositiveSmallIntegerField(default=1)
    number = models.TextField(help_text="number and symbol as issued: 08-KH/ĐU")
    issued_on = models.DateField()
    title = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="why it supersedes the version before")
    entered_on_behalf = models.BooleanField(default=False, help_text="entered by another unit; the unit confirms")
    confirmed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, choices=DocumentState, default=DocumentState.ISSUED)
    comment = models.TextField(blank=True)
    commented_at = models.DateTimeField(null=True)
    commented_by = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["campaign_unit", "version"], name="%(class)s_version_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def waits_for_unit(self) -> bool:
        """Whether another entered it on the unit's behalf and the unit has not confirmed it."""
        return self.entered_on_behalf and self.confirmed_at is None

    @property
    def unit(self) -> Unit:
        """The unit that issued it."""
        return self.campaign_unit.unit


class StudyPlan(UnitDocument):
    """A unit's own plan of study, issued before study begins."""
