"""One snapshot for several statements."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from thongsuot.foundation.database.snapshots import one_snapshot, see_one_snapshot


@pytest.fixture
def _alone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        connection.close()


def _settings() -> list[str]:
    with connection.cursor() as cursor:
        shown = []
        for name in ("transaction_isolation", "transaction_read_only"):
            cursor.execute(f"SHOW {name}")
            shown.append(cursor.fetchone()[0])
        return shown


def test_one_snapshot_when_it_stands_alone_then_repeatable_and_read_only(_alone: None) -> None:
    with one_snapshot():
        assert _settings() == ["repeatable read", "on"]


def test_see_one_snapshot_in_an_outermost_transaction_then_repeatable_and_writing(_alone: None) -> None:
    with transaction.atomic():
        see_one_snapshot()

        assert _settings() == ["repeatable read", "off"]


@pytest.mark.django_db
def test_snapshots_inside_a_transaction_then_they_are_the_callers() -> None:
    before = _settings()

    with one_snapshot():
        inside = _settings()
    with transaction.atomic():
        see_one_snapshot()
        nested = _settings()

    assert inside == nested == before
