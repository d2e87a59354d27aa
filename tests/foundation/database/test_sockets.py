"""Sockets of real servers, one of which ends late."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from thongsuot.foundation.database.embedded import EmbeddedServer, is_running, start, stop
from thongsuot.foundation.database.folders import DataFolderNotWritable
from thongsuot.foundation.database.launching import superuser_connection, waiting
from thongsuot.foundation.database.layout import layout_of
from thongsuot.foundation.database.processes import lives


def _moved(home: Path, into: Path) -> Path:
    """Bring the data folder of a stopped server to a path of its own; return that."""
    into.mkdir(parents=True, mode=0o711)
    for moved in ("postgres", "secrets"):
        (home / moved).rename(into / moved)
    return into


def _ends(server: EmbeddedServer, with_signal: int) -> None:
    os.kill(server.pid, with_signal)
    for _turn in waiting("Đang chờ máy chủ cũ"):
        if not lives(server.pid):
            return


def _is_deleted(home: Path) -> None:
    shutil.rmtree(home)


def _is_moved_away(home: Path) -> None:
    home.rename(home.with_name("gone"))


def test_start_when_path_is_too_long_for_a_socket_then_the_socket_lies_in_a_private_short_folder(stopped):
    home = _moved(stopped, stopped / ("dài" * 20) / ("x" * 60))

    server = start(home)

    assert is_running(home)
    assert len(str(server.sockets)) < 40
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    stop(home)
    shutil.rmtree(server.sockets)


def test_start_when_it_starts_then_its_socket_lies_in_a_private_folder_of_its_own_and_stop_takes_it_away(stopped):
    server = start(stopped)
    layout = layout_of(stopped)

    own = layout.socket.resolve().parent

    assert sorted(layout.sockets.iterdir()) == sorted([layout.socket, own])
    assert (own.stat().st_mode & 0o777, own.stat().st_uid) == (0o700, layout.account.uid)
    assert server.sockets == layout.sockets
    stop(stopped)
    assert list(layout.sockets.iterdir()) == []


def test_start_when_the_last_server_was_killed_then_nothing_of_its_socket_is_left(stopped):
    os.kill(start(stopped).pid, signal.SIGKILL)

    start(stopped)

    assert len(list(layout_of(stopped).sockets.iterdir())) == 2


def test_start_when_the_sockets_folder_became_a_link_then_what_it_leads_to_is_left_alone(stopped, folder):
    """Root clears that folder; a stranger may have put a link in its place."""
    layout, treasure = layout_of(stopped), folder / "treasure"
    server = start(stopped)
    layout.sockets.rename(treasure)
    layout.sockets.symlink_to(treasure)

    with pytest.raises(DataFolderNotWritable, match=str(layout.sockets)):
        stop(stopped)

    assert len(list(treasure.iterdir())) == 2
    assert not lives(server.pid)
    shutil.rmtree(treasure)


@pytest.mark.parametrize("name", ["h2", "x" * 90])
@pytest.mark.parametrize(("goes", "ends_by"), [(_is_deleted, signal.SIGQUIT), (_is_moved_away, signal.SIGINT)])
def test_start_when_the_folder_went_from_under_a_server_that_ends_later_then_its_successor_stays_reachable(
    stopped: Path, name: str, goes: Callable[[Path], None], ends_by: int
) -> None:
    home, kept = _moved(stopped, stopped.parent / name), stopped.parent / "kept"
    subprocess.run(["cp", "-a", home, kept], check=True)
    ghost = start(home)
    goes(home)
    kept.rename(home)

    server = start(home)
    _ends(ghost, ends_by)

    assert (server.adopted, server.pid == ghost.pid) == (False, False)
    assert is_running(home)
    with superuser_connection(layout_of(home)) as connection:
        assert connection.execute("SHOW data_directory").fetchone() == (str(server.data),)
