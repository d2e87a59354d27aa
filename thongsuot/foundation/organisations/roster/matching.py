"""Comparing rows with the people who are there, in one statement over a temporary table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.database.bulk import copy_into
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.roster.places import Place
from thongsuot.foundation.organisations.roster.rows import PersonRow


@dataclass(frozen=True, slots=True)
class PlacedPerson:
    """A person as a row tells of one, with the unit to belong to and the base unit of the posts."""

    row: PersonRow
    unit: Place
    base: Place

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


@transaction.atomic  # the temporary table lives as long as its transaction
def candidates_for(into: Unit, people: list[PlacedPerson]) -> dict[int, list[Candidate]]:
    """Return for each place in the list who may be that person: by card number anywhere, by name, birth date and unit here.

    What a row leaves blank never differs. Names are compared folded: whether they are the same is for the caller to say.
    """
    found: dict[int, list[Candidate]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY)
        copy_into(connection, "incoming_key", _COLUMNS, _key_rows(people))
        cursor.execute("ANALYZE incoming_key")
        low, high = subtree_range(into.path)
        cursor.execute(_CANDIDATES, {"low": low, "high": high})
        for n, person_id, full_name, is_by_card, has_card, is_inside, differs in cursor.fetchall():
            found[n].append(Candidate(person_id, full_name, is_by_card, has_card, is_inside, tuple(differs)))
    return found


_COLUMNS = [
    "n",
    "name",
    "name_folded",
    "born_on",
    "sex",
    "ethnicity",
    "phone",
    "email",
    "note",
    "card_index",
    "path",
    "category",
    "posts",
]
_TEMPORARY = """
DROP TABLE IF EXISTS incoming_key;
CREATE TEMPORARY TABLE incoming_key (
    n integer, name text, name_folded text COLLATE "C", born_on date, sex text, ethnicity text, phone text, email text, note text,
    card_index bytea, path text COLLATE "C", category text, posts text[]) ON COMMIT DROP
"""
_CANDIDATES = """
-- Whole rows travel in the candidates, so that people are joined once, whatever the planner thinks of their number.
WITH candidate AS (
    SELECT i, p, true AS is_by_card FROM incoming_key i JOIN organisations_person p ON p.card_number_index = i.card_index
    UNION ALL
    SELECT i, p, false FROM incoming_key i
    JOIN organisations_person p ON p.name_folded = i.name_folded AND p.born_on = i.born_on AND p.path = i.path
    WHERE i.card_index IS NULL OR p.card_number_index IS DISTINCT FROM i.card_index
)
SELECT (c.i).n, (c.p).id, (c.p).full_name, c.is_by_card, (c.p).card_number_index IS NOT NULL,
    (c.p).path >= %(low)s AND (c.p).path < %(high)s,
    array_remove(ARRAY[
        CASE WHEN (c.i).name <> (c.p).full_name THEN 'name' END,
        CASE WHEN (c.i).born_on <> (c.p).born_on OR ((c.i).born_on IS NOT NULL AND (c.p).born_on IS NULL) THEN 'born_on' END,
        CASE WHEN (c.i).sex <> '' AND (c.i).sex <> (c.p).sex THEN 'sex' END,
        CASE WHEN (c.i).ethnicity <> '' AND (c.i).ethnicity <> (c.p).ethnicity THEN 'ethnicity' END,
        CASE WHEN (c.i).phone <> '' AND (c.i).phone <> (c.p).phone THEN 'phone' END,
        CASE WHEN (c.i).email <> '' AND (c.i).email <> (c.p).email THEN 'email' END,
        CASE WHEN (c.i).note <> '' AND (c.i).note <> (c.p).note THEN 'note' END,
        CASE WHEN (c.i).card_index IS NOT NULL AND (c.p).card_number_index IS NULL THEN 'card' END,
        CASE WHEN (c.i).path <> (c.p).path THEN 'cell' END,
        CASE WHEN (c.i).category IS DISTINCT FROM m.category THEN 'category' END,
        CASE WHEN NOT (c.i).posts <@ held.posts THEN 'posts' END
    ]::text[], NULL)
FROM candidate c
LEFT JOIN organisations_membership m ON m.person_id = (c.p).id AND m.is_home AND m.valid_until IS NULL
CROSS JOIN LATERAL (
    SELECT COALESCE(array_agg(a.post || '@' || a.path), '{}') AS posts FROM organisations_appointment a
    WHERE a.person_id = (c.p).id AND a.valid_until IS NULL
) held
ORDER BY 1, 2
"""


def _key_rows(people: Iterable[PlacedPerson]) -> Iterator[tuple[object, ...]]:
    for n, person in enumerate(people):
        row = person.row
        yield (
            n,
            row.name,
            folded(row.name),
            row.born_on,
            row.sex,
            row.ethnicity,
            row.phone,
            row.email,
            row.note,
            blind_index(row.card, purpose=CARD),
            person.unit.path,
            row.category.value,
            [f"{post}@{path}" for post, path, _title in person.posts()],
        )
