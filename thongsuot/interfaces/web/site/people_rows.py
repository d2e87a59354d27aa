"""People in a list, wherever one stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.models.memberships import Category


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list: where, what they are there, and what tells namesakes apart."""

    person: Person
    place: str
    category: str
    posts: str

    @property
    def href(self) -> str:
        """The person's page."""
        return reverse("people:person", args=[self.person.public_id])


def person_rows(people: Iterable[Person]) -> list[PersonRow]:
    """Return people with where they are and what they are there. Home, memberships and appointments are prefetched."""
    rows = []
    for person in people:
        home = next((m for m in person.memberships.all() if m.is_home and m.valid_until is None), None)
        held = [a for a in person.appointments.all() if a.valid_until is None]
        rows.append(
            PersonRow(
                person,
                place=person.home.name,
                category=str(Category(home.category).label) if home else _("Ngoài danh sách"),
                posts="; ".join(a.title or a.get_post_display() for a in held),
            )
        )
    return rows
