"""Writing many people at once: COPY into a temporary table, then one statement a table."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from thongsuot.foundation.core.encryption import blind_index, encrypted
from thongsuot.foundation.core.identifiers import public_id
from thongsuot.foundation.core.text import folded, person_sort_key, split_name
from thongsuot.foundation.database.bulk import copy_into
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.roster.rows import PersonRow

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
    "unit_id",
    "path",
    "category",
]
_POSTS = ["public_id", "unit_id", "path", "post", "title"]


def write_people(people: list[tuple[PersonRow, Unit, Unit]], *, made_by: RosterImport, day: date) -> None:
    """Write people with their memberships and posts from a day on. Two COPYs and three statements, whatever their number."""
    ids = [public_id() for _ in people]
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY)
    copy_into(connection, "incoming_person", _PEOPLE, _person_rows(people, ids))
    copy_into(connection, "incoming_post", _POSTS, _post_rows(people, ids))
    with connection.cursor() as cursor:
        for statement in (_WRITE_PEOPLE, _WRITE_MEMBERSHIPS, _WRITE_POSTS):
            cursor.execute(statement, {"import": made_by.pk, "day": day})


_TEMPORARY = """
DROP TABLE IF EXISTS incoming_person, incoming_post;
CREATE TEMPORARY TABLE incoming_person (
    public_id text, full_name text, family_name text, middle_name text, given_name text, name_folded text, sort_key text,
    born_on date, sex text, ethnicity text, phone text, email text, note text, card_encrypted bytea, card_index bytea,
    unit_id bigint, path text, category text) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_post (public_id text, unit_id bigint, path text, post text, title text) ON COMMIT DROP
"""
_WRITE_PEOPLE = """
INSERT INTO organisations_person (public_id, full_name, family_name, middle_name, given_name, name_folded, sort_key, born_on,
    sex, ethnicity, phone, email, note, card_number_encrypted, card_number_index, citizen_number_encrypted, home_id, path,
    made_by_import_id)
SELECT public_id, full_name, family_name, middle_name, given_name, name_folded, sort_key, born_on, sex, ethnicity, phone, email,
    note, card_encrypted, card_index, ''::bytea, unit_id, path, %(import)s
FROM incoming_person
"""
_WRITE_MEMBERSHIPS = """
INSERT INTO organisations_membership (person_id, of_unit_id, path, category, is_home, valid_from)
SELECT p.id, i.unit_id, i.path, i.category, true, %(day)s
FROM incoming_person i JOIN organisations_person p ON p.public_id = i.public_id
"""
_WRITE_POSTS = """
INSERT INTO organisations_appointment (person_id, in_unit_id, path, post, title, valid_from, made_by_import_id)
SELECT p.id, i.unit_id, i.path, i.post, i.title, %(day)s, %(import)s
FROM incoming_post i JOIN organisations_person p ON p.public_id = i.public_id
ON CONFLICT DO NOTHING
"""


def _person_rows(people: list[tuple[PersonRow, Unit, Unit]], ids: list[str]) -> Iterator[tuple[object, ...]]:
    for (person, unit, _base), key in zip(people, ids, strict=True):
        family, middle, given = split_name(person.name)
        yield (
            key,
            person.name,
            family,
            middle,
            given,
            folded(person.name),
            person_sort_key(family, middle, given),
            person.born_on,
            person.sex,
            person.ethnicity,
            person.phone,
            person.email,
            person.note,
            encrypted(person.card),
            blind_index(person.card, purpose=CARD),
            unit.pk,
            unit.path,
            person.category.value,
        )


def _post_rows(people: list[tuple[PersonRow, Unit, Unit]], ids: list[str]) -> Iterator[tuple[object, ...]]:
    for (person, unit, base), key in zip(people, ids, strict=True):
        for post, title, is_of_base in person.posts:
            held_in = base if is_of_base else unit
            yield key, held_in.pk, held_in.path, post.value, title
