"""Launching the server process, waiting for it, and reading why it would not start."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import Binaries
from thongsuot.foundation.database.cluster import DiskIsFull
from thongsuot.foundation.database.layout import PORT, Layout
from thongsuot.foundation.database.processes import is_postmaster_of, orphans_of, recorded_pid, run_as
from thongsuot.foundation.database.roles import SUPERUSER, kept_password

_SAY_EVERY_SECONDS = 5.0
# After a kill, orphan processes and the socket's lock hold on for two or three seconds.
_RETRY_SECONDS = 30.0
_PAUSE_SECONDS = 0.05


class SocketTaken(Refusal):
    """Another program holds the server's socket."""


class PasswordNotAccepted(Refusal):
    """The password file does not fit the data folder."""


class ServerWouldNotStart(Refusal):
    """The server ended while starting, for the reason quoted from its log."""


def postmaster_of(layout: Layout) -> int | None:
    """Return the pid of the living postmaster on this data folder, or None."""
    pid = recorded_pid(layout.data / "postmaster.pid")
    return pid if pid and is_postmaster_of(pid, layout.data) else None


def superuser_connection(layout: Layout) -> psycopg.Connection:
    """Connect as the superuser, in autocommit. Raises psycopg.OperationalError when nobody answers."""
    return psycopg.connect(
        host=str(layout.sockets),
        port=PORT,
        dbname="postgres",
        user=SUPERUSER,
        password=kept_password(layout, SUPERUSER),
        connect_timeout=5,
        autocommit=True,
    )


def answers(layout: Layout) -> bool:
    """Say whether the server of exactly this data folder answers now. Refuses when it rejects our password."""
    try:
        with superuser_connection(layout) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise PasswordNotAccepted(
                f"Máy chủ không nhận mật khẩu trong {layout.secrets}. "
                "Tệp mật khẩu và dữ liệu không cùng một bộ: hãy khôi phục cả hai từ cùng một bản sao lưu."
            )
        return False
    return row is not None and Path(row[0]) == layout.data


def launch(layout: Layout, binaries: Binaries) -> None:
    """Start the server and wait until it answers: through crash recovery without limit, as long as its process lives.

    Tries again for 30 seconds when remains of a killed server are in the way.
    """
    began = time.monotonic()
    while True:
        clear_stale_locks(layout)
        read_from = layout.log.stat().st_size if layout.log.exists() else 0
        pid = _spawn(layout, binaries)
        if wait_until_ready(layout, lambda pid=pid: is_postmaster_of(pid, layout.data) or _is_starting(pid)):
            return
        said = _log_since(layout, read_from)
        refusal = _refusal_for(layout, said)
        if refusal or time.monotonic() - began > _RETRY_SECONDS:
            raise refusal or ServerWouldNotStart(
                f"PostgreSQL không khởi động được. Nhật ký ({layout.log}) ghi: {_last_lines(said)}"
            )
        time.sleep(0.3)


def wait_until_ready(layout: Layout, lives: Callable[[], bool]) -> bool:
    """Wait until the server answers; False when its process is gone. Says on stderr every 5 s that it waits."""
    began = said = time.monotonic()
    while True:
        alive = lives()  # asked before, so that an answer after a death elsewhere is not missed
        if answers(layout):
            return True
        if not alive:
            return False
        now = time.monotonic()
        if now - said >= _SAY_EVERY_SECONDS:
            said = now
            say(f"Đang chờ PostgreSQL phục hồi và sẵn sàng ({now - began:.0f} giây)…")
        time.sleep(_PAUSE_SECONDS)


def end(layout: Layout, pid: int) -> None:
    """End the server cleanly: sessions are cut off, everything is written. Waits without limit."""
    os.kill(pid, signal.SIGINT)
    began = said = time.monotonic()
    while is_postmaster_of(pid, layout.data):
        now = time.monotonic()
        if now - said >= _SAY_EVERY_SECONDS:
            said = now
            say(f"Đang chờ PostgreSQL ghi xong và dừng ({now - began:.0f} giây)…")
        time.sleep(_PAUSE_SECONDS)


