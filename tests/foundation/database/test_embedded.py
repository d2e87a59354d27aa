import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

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
    superuser_connection,
)
from thongsuot.foundation.database.layout import layout_of
from thongsuot.foundation.database.processes import lives
from thongsuot.foundation.database.roles import DOOR, OWNER

ROOT = Path(__file__).parents[3]


def server_says(server: EmbeddedServer, question: str) -> str:
    with superuser_connection(layout_of(server.home)) as connection:
        return connection.execute(question).fetchone()[0]


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


def test_start_when_home_is_a_file_then_it_is_refused(folder):
    home = folder / "h"
    home.mkdir()
    (home / "tệp").touch()

    with pytest.raises(DataFolderNotWritable, match="tệp"):
        start(home / "tệp")


def test_start_when_first_starter_died_before_making_the_roles_then_the_next_makes_them(server):
    with superuser_connection(layout_of(server.home)) as connection:
        connection.execute("DROP DATABASE thongsuot")
        connection.execute(f"DROP ROLE {DOOR}")

    again = start(server.home)

    assert again.adopted
    assert server_says(again, "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolcanlogin") == (
        "postgres thongsuot_app thongsuot_door thongsuot_fold thongsuot_owner"
    )


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
