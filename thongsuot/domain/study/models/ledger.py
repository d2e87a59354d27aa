"""The ledger of learning: one row for every change of a person's standing. Append-only; corrections are new rows."""

from django.db import models
from django.db.models import Q

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.study.models.attendance import Grade, HeadCount
from thongsuot.domain.study.models.classes import Form, StudyClass
from thongsuot.foundation.core.fields import PathField

ELSEWHERE = "elsewhere"
FORMS_IN_LEDGER = [*Form.choices, (ELSEWHERE, "studied with another organisation")]


class Standing(models.Model):
    """Whether a roll entry has studied a directive, for an audience; without a directive: all the campaign's.

    `version` grows with every change and is part of the ledger's key. A row with version 0 says nothing yet: it is there to be locked.
    """

    # Found by its entry alone, with which the constraint begins: every further index is written for each check-in. What is
    # derived here and below has no foreign keys in the database either: docs/decisions/0013.
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="standings", db_index=False, db_constraint=False)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    version = models.PositiveIntegerField()
    studied = models.BooleanField()
    grade = models.CharField(max_length=1, choices=Grade, blank=True)
    form = models.CharField(max_length=20, choices=FORMS_IN_LEDGER, blank=True)
    is_make_up = models.BooleanField()
    study_class = models.ForeignKey(
        StudyClass, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    happened_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "directive", "audience"], nulls_distinct=False, name="standing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.studied}"


class LearningLedger(models.Model):
    """One change: `quantity` people more (or fewer) of an audience of a unit have studied. Either of a roll entry or of a head count."""

    key = models.TextField()
    campaign_unit = models.ForeignKey(
        CampaignUnit, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    path = PathField(tree="campaign")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    entry = models.ForeignKey(RollEntry, models.PROTECT, null=True, related_name="+", db_constraint=False)
    head_count = models.ForeignKey(HeadCount, models.PROTECT, null=True, related_name="+", db_index=False)
    study_class = models.ForeignKey(
        StudyClass, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    form = models.CharField(max_length=20, choices=FORMS_IN_LEDGER)
    grade = models.CharField(max_length=1, choices=Grade)
    is_make_up = models.BooleanField()
    quantity = models.IntegerField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["path", "audience"], name="learning_path_audience"),
            models.Index(fields=["head_count"], name="learning_head_count", condition=Q(head_count__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="learning_once"),
            models.CheckConstraint(
                condition=Q(entry=None, head_count__isnull=False) | Q(entry__isnull=False, head_count=None),
                name="learning_of_a_person_or_a_count",
            ),
            models.CheckConstraint(condition=~Q(quantity=0), name="learning_changes_something"),
        ]

    def __str__(self) -> str:
        return self.key


class UnfoldedLearning(models.Model):
    """A ledger row that the stored totals do not hold yet: the queue the fold empties."""

    learning = models.OneToOneField(
        LearningLedger, models.CASCADE, primary_key=True, related_name="unfolded", db_constraint=False
    )
    path = PathField(tree="campaign")

    class Meta:
        indexes = [models.Index(fields=["path"], name="unfolded_path")]

    def __str__(self) -> str:
        return str(self.pk)
