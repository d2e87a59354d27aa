import datetime
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.foundation.database.bulk import copy_into


@pytest.fixture
def connection(connection_of):
    """A connection of the application, with a temporary table whose names need quotes."""
    connection = connection_of("default")
    with connection.cursor() as cursor:
        cursor.execute('CREATE TEMPORARY TABLE "Bảng kê" (id int PRIMARY KEY, "Họ tên" text, day date, n numeric)')
    return connection


def rows_of(connection) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute('SELECT id, "Họ tên", day, n FROM "Bảng kê" ORDER BY id')
        return cursor.fetchall()


COLUMNS = ("id", "Họ tên", "day", "n")


def test_copy_into_when_rows_hold_every_kind_of_value_then_they_come_back_unchanged(connection):
    rows = [
        (1, "Nguyễn\tThị\nHà\\", datetime.date(2021, 6, 30), Decimal("97.87")),
        (2, None, None, None),
        (3, "", None, 0),
    ]

    assert copy_into(connection, "Bảng kê", COLUMNS, iter(rows)) == 3

    assert rows_of(connection) == rows


def test_copy_into_when_there_are_no_rows_then_it_counts_none(connection):
    assert copy_into(connection, "Bảng kê", COLUMNS, []) == 0


@pytest.mark.parametrize(("wrong", "error"), [((2, "", "hôm qua", 1), DataError), ((1, "", None, 1), IntegrityError)])
def test_copy_into_when_one_row_is_wrong_then_none_is_kept(connection, wrong, error):
    with pytest.raises(error):
        copy_into(connection, "Bảng kê", COLUMNS, [(1, "Hà", None, 1), wrong])

    assert rows_of(connection) == []


def test_copy_into_when_the_transaction_is_undone_then_the_rows_are_gone(connection):
    connection.set_autocommit(False)
    assert copy_into(connection, "Bảng kê", COLUMNS, [(1, "Hà", None, 1)]) == 1
    connection.rollback()
    connection.set_autocommit(True)

    assert rows_of(connection) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_copy_into_when_text_is_anything_then_it_is_kept_to_the_letter(connection, names):
    with connection.cursor() as cursor:
        cursor.execute('TRUNCATE "Bảng kê"')

    copied = copy_into(connection, "Bảng kê", ("id", "Họ tên"), enumerate(names))

    assert copied == len(names)
    assert [row[1] for row in rows_of(connection)] == names
