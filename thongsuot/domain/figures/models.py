"""Totals stored at every node of a campaign's tree. They are derived: `verify` recounts them from the ledger."""

from django.db import models

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.study.models.attendance import Grade
from thongsuot.domain.study.models.ledger import FORMS_IN_LEDGER


class StoredTotal(models.Model):
    """How many people of an audience have studied at a unit and below, by form, grade and sitting."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.CASCADE, related_name="stored_totals")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=20, choices=FORMS_IN_LEDGER)
    grade = models.CharField(max_length=1, choices=Grade)
    is_make_up = models.BooleanField()
    people = models.IntegerField()
    newest_at = models.DateTimeField(null=True, help_text="when the last ledger row among these was recorded")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign_unit", "audience", "directive", "form", "grade", "is_make_up"],
                nulls_distinct=False,
                name="stored_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_unit_id} {self.people}"


class DailyTotal(models.Model):
    """How many people of an audience studied on a day, at a unit and below (all directives of the campaign)."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.CASCADE, related_name="daily_totals")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    day = models.DateField()
    people = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_unit", "audience", "day"], name="daily_total_once")]

    def __str__(self) -> str:
        return f"{self.campaign_unit_id} {self.day} {self.people}"
