"""Our own supervisor of the embedded PostgreSQL: one server per data folder, started by whoever comes first.

Nobody owns it: it outlives the process that started it, and the next one adopts it. Only `stop` ends it.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import binaries_for
from thongsuot.foundation.database.cluster import (
    check_version,
    initialise,
    make_folders,
    make_home,
    refusing_file_errors,
    write_configuration,
)
from thongsuot.foundation.database.launching import (
    answers,
    end,
    launch,
    postmaster_of,
    say,
    superuser_connection,
    wait_until_ready,
)
from thongsuot.foundation.database.layout import Layout, layout_of
from thongsuot.foundation.database.roles import ensure_roles

_SAY_EVERY_SECONDS = 5.0


class ServerBelongsToAnother(Refusal):
    """The server runs under an account that this process may not end."""


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server. `adopted` is true when it ran already before it was asked for."""

    home: Path
    sockets: Path
    data: Path
    log: Path
    pid: int
    adopted: bool


def data_home() -> Path:
    """Return the data folder, absolute: THONGSUOT_HOME, or ./var."""
    return Path(os.environ.get("THONGSUOT_HOME") or "var").absolute()


def start_unless_external() -> None:
    """Start the server of the data folder, unless DATABASE_URL names one elsewhere."""
    if not os.environ.get("DATABASE_URL"):
        start(data_home())


def start(home: Path) -> EmbeddedServer:
    """Return the running server of this data folder, making and starting it if need be.

    May be called by any number of processes at once. Waits for crash recovery without limit. Refuses in a sentence what
    an operator must mend: a full disk, a folder that cannot be written or reached, data of another version, a socket
    that is taken.
    """
    make_home(home)
    with _only_one_starts(home):
        layout = layout_of(home)
        adopted = layout.is_initialised and _adopts(layout)
        if not adopted:
            _start(layout)
        pid = postmaster_of(layout)
    return EmbeddedServer(layout.home, layout.sockets, layout.data, layout.log, pid or 0, adopted)


def stop(home: Path) -> bool:
    """End the server cleanly and return True; False when none was running. Nothing committed is lost."""
    if not home.exists():
        return False
    with _only_one_starts(home):
        layout = layout_of(home)
        pid = postmaster_of(layout)
        if pid is None:
            return False
        try:
            end(layout, pid)
        except PermissionError:
            raise ServerBelongsToAnother(
                f"Máy chủ (tiến trình {pid}) chạy dưới tài khoản khác. Hãy dừng nó bằng tài khoản đã khởi động nó."
            )
    return True


def is_running(home: Path) -> bool:
    """Say whether the server of this data folder answers now."""
    layout = layout_of(home)
    return layout.is_initialised and answers(layout)


def _adopts(layout: Layout) -> bool:
    """Take over a running server, also one that is still recovering."""
    return wait_until_ready(layout, lambda: postmaster_of(layout) is not None)


def _start(layout: Layout) -> None:
    if layout.is_elsewhere and not layout.is_initialised:
        say(f"PostgreSQL không vào được {layout.home} nên cơ sở dữ liệu được đặt ở {layout.place}.")
    make_folders(layout)
    binaries = binaries_for(layout.account, layout.software)
    if layout.is_initialised:
        check_version(layout)
    else:
        initialise(layout, binaries)
    write_configuration(layout)
    launch(layout, binaries)
    with superuser_connection(layout) as connection:
        ensure_roles(connection, layout)


@contextlib.contextmanager
def _only_one_starts(home: Path) -> Iterator[None]:
    """Hold the lock under which one process at a time starts or stops; the kernel frees it if that process dies."""
    with refusing_file_errors(home):
        descriptor = os.open(home / "postgres.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    said = time.monotonic()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() - said >= _SAY_EVERY_SECONDS:
                said = time.monotonic()
                say("Đang chờ một tiến trình khác khởi động hoặc dừng PostgreSQL…")
            time.sleep(0.05)
        else:
            return
