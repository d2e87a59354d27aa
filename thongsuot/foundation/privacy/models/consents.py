"""Consent, where it is the ground: to which text, when, how, and when it was withdrawn."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.privacy.models.requests import Channel


class Consent(PubliclyKnown):
    """A person agreed to one purpose, to the very text kept here. Withdrawing ends it and erases nothing of the proof."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    path = PathField(tree="live", db_index=True)
    purpose = models.CharField(max_length=40, help_text="a processing of processings.yaml")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="what was agreed to, word for word")
    channel = models.CharField(max_length=10, choices=Channel)
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="consent_given_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"

    @property
    def unit(self) -> Unit:
        """The unit of who consented."""
        return self.person.home
