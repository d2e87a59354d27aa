import itertools
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator

import psutil
import psycopg
import pytest

from thongsuot.foundation.database import launching
from thongsuot.foundation.database.embedded import EmbeddedServer, is_running, start
from thongsuot.foundation.database.folders import DiskIsFull
from thongsuot.foundation.database.launching import (
    Answer,
    PasswordNotAccepted,
    ServerWouldNotStart,
    answer_of,
    launch,
    superuser_connection,
    wait_until_ready,
    waiting,
)
from thongsuot.foundation.database.layout import Layout, layout_of
from thongsuot.foundation.database.processes import server_account
from thongsuot.foundation.database.roles import OWNER, kept_password


class RecoveringServer:
    """Answers on the socket as PostgreSQL does while it replays its log, the given number of times."""

    def __init__(self, layout: Layout, times: int) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(layout.socket))
        self._listener.listen()
        self._path, self._times = layout.socket, times
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        fields = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
        for _ in range(self._times):
            client, _address = self._listener.accept()
            with client:
                client.recv(1024)
                client.sendall(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        self._path.unlink()
        self._listener.close()


@pytest.fixture
def recovering(layout) -> Iterator[RecoveringServer]:
    server = RecoveringServer(layout, times=3)
    yield server
    server.thread.join()


def test_answer_of_when_server_is_ready_recovering_or_absent_then_it_tells_them_apart(server, layout):
    recovering = RecoveringServer(layout, times=1)

    answers = [answer_of(layout_of(server.home)), answer_of(layout), answer_of(layout)]

    assert answers == [Answer.READY, Answer.NOT_NOW, Answer.NONE]
    recovering.thread.join()


def test_answer_of_when_socket_leads_to_another_servers_data_then_it_is_not_ours(server, layout):
    layout.sockets.rmdir()
    shutil.copytree(layout_of(server.home).secrets, layout.secrets, dirs_exist_ok=True)
    shutil.copy(layout_of(server.home).start, layout.start)
    layout.sockets.symlink_to(server.sockets)

    assert answer_of(layout) is Answer.NONE


def test_wait_until_ready_when_somebody_answers_not_now_then_it_waits_though_no_process_is_seen(layout, recovering):
    asked = itertools.count(1)

    ready = wait_until_ready(layout, lambda: next(asked) < 0)

    assert ready is False
    assert next(asked) == 5  # three times "not now", then silence


def test_waiting_when_it_lasts_then_it_says_so_on_stderr_every_five_seconds(monkeypatch, capsys):
    clock = itertools.count(0.0, 2.5)
    monkeypatch.setattr(launching.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(launching.time, "sleep", lambda seconds: None)

    for _turn in itertools.islice(waiting("Đang chờ"), 6):
        pass

    assert capsys.readouterr().err == "Đang chờ (5 giây)…\nĐang chờ (10 giây)…\n"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("PANIC:  could not write to file: No space left on device", DiskIsFull),
        ("FATAL:  could not load library", ServerWouldNotStart),
    ],
)
def test_launch_when_no_second_try_can_help_then_it_is_refused_at_once(layout, stand_in, words, refusal):
    tries = layout.log.parent / "tries"
    binaries = stand_in("postgres", f"echo one >>'{tries}'; echo '{words}'; exit 1")

    with pytest.raises(refusal, match=r"đã đầy|could not load library"):
        launch(layout, binaries)

    assert tries.read_text() == "one\n"


def test_launch_when_remains_of_a_killed_server_are_in_the_way_then_it_tries_again(layout, stand_in):
    tries = layout.log.parent / "tries"
    first = 'FATAL:  lock file "postmaster.pid" already exists'
    script = f"""
        if [ -e '{tries}' ]; then echo 'FATAL:  second try'; else echo '{first}'; fi
        echo one >>'{tries}'; exit 1
    """

    with pytest.raises(ServerWouldNotStart, match="second try"):
        launch(layout, stand_in("postgres", script))

    assert tries.read_text() == "one\none\n"


