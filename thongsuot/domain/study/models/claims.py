"""Claims at the door, and wrong digits: what waits for the host, and what is slowed down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.models.classes import StudyClass
from thongsuot.foundation.core.fields import PubliclyKnown
from thongsuot.foundation.organisations.models import Unit


class ClaimState(models.TextChoices):
    """A claim waits until the host says yes or no."""

    WAITING = "WAITING", _("Chờ xác nhận")
    ACCEPTED = "ACCEPTED", _("Đã xác nhận")
    DECLINED = "DECLINED", _("Không xác nhận")


class DoorClaim(PubliclyKnown):
    """Somebody at the door typed the name and birth date of a person on the roll. It lasts until the class is closed.

    What was typed is not kept, and who was not found leaves no row.
    """

    study_class = models.ForeignKey(StudyClass, models.CASCADE, related_name="claims")
    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.WAITING)
    claimed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study_class", "entry"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.study_class_id} {self.entry_id} {self.state}"

    @property
    def unit(self) -> Unit:
        """The host's live unit."""
        return self.study_class.unit

    @property
    def door(self) -> int:
        """The key by which a steward's grant names the class."""
        return self.study_class_id


class DoorTry(models.Model):
    """A try at the door that is counted: wrong digits, a claim. `bucket` is a keyed hash; rows go after some minutes."""

    bucket = models.BinaryField()
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "tried_at"], name="door_try_bucket")]

    def __str__(self) -> str:
        return self.tried_at.isoformat()
