"""Grants: a person holds a role over a unit for a time, and it is known where it comes from."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.access.permissions import Origin, Reach, Reaches, Role
from thongsuot.foundation.core.fields import PathField


@dataclass(frozen=True, slots=True)
class Place:
    """The unit a grant is held over, as far as this room knows it."""

    pk: int
    path: str

    @property
    def unit(self) -> "Place":
        """A place is its own unit: actions ask every subject for one."""
        return self


class Grant(models.Model):
    """A role held over a unit, from one day to another. `unit_path` follows the unit when it moves.

    Plain keys name what stands in rooms above: the person, the unit, the appointment that brings the role, the class of a steward.
    """

    person_id = models.BigIntegerField(db_index=True)
    role = models.CharField(max_length=20, choices=Role)
    acts = models.CharField(max_length=20, choices=Reach)
    sees = models.CharField(max_length=20, choices=Reach)
    searches = models.CharField(max_length=20, choices=Reach)
    unit_id = models.BigIntegerField(db_index=True)
    unit_path = PathField(tree="live")
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.GIVEN)
    taken_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", help_text="delegated from this")
    appointment_id = models.BigIntegerField(null=True, help_text="the post that brings it")
    door_id = models.BigIntegerField(null=True, help_text="the one class a steward keeps the door of")
    basis = models.TextField(blank=True, help_text="the decision it rests on, in the giver's words")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="the first day it holds no longer")
    granted_by = models.TextField()
    version = models.PositiveIntegerField(
        default=1, help_text="goes up with every change, so that nobody changes unseen"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_not_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.GIVEN)
                | Q(origin=Origin.POST, appointment_id__isnull=False)
                | Q(origin=Origin.DELEGATED, taken_from__isnull=False, valid_until__isnull=False)
                | Q(origin=Origin.ACTING, valid_until__isnull=False),
                name="grant_says_where_it_comes_from",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.STEWARD, door_id__isnull=False) | (~Q(role=Role.STEWARD) & Q(door_id=None)),
                name="grant_of_a_steward_names_the_class",
            ),
            models.UniqueConstraint(
                fields=["person_id", "role", "unit_id", "door_id"],
                condition=Q(valid_until=None, appointment_id=None),
                nulls_distinct=False,
                name="grant_held_once",
            ),
            models.UniqueConstraint(fields=["appointment_id"], name="grant_of_a_post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_path}"

    @property
    def unit(self) -> Place:
        """The unit it is held over."""
        return Place(self.unit_id, self.unit_path)

    @property
    def reaches(self) -> Reaches:
        """How far it goes."""
        return Reaches(Reach(self.acts), Reach(self.sees), Reach(self.searches))
