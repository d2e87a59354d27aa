"""Units, people, memberships, posts. Every row that is scoped by unit carries the live unit's path."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.core.fields import PathField, PubliclyKnown


class UnitKind(models.Model):
    """A kind of unit, as data: base party organisation, cell, department, branch."""

    code = models.CharField(max_length=40, unique=True)
    name = models.TextField()
    name_en = models.TextField()
    name_folded = models.TextField()
    is_base = models.BooleanField(help_text="a grassroots organisation (TCCSĐ): counted in '90 organisations'")
    may_have_units = models.BooleanField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class RosterImport(PubliclyKnown):
    """A file to be imported into a unit: pending until it is imported or set aside.

    What it made can be undone as a whole while nothing rests on it. Who sent the file and when, the file itself tells.
    """

    into = models.ForeignKey("Unit", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="how columns were matched and questions answered")
    result = models.JSONField(default=dict)
    imported_at = models.DateTimeField(null=True)
    imported_by = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(imported_at__isnull=False), name="only_what_was_imported_is_undone"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | Q(imported_at=None), name="what_was_imported_is_not_set_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> "Unit":
        """The unit it is imported into."""
        return self.into

    @property
    def is_pending(self) -> bool:
        """Whether it may still be imported."""
        return self.imported_at is None and self.set_aside_at is None


class Unit(PubliclyKnown):
    """A unit as it is today; its history is in its versions. Its code is unique within the unit that issued it."""

    code = models.CharField(max_length=40)
    issuer = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    name = models.TextField()
    name_folded = models.TextField()
    order = models.PositiveIntegerField(help_text="the committee's own fixed order among its siblings")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_by_import = models.ForeignKey(RosterImport, models.PROTECT, null=True, related_name="+")

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
    """What a unit was called, of what kind, and under whom, from one day until another."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    name = models.TextField()
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
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


class Person(PubliclyKnown):
    """A person. The split of the name can be corrected; card and citizen numbers are encrypted, found by blind index."""

    full_name = models.TextField()
    family_name = models.TextField(blank=True)
    middle_name = models.TextField(blank=True)
    given_name = models.TextField()
    name_folded = models.TextField(db_collation="C")
    sort_key = models.TextField(db_collation="C")
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, blank=True, choices=[("FEMALE", _("Nữ")), ("MALE", _("Nam"))])
    ethnicity = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    card_number_encrypted = models.BinaryField(default=b"")
    card_number_index = models.BinaryField(null=True, unique=True)
    citizen_number_encrypted = models.BinaryField(default=b"")
    citizen_number_index = models.BinaryField(null=True, unique=True)
    note = models.TextField(blank=True)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    path = PathField(db_index=True)
    made_by_import = models.ForeignKey(RosterImport, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["name_folded"], name="person_name_folded")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def unit(self) -> Unit:
        """The unit a person is at home in."""
        return self.home

    @property
    def actor_kind(self) -> str:
        """How the audit log calls a person."""
        return "PERSON"

    @property
    def actor_id(self) -> int:
        """The key by which the audit log knows the person."""
        return self.pk

    @property
    def actor_label(self) -> str:
        """A label that reveals nothing: the public identifier."""
        return self.public_id

    @property
    def card_number(self) -> str:
        """The party card number, decrypted."""
        return decrypted(bytes(self.card_number_encrypted))


class Category(models.TextChoices):
    """What a person is to the organisation, for counting."""

    OFFICIAL = "OFFICIAL", _("Đảng viên chính thức")
    PROBATIONARY = "PROBATIONARY", _("Đảng viên dự bị")
    EXEMPT = "EXEMPT", _("Đảng viên được miễn công tác và sinh hoạt đảng")
    NON_MEMBER = "NON_MEMBER", _("Quần chúng")


MEMBER_CATEGORIES = [Category.OFFICIAL, Category.PROBATIONARY, Category.EXEMPT]


class Membership(models.Model):
    """A person belongs to a unit, in a category, from one day until another. One home at a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    path = PathField()
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
    path = PathField()
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


class ColumnMatching(models.Model):
    """How a unit's own headers were matched the last time, by the folded header."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "purpose"], name="column_matching_once")]

    def __str__(self) -> str:
        return self.purpose
