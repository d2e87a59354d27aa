"""Who belongs to which unit, in which category, from one day until another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PathField
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.units import Unit


class Category(models.TextChoices):
    """What a person is to the organisation, for counting."""

    OFFICIAL = "OFFICIAL", _("Đảng viên chính thức")
    PROBATIONARY = "PROBATIONARY", _("Đảng viên dự bị")
    EXEMPT = "EXEMPT", _("Đảng viên được miễn công tác và sinh hoạt đảng")
    AWAY = "AWAY", _("Đảng viên sinh hoạt đảng tạm thời ở nơi khác")
    NON_MEMBER = "NON_MEMBER", _("Quần chúng")


MEMBER_CATEGORIES = [Category.OFFICIAL, Category.PROBATIONARY, Category.EXEMPT, Category.AWAY]


class Membership(models.Model):
    """A person belongs to a unit, in a category, from one day until another. One home at a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    path = PathField(tree="live")
    category = models.CharField(max_length=20, choices=Category)
    is_home = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["path", "category"], name="membership_path_category")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_until=None, is_home=True), name="person_has_one_home"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.category}"
