"""The roll: who counts, frozen on a day. Later changes are new facts, never edits."""

from django.db import models
from django.db.models import F, Q

from thongsuot.domain.plans.models.campaign import Audience, Campaign, CampaignUnit
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Person, Unit


class RollEdition(models.Model):
    """A freezing of the roll from the live lists as they were on a day, with a fingerprint of all its entries."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rolls")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    frozen_at = models.DateTimeField()
    frozen_by = models.TextField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="roll_edition_number_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.number}"


class RollEntry(PubliclyKnown):
    """A person on the roll, at a unit of the campaign's tree. What is shown in lists is copied, so that it stays as frozen."""

    edition = models.ForeignKey(RollEdition, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    path = PathField(tree="campaign")
    sort_key = models.TextField(db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["edition", "path"], name="roll_entry_path")]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="person_once_on_roll")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.person_id}"

    @property
    def unit(self) -> Unit:
        """The live unit of the entry."""
        return self.campaign_unit.unit


class RollMembership(models.Model):
    """A roll entry counts in an audience, from one day until another."""

    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="audiences")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    counts_from = models.DateField()
    counts_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "audience"], name="entry_once_per_audience"),
            models.CheckConstraint(
                condition=Q(counts_until=None) | Q(counts_until__gt=F("counts_from")), name="counts_until_after_from"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.audience_id}"


class DeclaredTotal(models.Model):
    """How many people of an audience a unit says it has, without naming them. No row is not declared; 0 is 0."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.CASCADE, related_name="declared_totals")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveIntegerField()
    declared_on = models.DateField()
    declared_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign_unit", "audience", "version"], name="declared_total_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_unit_id} {self.people}"


class RollTotal(models.Model):
    """How many people of an audience there are at a unit and below, stored at every node, with the units that have not declared."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.CASCADE, related_name="roll_totals")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    people = models.PositiveIntegerField()
    undeclared_units = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_unit", "audience"], name="roll_total_once")]

    def __str__(self) -> str:
        return f"{self.campaign_unit_id} {self.people}"
