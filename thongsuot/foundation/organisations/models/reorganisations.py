"""Reorganisations: changes of the tree that take effect on one day, drafted by one person and confirmed by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PubliclyKnown
from thongsuot.foundation.organisations.models.units import Unit, UnitKind


class Reorganisation(PubliclyKnown):
    """A list of steps within a unit's part of the tree. `revision` counts its changes, so that two who edit do not collide.

    `done` is what confirming changed, kept so that undoing can read it backwards.
    """

    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="reorganisations")
    title = models.TextField(help_text="as people call it: the decision it carries out")
    takes_effect_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(blank=True)
    set_aside_at = models.DateTimeField(null=True)
    done = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(confirmed_by=F("drafted_by")), name="reorganisation_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(confirmed_at__isnull=False), name="only_what_was_confirmed_is_undone"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | Q(confirmed_at=None), name="what_was_confirmed_is_not_set_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Unit:
        """The unit within whose part of the tree it stays."""
        return self.of_unit

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed and confirmed."""
        return self.confirmed_at is None and self.set_aside_at is None


class StepKind(models.TextChoices):
    """What a step does to its unit."""

    RENAME = "RENAME", _("Đổi tên")
    CHANGE_KIND = "CHANGE_KIND", _("Đổi loại hình")
    MOVE = "MOVE", _("Chuyển sang đơn vị khác")
    MERGE = "MERGE", _("Sáp nhập")
    SPLIT = "SPLIT", _("Chia, tách")
    CLOSE = "CLOSE", _("Kết thúc hoạt động")


class ReorganisationStep(models.Model):
    """One change: of a unit, into or under another, with a name or a kind; a split names its parts and who goes where.

    A part of a split: {"code", "name", "kind", "units": [keys], "people": [keys]}. Who is named in no part goes to the first,
    or stays where the unit itself goes on (`goes_on`).
    """

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.TextField(blank=True)
    unit_kind = models.ForeignKey(UnitKind, models.PROTECT, null=True, related_name="+")
    parts = models.JSONField(default=list)
    goes_on = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "number"], name="reorganisation_step_number_once"),
            models.UniqueConstraint(fields=["reorganisation", "of_unit", "kind"], name="reorganisation_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
