"""Lists brought in from files, and how their columns were matched the last time."""

from django.db import models
from django.db.models import Q

from thongsuot.foundation.core.fields import PubliclyKnown
from thongsuot.foundation.organisations.models.units import Unit


class RosterImport(PubliclyKnown):
    """A file to be imported into a unit: pending until it is imported or set aside.

    What it made can be undone as a whole while nothing rests on it. Who sent the file and when, the file itself tells.
    """

    into = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="how columns were matched and questions answered")
    result = models.JSONField(default=dict)
    imported_at = models.DateTimeField(null=True)
    imported_by = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    left_as = models.TextField(
        blank=True, help_text="fingerprint of what the file was compared with, as the import left it"
    )
    alike_until = models.DateField(null=True, help_text="the first day on which the same file says something else")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(imported_at__isnull=False), name="only_what_was_imported_is_undone"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | Q(imported_at=None), name="what_was_imported_is_not_set_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> Unit:
        """The unit it is imported into."""
        return self.into

    @property
    def is_pending(self) -> bool:
        """Whether it may still be imported."""
        return self.imported_at is None and self.set_aside_at is None


class ColumnMatching(models.Model):
    """How a unit's own headers were matched the last time, by the folded header."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "purpose"], name="column_matching_once")]

    def __str__(self) -> str:
        return self.purpose
