"""Posts held in units, from one day until another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PathField
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.roster_imports import RosterImport
from thongsuot.foundation.organisations.models.units import Unit


class Post(models.TextChoices):
    """A post held in a unit."""

    SECRETARY = "SECRETARY", _("Bí thư")
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY", _("Phó bí thư")
    STANDING_MEMBER = "STANDING_MEMBER", _("Ủy viên ban thường vụ")
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", _("Cấp ủy viên")
    RAPPORTEUR = "RAPPORTEUR", _("Báo cáo viên")
    OFFICER = "OFFICER", _("Cán bộ theo dõi")
    INSPECTOR = "INSPECTOR", _("Cán bộ kiểm tra")


class Appointment(models.Model):
    """A person holds a post in a unit, from one day until another."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    in_unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    path = PathField(tree="live")
    post = models.CharField(max_length=20, choices=Post)
    title = models.TextField(blank=True, help_text="as it was written in the list")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    made_by_import = models.ForeignKey(RosterImport, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "in_unit", "post"], condition=Q(valid_until=None), name="post_held_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.path}"