def clear_stale_locks(layout: Layout) -> None:
    """Remove lock files of a dead server whose pid is a zombie or was used again: PostgreSQL itself takes it for alive.

    Waits first for orphans of that server to go: two servers on one folder would destroy it. Refuses when the socket
    belongs to another living server.
    """
    pid_file = layout.data / "postmaster.pid"
    if recorded_pid(pid_file) is not None and postmaster_of(layout) is None:
        deadline = time.monotonic() + _RETRY_SECONDS
        while orphans_of(layout.data) and time.monotonic() < deadline:
            time.sleep(_PAUSE_SECONDS)
        if not orphans_of(layout.data):
            pid_file.unlink(missing_ok=True)
    socket = layout.sockets / f".s.PGSQL.{PORT}"
    lock = socket.with_name(socket.name + ".lock")
    holder = recorded_pid(lock)
    if holder is None:
        return
    if is_postmaster_of(holder, layout.data):
        return
    if _is_other_server(lock, holder):
        raise SocketTaken(_taken(layout, f"tiến trình {holder}"))
    lock.unlink(missing_ok=True)
    socket.unlink(missing_ok=True)


def say(sentence: str) -> None:
    """Write one line for the person who waits."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _is_other_server(lock: Path, holder: int) -> bool:
    lines = lock.read_text(errors="replace").split("\n")
    return len(lines) > 1 and bool(lines[1]) and is_postmaster_of(holder, Path(lines[1]))


def _spawn(layout: Layout, binaries: Binaries) -> int:
    """Start the server as nobody's child, so that it outlives us and is never our zombie; return its pid.

    The shell sees only fixed text; paths reach it as arguments and are never read as a command.
    """
    started = run_as(
        layout.account,
        [
            "/bin/sh",
            "-c",
            '"$@" >>"$SERVER_LOG" 2>&1 </dev/null & echo $!',
            "sh",
            binaries.program("postgres"),
            *("-D", layout.data, "-c", f"config_file={layout.configuration}"),
        ],
        SERVER_LOG=str(layout.log),
    )
    if not started.stdout.strip().isdigit():
        raise ServerWouldNotStart(f"PostgreSQL không khởi động được: {started.stderr.strip()}")
    return int(started.stdout)


def _is_starting(pid: int) -> bool:
    """Say whether the new process lives but has not entered its data folder yet."""
    return is_postmaster_of(pid, Path("/"))


def _log_since(layout: Layout, offset: int) -> str:
    try:
        with layout.log.open("rb") as file:
            file.seek(offset)
            return file.read(64 * 1024).decode(errors="replace")
    except FileNotFoundError:
        return ""


def _last_lines(text: str) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines()[-4:]) or "(trống)"


def _refusal_for(layout: Layout, log: str) -> Refusal | None:
    """Return the refusal for what no second try can mend; None when trying again may help."""
    if "No space left on device" in log:
        return DiskIsFull(
            f"Ổ đĩa chứa {layout.place} đã đầy, PostgreSQL không khởi động được. Hãy giải phóng dung lượng."
        )
    if re.search(r"could not bind Unix address.*(already in use|Permission)", log):
        return SocketTaken(_taken(layout, "một chương trình khác"))
    if re.search(r"syntax error in file|unrecognized configuration parameter|invalid value for parameter", log):
        return ServerWouldNotStart(f"Cấu hình trong {layout.place} có lỗi. Nhật ký ghi: {_last_lines(log)}")
    return None


def _taken(layout: Layout, holder: str) -> str:
    return f"Ổ cắm của máy chủ ở {layout.sockets} đang bị {holder} chiếm. Hãy dừng chương trình đó rồi chạy lại."
