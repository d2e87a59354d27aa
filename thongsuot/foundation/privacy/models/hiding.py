"""People whose identifying data is set aside: for a time (restricted) or for good (erased). Their rows go on counting."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.privacy.models.requests import DataRequest


class Restriction(models.Model):
    """What identifies a person, sealed away while its processing is restricted; the lists show a placeholder."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    path = PathField(tree="live", db_index=True)
    sealed = models.BinaryField(default=b"", help_text="the identifying columns as JSON, encrypted; empty once lifted")
    reason = models.TextField()
    request = models.ForeignKey(DataRequest, models.PROTECT, null=True, related_name="+")
    restricted_at = models.DateTimeField()
    restricted_by = models.TextField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="person_restricted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"

    @property
    def unit(self) -> Unit:
        """The unit of who is restricted."""
        return self.person.home


class Erasure(PubliclyKnown):
    """A person's identifying data is to go for good: asked by one, confirmed by another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    path = PathField(tree="live", db_index=True)
    reason = models.TextField()
    request = models.ForeignKey(DataRequest, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.TextField(blank=True)
    turned_down_at = models.DateTimeField(null=True)
    turned_down_by = models.TextField(blank=True)
    result = models.JSONField(default=dict, help_text="table -> rows changed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(confirmed_by=F("asked_by")), name="erasure_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(turned_down_at=None), name="erasure_confirmed_or_turned_down"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(turned_down_at=None), name="person_erased_once"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> Unit:
        """The unit of whose data it is."""
        return self.person.home

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has yet to decide."""
        return self.confirmed_at is None and self.turned_down_at is None
