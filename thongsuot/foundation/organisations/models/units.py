"""Units as they are today, their kinds, and what they were from day to day."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.core.fields import PathField, PubliclyKnown


class UnitKind(models.Model):
    """A kind of unit, as data: base party organisation, cell, department, branch. `stands_under`: what it may be opened below."""

    code = models.CharField(max_length=40, unique=True)
    name = models.TextField()
    name_en = models.TextField()
    name_folded = models.TextField()
    is_base = models.BooleanField(help_text="a grassroots organisation (TCCSĐ): counted in '90 organisations'")
    may_have_units = models.BooleanField()
    stands_under = models.ManyToManyField("self", symmetrical=False, related_name="holds")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Unit(PubliclyKnown):
    """A unit as it is today; its history is in its versions. Its code is unique within the unit that issued it."""

    code = models.CharField(max_length=40)
    issuer = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(tree="live", unique=True)
    name = models.TextField()
    name_folded = models.TextField()
    order = models.PositiveIntegerField(help_text="the committee's own fixed order among its siblings")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_by_import = models.ForeignKey("RosterImport", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "code"], nulls_distinct=False, name="unit_code_once_per_issuer"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")), name="unit_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> "Unit":
        """A unit is its own unit: actions ask every subject for one."""
        return self


class UnitVersion(models.Model):
    """What a unit was called, of what kind, under whom and where in the tree, from one day until another.

    On any day the versions in force are the tree of that day. No path is ever given to a second unit.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    name = models.TextField()
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    path = PathField(tree="then")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["path", "valid_from"], name="unit_version_path")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_until=None), name="unit_has_one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="unit_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
