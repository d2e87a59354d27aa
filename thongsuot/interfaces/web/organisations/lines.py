"""The rows of the pages of organisations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.interfaces.web.organisations.sentences import state_text, what_text


@dataclass(frozen=True, slots=True)
class Crumb:
    """A unit on the way from the top."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a list, with the people of all its units."""

    unit: Unit
    counts: UnitCounts


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list: what distinguishes namesakes, and what the person is in the unit."""

    public_id: str
    name: str
    born_on: str
    category: str
    posts: str


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import in a list."""

    made: RosterImport
    sender: str
    state: str
    kind: str
    figures: str


def crumbs_of(units: Sequence[Unit]) -> list[Crumb]:
    """Return the way from the top to a unit."""
    return [Crumb(unit.name, reverse("organisations:organisation", args=[unit.public_id])) for unit in units]


def unit_lines(units: Iterable[Unit], counts: Mapping[int, UnitCounts]) -> list[UnitLine]:
    """Return units with their counts."""
    return [UnitLine(unit, counts[unit.pk]) for unit in units]


def people_lines(people: Iterable[Person]) -> list[PersonLine]:
    """Return people with their category and the posts they hold now."""
    lines = []
    for person in people:
        held = [a for a in person.appointments.all() if a.valid_until is None]
        home = next((m for m in person.memberships.all() if m.is_home and m.valid_until is None), None)
        lines.append(
            PersonLine(
                public_id=person.public_id,
                name=person.full_name,
                born_on=date_format(person.born_on, "DATE_FORMAT") if person.born_on else "",
                category=str(Category(home.category).label) if home else "",
                posts="; ".join(a.title or a.get_post_display() for a in held),
            )
        )
    return lines


def import_lines(imports: Iterable[RosterImport], senders: Mapping[str, str]) -> list[ImportLine]:
    """Return imports with who sent them, where they stand and their figures."""
    lines = []
    for made in imports:
        state, kind = state_text(made)
        lines.append(ImportLine(made, senders.get(made.file.stored_by, ""), state, kind, _figures(made)))
    return lines


def _figures(made: RosterImport) -> str:
    if not made.imported_at:
        return ""
    told = made.result
    what = what_text(told["units"]["created"], told["accepted"])
    if not told["rejected"]:
        return what
    return _("%(what)s; %(rejected)s dòng cần sửa") % {"what": what, "rejected": count_text(told["rejected"])}
