import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from thongsuot.foundation.database.tables import TablesAre, state_of_tables


def _state() -> TablesAre:
    with connection.cursor() as cursor:
        return state_of_tables(cursor)


@pytest.mark.django_db
def test_state_of_tables_when_a_migration_was_not_run_then_they_are_older() -> None:
    before = _state()
    MigrationRecorder(connection).record_unapplied("audit", "0003_erasing_grants")

    assert (before, _state()) == (TablesAre.OF_THIS_VERSION, TablesAre.OLDER)


@pytest.mark.django_db
def test_state_of_tables_when_the_program_does_not_know_a_migration_then_they_are_newer() -> None:
    MigrationRecorder(connection).record_applied("audit", "9999_from_tomorrow")
    MigrationRecorder(connection).record_unapplied("audit", "0003_erasing_grants")

    assert _state() is TablesAre.NEWER


@pytest.mark.django_db
def test_state_of_tables_when_others_left_migrations_then_they_do_not_matter() -> None:
    MigrationRecorder(connection).record_applied("a_library_of_old", "0001_initial")

    assert _state() is TablesAre.OF_THIS_VERSION


@pytest.mark.django_db
def test_state_of_tables_when_there_are_none_then_they_are_older() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")

    assert _state() is TablesAre.OLDER
