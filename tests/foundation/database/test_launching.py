import itertools
import shutil
import socket
import threading
from collections.abc import Iterator

import pytest

from thongsuot.foundation.database import launching
from thongsuot.foundation.database.folders import DiskIsFull
from thongsuot.foundation.database.launching import (
    Answer,
    ServerWouldNotStart,
    answer_of,
    launch,
    wait_until_ready,
    waiting,
)
from thongsuot.foundation.database.layout import Layout, layout_of


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
