"""A person goes from one unit to another: asked for, released by the one, received by the other."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PubliclyKnown
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.units import Unit


class TransferState(models.TextChoices):
    """How far a transfer has come."""

    ASKED = "ASKED", _("Đã đề nghị")
    RELEASED = "RELEASED", _("Đã giới thiệu đi")
    RECEIVED = "RECEIVED", _("Đã tiếp nhận")
    REFUSED = "REFUSED", _("Không tiếp nhận")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")


OPEN_STATES = (TransferState.ASKED, TransferState.RELEASED)


class Transfer(PubliclyKnown):
    """One move of one person. The membership changes on the day the receiving unit names, when it receives.

    Name and birth date are kept as the letter of introduction carries them: the receiving unit may not see the person yet.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    full_name = models.TextField()
    born_on = models.DateField(null=True)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.ASKED)
    reason = models.TextField(blank=True)
    letter_number = models.TextField(blank=True, help_text="of the letter of introduction")
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    released_at = models.DateTimeField(null=True)
    released_by = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)
    moves_on = models.DateField(null=True)
    answer = models.TextField(blank=True, help_text="why it was refused or withdrawn")

    class Meta:
        indexes = [
            models.Index(fields=["from_unit", "state"], name="transfer_from"),
            models.Index(fields=["to_unit", "state"], name="transfer_to"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=OPEN_STATES), name="person_has_one_open_transfer"
            ),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=~Q(state="RECEIVED") | Q(moves_on__isnull=False, released_at__isnull=False),
                name="who_was_received_was_released",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> Unit:
        """The unit that has to act next: the releasing one first, then the receiving one."""
        return self.from_unit if self.state == TransferState.ASKED else self.to_unit
