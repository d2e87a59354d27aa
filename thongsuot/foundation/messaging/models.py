"""The outbox: every message, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PubliclyKnown


class Delivery(models.TextChoices):
    """What became of a message. Unknown: the line broke after it was handed over, so it may have arrived."""

    PLANNED = "PLANNED", _("chờ gửi")
    SENDING = "SENDING", _("đang gửi")
    DONE = "DONE", _("đã gửi")
    FAILED = "FAILED", _("không gửi được")
    UNKNOWN = "UNKNOWN", _("chưa rõ đã đến chưa")


FINAL_DELIVERIES = [Delivery.DONE, Delivery.FAILED, Delivery.UNKNOWN]


class Message(PubliclyKnown):
    """One e-mail to one address. Address and text are encrypted, and empty as soon as it is over with them."""

    purpose = models.CharField(max_length=40, help_text="the room and what it is about: accounts: link")
    address_encrypted = models.BinaryField(default=b"")
    content_encrypted = models.BinaryField(default=b"", help_text="subject, a line feed, the text")
    state = models.CharField(max_length=10, choices=Delivery, default=Delivery.PLANNED)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True, help_text="the carrier's own words, without the address")
    planned_at = models.DateTimeField()
    try_at = models.DateTimeField(help_text="not before this instant")
    worthless_at = models.DateTimeField(null=True, help_text="it is not sent after this instant")
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["try_at"], condition=Q(state__in=[Delivery.PLANNED, Delivery.SENDING]), name="message_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=FINAL_DELIVERIES) | Q(content_encrypted=b"", address_encrypted=b""),
                name="a_message_that_is_over_is_empty",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"
