"""What a command makes sure of before it runs, and what it says when the machine fails it."""

import errno
import socket
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import IntegrityError, OperationalError

from thongsuot.interfaces.cli.running import (
    PortNotFree,
    TablesNotUpToDate,
    refuse_old_tables,
    refuse_taken_port,
    trouble_of,
)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_refuse_taken_port_names_it_and_says_what_to_do(taken: int) -> None:
    with pytest.raises(PortNotFree, match=rf"Cổng {taken} của 127\.0\.0\.1 đang có .* --port"):
        refuse_taken_port("127.0.0.1", taken)


def test_refuse_taken_port_lets_a_free_one_stay_free(taken: int) -> None:
    free = taken + 1 if taken < 65_000 else taken - 1

    refuse_taken_port("127.0.0.1", free)
    refuse_taken_port("127.0.0.1", free)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_refuse_taken_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(PortNotFree, match="Không mở được"):
        refuse_taken_port("127.0.0.1", port)


@pytest.mark.django_db
def test_refuse_old_tables_when_a_migration_is_missing_says_the_command() -> None:
    refuse_old_tables()
    (last,) = MigrationLoader(connection).graph.leaf_nodes("audit")
    MigrationRecorder(connection).record_unapplied(*last)

    with pytest.raises(TablesNotUpToDate, match="thongsuot migrate"):
        refuse_old_tables()


def test_trouble_of_a_full_disk_says_that_nothing_is_half_done() -> None:
    from_database = OperationalError("no space")
    from_database.__cause__ = psycopg.errors.DiskFull("no space")

    assert "Ổ đĩa đã đầy" in trouble_of(from_database)
    assert trouble_of(OSError(errno.ENOSPC, "no space")) == trouble_of(from_database)


def test_trouble_of_a_lost_database_names_the_reason_on_one_line() -> None:
    said = trouble_of(OperationalError("connection refused\n\tIs the server running?"))

    assert said.endswith("connection refused")


@pytest.mark.parametrize("error", [ValueError("x"), IntegrityError("x"), OSError(errno.EIO, "x")])
def test_trouble_of_a_defect_says_nothing(error: Exception) -> None:
    assert trouble_of(error) == ""
