"""People, with the numbers that only the key of the installation reveals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models.roster_imports import RosterImport
from thongsuot.foundation.organisations.models.units import Unit


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
    path = PathField(tree="live", db_index=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_people")
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