def writers_until_dead(server: EmbeddedServer, acknowledged: set[int], first: int) -> list[threading.Thread]:
    """Four threads that insert one row per transaction and note it once the server has said yes."""

    def write(number: int) -> None:
        connection = psycopg.connect(
            host=str(server.sockets), dbname="thongsuot", user=OWNER, password=owner_password, autocommit=True
        )
        with pytest.raises(psycopg.OperationalError):
            while True:
                connection.execute("INSERT INTO written VALUES (%s)", [number])
                acknowledged.add(number)
                number += 4
        connection.close()

    owner_password = kept_password(layout_of(server.home), OWNER)
    threads = [threading.Thread(target=write, args=(first + offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    return threads


def rows_found(server: EmbeddedServer) -> set[int]:
    with superuser_connection(layout_of(server.home), "thongsuot") as connection:
        return {row[0] for row in connection.execute("SELECT number FROM written").fetchall()}


def kill_everything(server: EmbeddedServer) -> None:
    """What an impatient machine does: SIGKILL for the postmaster and all its children."""
    postmaster = psutil.Process(server.pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        os.kill(process.pid, signal.SIGKILL)


def test_start_when_server_was_killed_while_writing_then_every_acknowledged_row_is_found(stopped):
    server = start(stopped)
    with superuser_connection(layout_of(server.home), "thongsuot") as connection:
        connection.execute(f"CREATE TABLE written (number int); ALTER TABLE written OWNER TO {OWNER}")
    acknowledged: set[int] = set()

    # Once everything at a stroke, once the postmaster alone, whose orphans hold on to the folder for a while.
    for first, kill in ((0, kill_everything), (1_000_000, lambda server: os.kill(server.pid, signal.SIGKILL))):
        threads = writers_until_dead(server, acknowledged, first)
        goal = len(acknowledged) + 300
        while len(acknowledged) < goal:
            threads[0].join(0.01)
        kill(server)
        for thread in threads:
            thread.join(20)
        server = start(stopped)

    found = rows_found(server)
    assert not server.adopted
    assert acknowledged <= found
    assert len(found - acknowledged) <= 8  # committed, but killed before the answer arrived: one a writer and round


@pytest.fixture
def pid_of_another() -> Iterator[int]:
    """A living process of the server's account that is no server."""
    account = server_account()
    process = subprocess.Popen(["/bin/sleep", "60"], user=account.uid if account.switch else None)
    yield process.pid
    process.kill()
    process.wait()


@pytest.fixture
def pid_of_zombie() -> Iterator[int]:
    """A process of the server's account that is dead, but not buried."""
    account = server_account()
    process = subprocess.Popen(["/bin/true"], user=account.uid if account.switch else None)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.wait()


@pytest.mark.parametrize("stale", ["pid_of_another", "pid_of_zombie"])
def test_start_when_the_lock_file_names_a_pid_that_is_no_server_then_it_starts(request, stopped, stale):
    layout, pid = layout_of(stopped), request.getfixturevalue(stale)
    lock, data = layout.data / "postmaster.pid", layout.data.stat()
    lock.write_text(f"{pid}\n{layout.data}\n1790000000\n5432\n{layout.sockets}\n")
    os.chown(lock, data.st_uid, data.st_gid)

    server = start(stopped)

    assert not server.adopted
    assert is_running(stopped)


def test_start_when_own_settings_are_wrong_then_the_log_is_quoted(stopped):
    local = stopped / "postgres" / "local.conf"
    local.write_text("shared_buffers = nhiều\n")

    with pytest.raises(ServerWouldNotStart, match="shared_buffers"):
        start(stopped)

    local.write_text("shared_buffers = 32MB\n")
    with superuser_connection(layout_of(start(stopped).home)) as connection:
        assert connection.execute("SHOW shared_buffers").fetchone() == ("32MB",)


def test_start_when_superuser_password_is_lost_then_it_is_refused_without_harm(server):
    password = server.home / "secrets" / "database-postgres"
    kept = password.rename(password.with_name("mất"))

    try:
        with pytest.raises(PasswordNotAccepted, match="secrets"):
            start(server.home)
    finally:
        kept.rename(password)

    assert start(server.home).adopted
