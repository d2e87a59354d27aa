"""Launching the server process, waiting for it, and reading why it would not start."""

import enum
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import Binaries
from thongsuot.foundation.database.folders import DiskIsFull
from thongsuot.foundation.database.layout import PORT, Layout
from thongsuot.foundation.database.processes import lives, orphans_of, recorded_pid, run_as, works_in
from thongsuot.foundation.database.roles import SUPERUSER, kept_password
from thongsuot.foundation.database.sockets import leads_astray

_SAY_EVERY_SECONDS = 5.0
# After a kill, orphan processes hold on for two or three seconds.
_RETRY_SECONDS = 30.0
_PAUSE_SECONDS = 0.05


class PasswordNotAccepted(Refusal):
    """The password file does not fit the data folder."""


class ServerWouldNotStart(Refusal):
    """The server ended while starting, for the reason quoted from its log."""


class Answer(enum.Enum):
    """What comes back when one knocks: nothing, "not now" (starting, stopping, full), or a session on our data."""

    NONE = enum.auto()
    NOT_NOW = enum.auto()
    READY = enum.auto()


def postmaster_of(layout: Layout) -> int | None:
    """Return the pid of the living postmaster on this data folder, or None."""
    pid = recorded_pid(layout.data / "postmaster.pid")
    return pid if pid and works_in(pid, layout.data) else None


def superuser_connection(layout: Layout, database: str = "postgres") -> psycopg.Connection[Any]:
    """Connect as the superuser, in autocommit. Raises psycopg.OperationalError when nobody answers."""
    return psycopg.connect(
        host=str(layout.sockets),
        port=PORT,
        dbname=database,
        user=SUPERUSER,
        password=kept_password(layout, SUPERUSER),
        connect_timeout=5,
        autocommit=True,
    )


def answer_of(layout: Layout) -> Answer:
    """Knock at the server of exactly this data folder. Refuses when it rejects our password."""
    if leads_astray(layout):
        return Answer.NONE
    try:
        with superuser_connection(layout) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError as error:
        if re.search(r"password authentication failed|no password supplied", str(error)):
            raise PasswordNotAccepted(
                _(
                    "Máy chủ không nhận mật khẩu trong %(secrets)s: tệp mật khẩu và dữ liệu ở %(folder)s không "
                    "cùng một bộ. Hãy khôi phục cả hai từ cùng một bản sao lưu."
                )
                % {"secrets": layout.secrets, "folder": layout.data}
            )
        return Answer.NOT_NOW if "FATAL" in str(error) else Answer.NONE
    return Answer.READY if row and Path(row[0]) == layout.data else Answer.NONE


def launch(layout: Layout, binaries: Binaries) -> None:
    """Start the server and wait until it answers: through crash recovery without limit, as long as its process lives.

    Tries again for 30 seconds when remains of a killed server are in the way. Refuses when the disk is full,
    and with the log's own words for anything else.
    """
    began = time.monotonic()
    while True:
        clear_stale_lock(layout)
        read_from = layout.log.stat().st_size if layout.log.exists() else 0
        if wait_until_ready(layout, partial(lives, _spawn(layout, binaries))):
            return
        refusal, may_pass = _why_it_ended(layout, read_from)
        if not may_pass or time.monotonic() - began > _RETRY_SECONDS:
            raise refusal
        time.sleep(10 * _PAUSE_SECONDS)


def wait_until_ready(layout: Layout, is_there: Callable[[], bool]) -> bool:
    """Wait until the server answers; False when its process is gone. Says every 5 s that it waits."""
    for _turn in waiting(_("Đang chờ PostgreSQL phục hồi và sẵn sàng")):
        was_there = is_there()  # asked before knocking, so that a server which came up in between is not missed
        answer = answer_of(layout)
        if answer is Answer.READY:
            return True
        if answer is Answer.NONE and not was_there:
            break
    return False


def end(layout: Layout, pid: int) -> None:
    """End the server cleanly: sessions are cut off, everything is written. Waits without limit."""
    os.kill(pid, signal.SIGINT)
    for _turn in waiting(_("Đang chờ PostgreSQL ghi xong và dừng")):
        if not works_in(pid, layout.data):
            return


def waiting(what: str) -> Iterator[None]:
    """Give one turn after another, and say every 5 seconds what is waited for.

    The pause between turns grows with the wait: each knock at a recovering server is two lines in its log.
    """
    began = said = time.monotonic()
    while True:
        yield
        now = time.monotonic()
        if now - said >= _SAY_EVERY_SECONDS:
            said = now
            say(_("%(what)s (%(n)d giây)…") % {"what": what, "n": now - began})
        time.sleep(min(1.0, max(_PAUSE_SECONDS, (now - began) / 20)))


def say(sentence: str) -> None:
    """Write one line for the person who waits."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def clear_stale_lock(layout: Layout) -> None:
    """Remove the lock file of a dead server whose pid is a zombie or was used again: PostgreSQL itself takes it for alive.

    Waits first for orphans of that server to go: two servers on one folder would destroy it.
    """
    pid_file = layout.data / "postmaster.pid"
    if recorded_pid(pid_file) is not None and postmaster_of(layout) is None:
        _wait_for_orphans(layout)
        pid_file.unlink(missing_ok=True)


def _wait_for_orphans(layout: Layout) -> None:
    deadline = time.monotonic() + _RETRY_SECONDS
    while orphans := orphans_of(layout.data):
        if time.monotonic() > deadline:
            raise ServerWouldNotStart(
                _(
                    "Máy chủ cũ đã chết nhưng các tiến trình %(orphans)s của nó vẫn làm việc trên %(folder)s. "
                    "Hãy dừng chúng rồi chạy lại."
                )
                % {"orphans": orphans, "folder": layout.data}
            )
        time.sleep(_PAUSE_SECONDS)


def _spawn(layout: Layout, binaries: Binaries) -> int:
    """Start the server as nobody's child, so that it outlives us and is never our zombie; return its pid.

    The shell sees only fixed text; paths reach it as arguments and are never read as a command.
    """
    command: list[str | Path] = [
        binaries.program("postgres"),
        "-D",
        layout.data,
        "-c",
        f"config_file={layout.configuration}",
    ]
    script = '"$@" >>"$SERVER_LOG" 2>&1 </dev/null & echo $!'
    started = run_as(layout.account, ["/bin/sh", "-c", script, "sh", *command], SERVER_LOG=str(layout.log))
    if not started.stdout.strip().isdigit():
        raise ServerWouldNotStart(_("PostgreSQL không khởi động được: %(why)s") % {"why": started.stderr.strip()})
    return int(started.stdout)


def _why_it_ended(layout: Layout, offset: int) -> tuple[Refusal, bool]:
    """Return the refusal for what the log says from this offset, and whether a second try may help."""
    with layout.log.open("rb") as file:
        file.seek(offset)
        log = file.read(64 * 1024).decode(errors="replace")
    if "No space left on device" in log:
        sentence = _("Ổ đĩa chứa %(folder)s đã đầy, PostgreSQL không khởi động được. Hãy giải phóng dung lượng.")
        return DiskIsFull(sentence % {"folder": layout.place}), False
    lines = " / ".join(line.strip() for line in log.strip().splitlines()[-4:])
    words = {"log": layout.log, "lines": lines}
    refusal = ServerWouldNotStart(_("PostgreSQL không khởi động được. Nhật ký (%(log)s) ghi: %(lines)s") % words)
    hopeless = re.search(r"FATAL|PANIC", log) and not re.search(r"lock file .* already exists|still in use", log)
    return refusal, not hopeless
