"""Comparing rows with the people who are there: one statement brings them, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.roster.places import Place
from thongsuot.foundation.organisations.roster.rows import PersonRow


@dataclass(frozen=True, slots=True)
class PlacedPerson:
    """A person as a row tells of one, with the unit to belong to and the base unit of the posts.

    `name_folded` and `card_index` (the card number's blind index, None without one) are what a person is found by.
    """

    row: PersonRow
    unit: Place
    base: Place
    name_folded: str
    card_index: bytes | None

    def posts(self) -> Iterator[tuple[str, str, str]]:
        """Return each post with the path of the unit it is held in, and its title."""
        for post, title, is_of_base in self.row.posts:
            yield post.value, (self.base if is_of_base else self.unit).path, title


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody there who may be the person of a row. `differs`: what the row tells otherwise, by the keys of columns."""

    person_id: int
    full_name: str
    is_by_card: bool
    has_card: bool
    is_inside: bool
    differs: tuple[str, ...]


def candidates_for(into: Unit, people: list[PlacedPerson]) -> dict[int, list[Candidate]]:
    """Return for each place in the list who may be that person: by card number anywhere, by name, birth date and unit here.

    What a row leaves blank never differs. Names are compared folded: whether they are the same is for the caller to say.
    """
    by_card: dict[bytes, _Stored] = {}
    by_birth: dict[tuple[object, ...], list[_Stored]] = defaultdict(list)
    for stored in _people_there(people):
        if stored.card_index is not None:
            by_card[stored.card_index] = stored
        if stored.born_on is not None:
            by_birth[stored.name_folded, stored.born_on, stored.path].append(stored)
    found: dict[int, list[Candidate]] = {}
    if not (by_card or by_birth):
        return found
    for n, person in enumerate(people):
        holder = by_card.get(person.card_index) if person.card_index is not None else None
        alike = by_birth.get((person.name_folded, person.row.born_on, person.unit.path), ())
        may_be = [
            (stored, stored is holder)
            for stored in ([holder] if holder else []) + [s for s in alike if s is not holder]
        ]
        if may_be:
            found[n] = [_candidate(person, stored, into, is_by_card=is_by_card) for stored, is_by_card in may_be]
    return found


class _Stored(NamedTuple):
    """A person as stored, with the category of the present membership and the posts held, each as post@path."""

    person_id: int
    full_name: str
    name_folded: str
    born_on: date | None
    sex: str
    ethnicity: str
    phone: str
    email: str
    note: str
    card_index: bytes | None
    path: str
    category: str | None
    posts: list[str]


_PEOPLE_THERE = """
SELECT p.id, p.full_name, p.name_folded, p.born_on, p.sex, p.ethnicity, p.phone, p.email, p.note, p.card_number_index, p.path,
    m.category, held.posts
FROM organisations_person p
LEFT JOIN organisations_membership m ON m.person_id = p.id AND m.is_home AND m.valid_until IS NULL
CROSS JOIN LATERAL (
    SELECT COALESCE(array_agg(a.post || '@' || a.path), '{}') AS posts FROM organisations_appointment a
    WHERE a.person_id = p.id AND a.valid_until IS NULL
) held
WHERE p.card_number_index = ANY(%(cards)s) OR (p.path = ANY(%(paths)s) AND p.name_folded = ANY(%(names)s))
ORDER BY p.id
"""


def _people_there(people: Iterable[PlacedPerson]) -> list[_Stored]:
    """Return who bears one of the card numbers, or one of the names in one of the units."""
    # Arrays instead of a table to join with: the plan stays good where nothing is known yet of the tables' sizes, and under
    # row-level security, where the planner takes everybody in sight for a handful.
    wanted: dict[str, Any] = {
        "cards": [person.card_index for person in people if person.card_index is not None],
        "paths": list({person.unit.path for person in people}),
        "names": list({person.name_folded for person in people}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE_THERE, wanted)
        return [_Stored(*row) for row in cursor.fetchall()]


def _candidate(person: PlacedPerson, stored: _Stored, into: Unit, *, is_by_card: bool) -> Candidate:
    return Candidate(
        person_id=stored.person_id,
        full_name=stored.full_name,
        is_by_card=is_by_card,
        has_card=stored.card_index is not None,
        is_inside=is_within(stored.path, into.path),
        differs=_differences(person, stored),
    )


def _differences(person: PlacedPerson, stored: _Stored) -> tuple[str, ...]:
    row = person.row
    compared = (
        ("name", row.name, stored.full_name),
        ("born_on", row.born_on, stored.born_on),
        ("sex", row.sex, stored.sex),
        ("ethnicity", row.ethnicity, stored.ethnicity),
        ("phone", row.phone, stored.phone),
        ("email", row.email, stored.email),
        ("note", row.note, stored.note),
        ("card", person.card_index is not None and stored.card_index is None, False),  # a number where none is stored
        ("cell", person.unit.path, stored.path),
        ("category", row.category.value, stored.category),
    )
    differs = [key for key, told, kept in compared if told and told != kept]
    if row.posts and not {f"{post}@{path}" for post, path, _title in person.posts()} <= set(stored.posts):
        differs.append("posts")
    return tuple(differs)
