import threading
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError

from thongsuot.foundation.database.launching import superuser_connection
from thongsuot.foundation.database.layout import layout_of
from thongsuot.foundation.database.notices import CommitNotReplicated, install


@pytest.fixture
def handlers(superuser, monkeypatch):
    """The notice handlers installed on a connection, so that a test can be the server that sends a notice."""
    caught = []
    monkeypatch.setattr(superuser, "add_notice_handler", caught.append)
    install(superuser)
    return caught


def notice(function: str) -> SimpleNamespace:
    return SimpleNamespace(source_function=function, message_primary="wait cancelled")


def test_install_when_the_wait_for_a_standby_was_cancelled_then_the_call_fails_once(handlers, superuser):
    handlers[0](notice("SyncRepWaitForLSN"))

    with pytest.raises(CommitNotReplicated, match="wait cancelled"):
        superuser.execute("SELECT 1")

    assert superuser.execute("SELECT 1").fetchone() == (1,)


def test_install_when_the_notice_is_another_then_nothing_happens(handlers, superuser):
    handlers[0](notice("exec_stmt_raise"))
    superuser.execute("DO $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; END $$")

    assert superuser.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def missing_standby(server, superuser):
    """The server waits at every commit for a standby that does not exist."""
    superuser.execute("CREATE TABLE waited (number int); GRANT ALL ON waited TO thongsuot_app")
    with superuser_connection(layout_of(server.home)) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'khong_co'")
        connection.execute("SELECT pg_reload_conf()")
        yield
        connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        connection.execute("SELECT pg_reload_conf()")
    superuser.execute("DROP TABLE waited")


def cancel_the_waiting(connection: psycopg.Connection, given_up: threading.Event) -> None:
    """Cancel whoever waits for the standby, until the wait has ended."""
    while not given_up.wait(0.05):
        connection.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")


def test_engine_when_a_real_server_gives_up_waiting_then_django_sees_an_error(
    missing_standby, superuser, connection_of
):
    given_up = threading.Event()
    canceller = threading.Thread(target=cancel_the_waiting, args=(superuser, given_up))
    canceller.start()

    try:
        with pytest.raises(OperationalError) as failed, connection_of("default").cursor() as cursor:
            cursor.execute("INSERT INTO waited VALUES (1)")
    finally:
        given_up.set()
        canceller.join()

    assert isinstance(failed.value.__cause__, CommitNotReplicated)
    assert superuser.execute("SELECT count(*) FROM waited").fetchone() == (1,)
