"""Two rows for one person: merged by somebody who decides so, never by themselves; or held to be two people."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.core.fields import PubliclyKnown
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.units import Unit


class PersonMerge(PubliclyKnown):
    """One person was entered twice. `moved` says what was taken over, so that the merge can be undone."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.TextField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="person_merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_is_merged_into_themselves"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> Unit:
        """The unit of the person that was kept."""
        return self.kept.home


class TwoPeople(models.Model):
    """Somebody has looked and says that these two are not one person. The smaller key comes first."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_people_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="two_people_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
