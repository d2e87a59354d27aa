"""Writing many units and people at once: COPY into a temporary table, then one statement a table."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from thongsuot.foundation.core.encryption import encrypted
from thongsuot.foundation.core.identifiers import public_id
from thongsuot.foundation.core.text import folded, person_sort_key, split_name
from thongsuot.foundation.database.bulk import copy_into
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.roster.matching import PlacedPerson
from thongsuot.foundation.organisations.roster.unit_plan import PlannedUnit

_PEOPLE = [
    "public_id",
    "full_name",
    "family_name",
    "middle_name",
    "given_name",
    "name_folded",
    "sort_key",
    "born_on",
    "sex",
    "ethnicity",
    "phone",
    "email",
    "note",
    "card_encrypted",
    "card_index",
    "path",
    "category",
]
_POSTS = ["public_id", "path", "post", "title"]
_UNITS = ["public_id", "code", "kind", "parent_path", "path", "name", "name_folded", "place"]


def write_units(units: list[PlannedUnit], *, issuer: Unit, made_by: RosterImport, day: date) -> None:
    """Open planned units with their first versions: one COPY, one statement a level, one for the versions."""
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY_UNITS)
    copy_into(connection, "incoming_unit", _UNITS, _unit_rows(units))
    values: dict[str, int | date] = {"import": made_by.pk, "day": day, "issuer": issuer.pk}
    with connection.cursor() as cursor:
        for length in sorted({len(unit.place.path) for unit in units}):  # parents before their units
            cursor.execute(_WRITE_UNITS, values | {"length": length})
        cursor.execute(_WRITE_VERSIONS, values)


def write_people(people: list[PlacedPerson], *, made_by: RosterImport, day: date) -> None:
    """Write people with their memberships and posts from a day on. Two COPYs and one statement, whatever their number."""
    ids = [public_id() for _ in people]
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY_PEOPLE)
    copy_into(connection, "incoming_person", _PEOPLE, _person_rows(people, ids))
    copy_into(connection, "incoming_post", _POSTS, _post_rows(people, ids))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_PEOPLE, {"import": made_by.pk, "day": day})


_TEMPORARY_UNITS = """
DROP TABLE IF EXISTS incoming_unit;
CREATE TEMPORARY TABLE incoming_unit (
    public_id text, code text, kind text, parent_path text COLLATE "C", path text COLLATE "C", name text, name_folded text,
    place integer) ON COMMIT DROP
"""
_WRITE_UNITS = """
INSERT INTO organisations_unit (public_id, code, issuer_id, kind_id, parent_id, path, name, name_folded, "order", opened_on,
    made_by_import_id)
SELECT i.public_id, i.code, %(issuer)s, k.id, p.id, i.path, i.name, i.name_folded, i.place, %(day)s, %(import)s
FROM incoming_unit i JOIN organisations_unitkind k ON k.code = i.kind JOIN organisations_unit p ON p.path = i.parent_path
WHERE length(i.path) = %(length)s
"""
_WRITE_VERSIONS = """
INSERT INTO organisations_unitversion (unit_id, name, kind_id, parent_id, path, valid_from)
SELECT id, name, kind_id, parent_id, path, opened_on FROM organisations_unit WHERE made_by_import_id = %(import)s
"""
_TEMPORARY_PEOPLE = """
DROP TABLE IF EXISTS incoming_person, incoming_post;
CREATE TEMPORARY TABLE incoming_person (
    public_id varchar(10), full_name text, family_name text, middle_name text, given_name text, name_folded text, sort_key text,
    born_on date, sex text, ethnicity text, phone text, email text, note text, card_encrypted bytea, card_index bytea,
    path text COLLATE "C", category text) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_post (public_id varchar(10), path text COLLATE "C", post text, title text) ON COMMIT DROP
"""
# People are joined with what they brought by what the statement itself returns: whoever is there already is never looked at.
_WRITE_PEOPLE = """
WITH made AS (
    INSERT INTO organisations_person (public_id, full_name, family_name, middle_name, given_name, name_folded, sort_key, born_on,
        sex, ethnicity, phone, email, note, card_number_encrypted, card_number_index, citizen_number_encrypted, home_id, path,
        made_by_import_id)
    SELECT i.public_id, i.full_name, i.family_name, i.middle_name, i.given_name, i.name_folded, i.sort_key, i.born_on, i.sex,
        i.ethnicity, i.phone, i.email, i.note, i.card_encrypted, i.card_index, ''::bytea, u.id, u.path, %(import)s
    FROM incoming_person i JOIN organisations_unit u ON u.path = i.path
    RETURNING id, public_id, home_id, path
), belong AS (
    INSERT INTO organisations_membership (person_id, of_unit_id, path, category, is_home, valid_from)
    SELECT made.id, made.home_id, made.path, i.category, true, %(day)s
    FROM incoming_person i JOIN made ON made.public_id = i.public_id
)
INSERT INTO organisations_appointment (person_id, in_unit_id, path, post, title, valid_from, made_by_import_id)
SELECT made.id, u.id, u.path, i.post, i.title, %(day)s, %(import)s
FROM incoming_post i JOIN made ON made.public_id = i.public_id JOIN organisations_unit u ON u.path = i.path
ON CONFLICT DO NOTHING
"""


def _unit_rows(units: list[PlannedUnit]) -> Iterator[tuple[object, ...]]:
    for unit in units:
        place = unit.place
        yield (
            public_id(),
            place.code,
            place.kind,
            place.parent_path,
            place.path,
            place.name,
            folded(place.name),
            unit.order,
        )


def _person_rows(people: list[PlacedPerson], ids: list[str]) -> Iterator[tuple[object, ...]]:
    for person, key in zip(people, ids, strict=True):
        row = person.row
        family, middle, given = split_name(row.name)
        yield (
            key,
            row.name,
            family,
            middle,
            given,
            person.name_folded,
            person_sort_key(family, middle, given),
            row.born_on,
            row.sex,
            row.ethnicity,
            row.phone,
            row.email,
            row.note,
            encrypted(row.card),
            person.card_index,
            person.unit.path,
            row.category.value,
        )


def _post_rows(people: list[PlacedPerson], ids: list[str]) -> Iterator[tuple[object, ...]]:
    for person, key in zip(people, ids, strict=True):
        for post, path, title in person.posts():
            yield key, path, post, title
