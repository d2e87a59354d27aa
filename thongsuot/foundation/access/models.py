"""Grants: a person holds a role over a unit for a time."""

from django.db import models
from django.db.models import F, Q

from thongsuot.foundation.access.permissions import Reach, Role
from thongsuot.foundation.core.fields import PathField


class Grant(models.Model):
    """A role held over a unit, from one day to another. `unit_path` follows the unit when it moves."""

    person_id = models.BigIntegerField(db_index=True)
    role = models.CharField(max_length=20, choices=Role)
    reach = models.CharField(max_length=20, choices=Reach)
    unit_id = models.BigIntegerField(db_index=True)
    unit_path = PathField(tree="live")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="the first day it holds no longer")
    granted_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="grant_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["person_id", "role", "unit_id"],
                condition=Q(valid_until=None),
                name="grant_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_path}"
