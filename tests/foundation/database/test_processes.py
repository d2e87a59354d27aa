import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from thongsuot.foundation.database import processes
from thongsuot.foundation.database.embedded import start, stop
from thongsuot.foundation.database.processes import (
    RightsCannotBeDropped,
    lives,
    orphans_of,
    reaches,
    recorded_pid,
    run_as,
    server_account,
    works_in,
)

ROOT = Path(__file__).parents[3]


def only_as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("Only root runs the server as another account.")


def test_run_as_when_root_then_the_program_has_no_right_left():
    only_as_root()

    said = run_as(server_account(), ["/bin/sh", "-c", "id -u; id -G; umask; pwd"]).stdout.split()

    assert said[0] != "0"
    assert "0" not in said[1:-2]
    assert said[-2:] == ["0077", "/"]


def test_run_as_when_variables_are_set_here_then_the_program_does_not_see_them(monkeypatch):
    monkeypatch.setenv("PGDATA", "/nơi/khác")

    said = run_as(server_account(), ["/bin/sh", "-c", 'echo "$PGDATA|$OURS"'], OURS="một").stdout

    assert said == "|một\n"


def test_server_account_when_folder_belongs_to_somebody_then_it_is_they(folder):
    only_as_root()
    os.chown(folder, 1234, 1235)

    account = server_account(folder / "không có", folder)

    assert (account.uid, account.gid, account.switch) == (1234, 1235, True)


def test_server_account_when_no_such_account_exists_then_it_says_how_to_make_one(monkeypatch):
    only_as_root()

    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(processes.pwd, "getpwnam", unknown)

    with pytest.raises(RightsCannotBeDropped, match="useradd"):
        server_account()


def test_reaches_when_folder_is_private_then_the_account_cannot_enter_nor_below(folder):
    only_as_root()
    private = folder / "riêng"
    private.mkdir(mode=0o700)

    answers = [reaches(server_account(), path) for path in (folder, private, private / "chưa" / "có")]

    assert answers == [True, False, False]


def test_lives_when_process_is_dead_but_unburied_then_it_does_not():
    process = subprocess.Popen(["/bin/true"])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

    assert psutil.pid_exists(process.pid)
    assert not lives(process.pid)
    process.wait()


def test_works_in_when_process_is_a_server_of_another_folder_or_no_server_then_it_does_not(server, folder):
    assert works_in(server.pid, server.data)
    assert not works_in(server.pid, folder)
    assert not works_in(os.getpid(), Path.cwd())


def test_orphans_of_when_a_server_works_there_then_all_its_processes_are_named(server, folder):
    assert set(orphans_of(server.data)) >= {server.pid}
    assert len(orphans_of(server.data)) > 3
    assert orphans_of(folder) == []


@pytest.mark.parametrize(("text", "pid"), [("123\n/data\n", 123), ("-45\n", 45), ("", None), ("rác\n", None)])
def test_recorded_pid_when_file_holds_anything_then_only_a_number_counts(tmp_path, text, pid):
    (tmp_path / "pid").write_text(text)

    assert recorded_pid(tmp_path / "pid") == pid
    assert recorded_pid(tmp_path / "không có") is None


STARTS = """
import json, sys
from pathlib import Path
from thongsuot.foundation.database.embedded import start
server = start(Path(sys.argv[1]))
print(json.dumps({"pid": server.pid, "adopted": server.adopted}))
"""
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
