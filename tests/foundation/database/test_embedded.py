import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from thongsuot.foundation.database import layout as layout_module
from thongsuot.foundation.database.cluster import DataFolderOfOtherVersion
from thongsuot.foundation.database.embedded import (
    EmbeddedServer,
    data_home,
    is_running,
    start,
    start_again_if_gone,
    start_unless_external,
    stop,
)
from thongsuot.foundation.database.folders import DataFolderNotWritable
from thongsuot.foundation.database.launching import (
    PasswordNotAccepted,
    ServerWouldNotStart,
    SocketTaken,
    superuser_connection,
)
from thongsuot.foundation.database.layout import DatabaseWasLeftBehind, layout_of
from thongsuot.foundation.database.processes import lives, server_account
from thongsuot.foundation.database.roles import DOOR, OWNER, kept_password

ROOT = Path(__file__).parents[3]
STARTS = """
import json, sys
from pathlib import Path
from thongsuot.foundation.database.embedded import start
server = start(Path(sys.argv[1]))
print(json.dumps({"pid": server.pid, "adopted": server.adopted}))
"""


def server_says(server: EmbeddedServer, question: str) -> str:
    with superuser_connection(layout_of(server.home)) as connection:
        return connection.execute(question).fetchone()[0]


def kill_everything(server: EmbeddedServer) -> None:
    """What an impatient machine does: SIGKILL for the postmaster and all its children."""
    postmaster = psutil.Process(server.pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        os.kill(process.pid, signal.SIGKILL)


def test_data_home_when_nothing_is_said_then_it_is_var_here(monkeypatch):
    monkeypatch.chdir("/tmp")

    assert data_home({}) == Path("/tmp/var")
    assert data_home({"THONGSUOT_HOME": "/srv/ts"}) == Path("/srv/ts")
    assert data_home({"THONGSUOT_HOME": "dữ liệu"}) == Path("/tmp/dữ liệu")


def test_start_unless_external_when_an_address_is_given_then_nothing_is_started(monkeypatch, folder):
    monkeypatch.setenv("THONGSUOT_HOME", str(folder / "h"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://may-chu/thongsuot")

    start_unless_external()

    assert list(folder.iterdir()) == []


def test_start_when_path_has_spaces_and_quotes_then_it_starts_is_adopted_and_stops(folder):
    home = folder / "dữ liệu của 'tôi' $HOME"

    first = start(home)
    second = start(home)

    assert (first.adopted, second.adopted) == (False, True)
    assert second.pid == first.pid
    assert is_running(home)
    assert stop(home)
    assert not is_running(home)
    assert not stop(home)
    assert not lives(first.pid)


def test_start_when_path_is_too_long_for_a_socket_then_the_socket_lies_in_a_private_short_folder(stopped):
    home = stopped / ("dài" * 20) / ("x" * 60)
    home.mkdir(parents=True)
    for moved in ("postgres", "secrets"):
        (stopped / moved).rename(home / moved)

    server = start(home)

    assert is_running(home)
    assert len(str(server.sockets)) < 40
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    stop(home)
    shutil.rmtree(server.sockets)


def test_start_when_server_runs_then_it_keeps_every_promise_of_safety(server):
    settings = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"]
    assert [server_says(server, f"SHOW {name}") for name in settings] == ["on"] * 4
    assert server_says(server, "SHOW unix_socket_permissions") == "0700"
    assert server_says(server, "SHOW log_parameter_max_length_on_error") == "0"
    assert server_says(server, "SHOW password_encryption") == "scram-sha-256"
    assert server_says(
        server, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'thongsuot'"
    ) == ("bC.UTF-8")
    assert server_says(server, "SELECT upper('đường')") == "ĐƯỜNG"


def test_start_when_server_runs_then_nothing_listens_on_the_network(server):
    postmaster = psutil.Process(server.pid)

    addresses = [c for p in [postmaster, *postmaster.children()] for c in p.net_connections(kind="inet")]

    assert addresses == []
    assert server_says(server, "SHOW listen_addresses") == ""
    assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_start_when_password_is_wrong_then_the_socket_lets_nobody_in(server):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=str(server.sockets), dbname="thongsuot", user=OWNER, password="sai")


EIGHT_START = """
import json, os, sys
from pathlib import Path
from thongsuot.foundation.database.embedded import start
for _ in range(8):
    if os.fork() == 0:
        server = start(Path(sys.argv[1]))
        os.write(1, (json.dumps({"pid": server.pid, "adopted": server.adopted}) + chr(10)).encode())
        os._exit(0)
for _ in range(8):
    os.wait()
"""


def test_start_when_eight_processes_start_at_once_then_there_is_one_server(folder):
    command = [sys.executable, "-c", EIGHT_START, folder / "h"]

    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout

    told = [json.loads(line) for line in said.splitlines()]
    assert sorted(answer["adopted"] for answer in told) == [False] + [True] * 7
    assert {answer["pid"] for answer in told} == {start(folder / "h").pid}


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


def test_start_when_folder_was_deleted_under_a_running_server_and_made_anew_then_a_new_server_starts(stopped):
    """The old server holds its socket, which lies in a short folder of its own, for up to a minute longer."""
    kept, home = stopped.parent / "kept", stopped / ("x" * 90)
    home.mkdir()
    for moved in ("postgres", "secrets"):
        (stopped / moved).rename(home / moved)
    subprocess.run(["cp", "-a", home, kept], check=True)
    ghost = start(home)
    shutil.rmtree(home)
    kept.rename(home)

    server = start(home)

    assert not server.adopted
    assert server.pid != ghost.pid
    assert server_says(server, "SHOW data_directory") == str(server.data)
    kill_everything(ghost)
    stop(home)
    shutil.rmtree(server.sockets)


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
def test_start_when_lock_files_name_a_pid_that_is_no_server_then_it_starts(request, stopped, stale):
    layout, pid = layout_of(stopped), request.getfixturevalue(stale)
    lines = f"{pid}\n{layout.data}\n1790000000\n5432\n{layout.sockets}\n"
    for lock in (layout.data / "postmaster.pid", layout.socket_lock):
        lock.write_text(lines)
        os.chown(lock, *_owner(layout.data))

    server = start(stopped)

    assert not server.adopted
    assert is_running(stopped)


def _owner(path: Path) -> tuple[int, int]:
    return path.stat().st_uid, path.stat().st_gid


def test_start_when_another_server_holds_the_socket_then_it_is_refused(folder, server):
    home = folder / "h"
    run = home / "postgres" / "run"
    data = home / "postgres" / "data"
    for made in (run, data):
        made.mkdir(parents=True, mode=0o700)
        os.chown(made, *_owner(server.data))
    (data / "PG_VERSION").write_text("18\n")
    (run / ".s.PGSQL.5432.lock").write_text(f"{server.pid}\n{server.data}\n")

    with pytest.raises(SocketTaken, match=str(server.pid)):
        start(home)


def test_start_when_data_is_of_a_newer_version_then_it_is_refused_and_untouched(folder):
    home = folder / "h"
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("19\n")

    with pytest.raises(DataFolderOfOtherVersion) as refused:
        start(home)

    assert "do PostgreSQL 19 tạo ra, mới hơn PostgreSQL 18" in str(refused.value)
    assert refused.value.code == "data_folder_of_other_version"
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_start_when_home_is_a_file_then_it_is_refused(folder):
    home = folder / "h"
    home.mkdir()
    (home / "tệp").touch()

    with pytest.raises(DataFolderNotWritable, match="tệp"):
        start(home / "tệp")


def test_start_when_own_settings_are_wrong_then_the_log_is_quoted(stopped):
    local = stopped / "postgres" / "local.conf"
    local.write_text("shared_buffers = nhiều\n")

    with pytest.raises(ServerWouldNotStart, match="shared_buffers"):
        start(stopped)

    local.write_text("shared_buffers = 32MB\n")
    assert server_says(start(stopped), "SHOW shared_buffers") == "32MB"


def test_start_when_superuser_password_is_lost_then_it_is_refused_without_harm(server):
    password = server.home / "secrets" / "database-postgres"
    kept = password.rename(password.with_name("mất"))

    try:
        with pytest.raises(PasswordNotAccepted, match="secrets"):
            start(server.home)
    finally:
        kept.rename(password)

    assert start(server.home).adopted


def test_start_when_first_starter_died_before_making_the_roles_then_the_next_makes_them(server):
    with superuser_connection(layout_of(server.home)) as connection:
        connection.execute("DROP DATABASE thongsuot")
        connection.execute(f"DROP ROLE {DOOR}")

    again = start(server.home)

    assert again.adopted
    assert server_says(again, "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolcanlogin") == (
        "postgres thongsuot_app thongsuot_door thongsuot_fold thongsuot_owner"
    )


# Python itself may lie where that account cannot go: it drops its rights once everything is imported.
STARTS_AS_NOBODY = "import os, encodings.idna; import thongsuot.foundation.database.embedded\n" + (
    "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n" + STARTS
)


def start_as_ordinary_user(home: Path) -> subprocess.CompletedProcess[str]:
    """Start the server in a process of an account without rights; what it says is JSON."""
    if os.geteuid() != 0:
        pytest.skip("Only root can become an ordinary user; the other tests here already ran as one.")
    command = [sys.executable, "-c", STARTS_AS_NOBODY, home]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_start_when_run_by_an_ordinary_user_then_everything_is_theirs_alone(folder):
    home = folder / "h"
    folder.chmod(0o777)

    told = start_as_ordinary_user(home)

    assert json.loads(told.stdout)["adopted"] is False, told.stderr
    assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (65534, 0o700)
    assert start(home).adopted  # root finds it too
    assert stop(home)
    again = start_as_ordinary_user(home)  # and left nothing behind that shuts the owner out
    assert json.loads(again.stdout)["adopted"] is False, again.stderr


def test_start_when_run_by_root_in_the_folder_of_a_user_then_that_user_can_take_over(folder):
    if os.geteuid() != 0:
        pytest.skip("Only root can start a server for somebody else.")
    home = folder / "h"
    home.mkdir()
    os.chown(home, 65534, 65534)

    server = start(home)
    stop(home)
    told = start_as_ordinary_user(home)

    assert json.loads(told.stdout)["adopted"] is False, told.stderr
    assert {path.stat().st_uid for path in (server.data, home / "secrets", home / "postgres")} == {65534}


def test_start_when_folder_cannot_be_written_by_the_user_then_it_is_refused(folder):
    told = start_as_ordinary_user(folder / "h")

    assert told.returncode == 1
    assert "DataFolderNotWritable: Không ghi được vào" in told.stderr


def test_start_when_root_keeps_the_folder_private_then_the_database_lies_elsewhere_and_says_so(
    folder, monkeypatch, capsys
):
    if os.geteuid() != 0:
        pytest.skip("Only root needs another account to run the server.")
    monkeypatch.setattr(layout_module, "_ELSEWHERE", folder / "elsewhere")
    private = folder / "private"
    private.mkdir(mode=0o700)
    home = private / "h"

    server = start(home)

    assert server.data.parents[1] == folder / "elsewhere"
    assert capsys.readouterr().err.count("được đặt ở") == 1
    assert private.stat().st_mode & 0o777 == 0o700
    private.chmod(0o755)
    assert start(home).pid == server.pid  # the way being open now, it still finds the same database
    home.rename(private / "moved")
    with pytest.raises(DatabaseWasLeftBehind, match=str(folder / "elsewhere")):
        start(private / "moved")
    (private / "moved").rename(home)
    stop(home)
    shutil.rmtree(private)
    shutil.rmtree(folder / "elsewhere")


def test_start_again_if_gone_when_the_server_was_killed_then_it_runs_again_and_else_nothing_is_done(
    stopped, monkeypatch
):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("THONGSUOT_HOME", str(stopped))
    os.kill(start(stopped).pid, signal.SIGKILL)

    assert (start_again_if_gone(), start_again_if_gone(), is_running(stopped)) == (True, False, True)


def test_start_again_if_gone_when_the_folder_was_taken_away_then_it_is_not_made_anew(monkeypatch, folder):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("THONGSUOT_HOME", str(folder / "h"))

    assert not start_again_if_gone()
    assert not (folder / "h").exists()


def test_start_again_if_gone_when_the_database_is_elsewhere_then_nothing_is_started(monkeypatch, folder):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///d")
    monkeypatch.setenv("THONGSUOT_HOME", str(folder / "h"))

    assert not start_again_if_gone()
    assert not (folder / "h").exists()
