"""What the policy says of every table can be carried out: links lead to a person, and the application has the rights it needs."""

import pytest
from django.db import connection

from tests.house.test_privacy import PEOPLE, TABLES
from thongsuot.foundation.database.roles import APPLICATION
from thongsuot.foundation.privacy.policy import DELETE, ENTRIES, KEEP, TablePolicy, processings, table_policies
from thongsuot.foundation.privacy.retention import SWEEPS

POLICIES = table_policies()
_WORDS = {"=name", "=folded", "=sort", "=label", "=gone"}


def _may(question: str, *asked: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}", [APPLICATION, *asked])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("table", sorted(PEOPLE))
def test_table_says_whose_its_rows_are_and_what_becomes_of_them(table: str) -> None:
    told = PEOPLE[table]
    columns = {field.column for field in TABLES[table]._meta.local_concrete_fields}

    assert {"whose", "erased"} <= set(told)
    for link in told["whose"]:
        column, _through, of = link.partition(">")
        assert column.partition("=")[0] in columns
        assert not of or of in PEOPLE
    assert isinstance(told["erased"], dict) or told["erased"] in (KEEP, DELETE, ENTRIES)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.django_db
def test_application_may_do_what_the_policy_says(policy: TablePolicy) -> None:
    if isinstance(policy.erased, str):
        columns: list[str] = []
    else:
        columns = list(policy.erased)
        assert {v for v in policy.erased.values() if isinstance(v, str) and v.startswith("=")} <= _WORDS

    assert [
        column for column in columns if not _may("has_column_privilege(%s, %s, %s, 'UPDATE')", policy.table, column)
    ] == []
    if policy.erased == DELETE or (policy.term and not policy.term.sweep):
        assert _may("has_table_privilege(%s, %s, 'DELETE')", policy.table)


@pytest.mark.parametrize("policy", [one for one in POLICIES.values() if one.term], ids=lambda one: one.table)
def test_term_is_one_that_the_job_knows(policy: TablePolicy) -> None:
    assert policy.term
    assert bool(policy.term.since) != bool(policy.term.sweep)
    assert not policy.term.sweep or policy.term.sweep in SWEEPS
    assert not policy.term.since or TABLES[policy.table]._meta.get_field(policy.term.since)


def test_everything_that_names_a_person_is_overwritten_when_they_are_erased() -> None:
    person = POLICIES["organisations_person"]
    assert not isinstance(person.erased, str)

    assert set(person.columns) - set(person.erased) == set()


def test_every_room_with_people_belongs_to_one_processing() -> None:
    rooms = [room for one in processings("vi") for room in one.rooms]

    assert len(rooms) == len(set(rooms))
    assert {table.partition("_")[0] for table in PEOPLE} <= set(rooms)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_processing_is_told_whole_in_both_languages(language: str) -> None:
    for one in processings(language):
        assert all((one.name, one.why, one.ground, one.data, one.how_long, one.who_sees))
        assert bool(one.consent) == bool(one.consent_version)
