"""The register of incidents: personal data that was lost, seen, taken or changed by somebody who should not have."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Unit


class Incident(PubliclyKnown):
    """What happened, when it was found, whose data, what was done; in serious cases the authority is told within hours."""

    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    path = PathField(tree="live", db_index=True)
    title = models.TextField()
    what = models.TextField()
    whose = models.TextField(help_text="which people's data and which kinds, without names")
    people = models.PositiveIntegerField(null=True, help_text="how many people; unknown is not zero")
    happened_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()
    is_serious = models.BooleanField()
    notify_by = models.DateTimeField(null=True, help_text="fixed when recorded, by the clock in force")
    measures = models.TextField(blank=True)
    notified_at = models.DateTimeField(null=True)
    notified_to = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at=None) | Q(happened_at__lte=F("found_at")),
                name="incident_found_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(is_serious=False, notify_by=None) | Q(is_serious=True, notify_by__isnull=False),
                name="serious_incident_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(notify_by=None) | Q(notified_at__isnull=False),
                name="serious_incident_is_notified_before_it_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Unit:
        """The unit that answers for it."""
        return self.of_unit

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.closed_at is None
