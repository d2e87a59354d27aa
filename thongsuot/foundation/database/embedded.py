"""Our own supervisor of the embedded PostgreSQL: one server per data folder, started by whoever comes first.

Nobody owns it: it outlives the process that started it, and the next one adopts it. Only `stop` ends it.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import binaries_for
from thongsuot.foundation.database.cluster import (
    check_version,
    initialise,
    make_folders,
    make_home,
    write_configuration,
)
from thongsuot.foundation.database.folders import owner_of, refusing_file_errors
from thongsuot.foundation.database.launching import (
    Answer,
    answer_of,
    end,
    launch,
    postmaster_of,
    say,
    superuser_connection,
    wait_until_ready,
    waiting,
)
from thongsuot.foundation.database.layout import Layout, layout_of
from thongsuot.foundation.database.processes import may_signal
from thongsuot.foundation.database.roles import ensure_roles, has_roles
from thongsuot.foundation.database.sockets import clear_sockets, make_sockets_of_start


class ServerBelongsToAnother(Refusal):
    """The server runs where this process may not, or cannot, end it."""


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server. `adopted` is true when it ran already before it was asked for.

    `pid` is None when the server runs in another container that shares the data folder.
    """

    home: Path
    sockets: Path
    data: Path
    log: Path
    pid: int | None
    adopted: bool


def data_home(environ: Mapping[str, str] | None = None) -> Path:
    """Return the data folder, absolute: THONGSUOT_HOME, or ./var."""
    given = os.environ if environ is None else environ
    return Path(given.get("THONGSUOT_HOME") or "var").absolute()


def start_unless_external() -> None:
    """Start the server of the data folder, unless DATABASE_URL names one elsewhere."""
    if not os.environ.get("DATABASE_URL"):
        start(data_home())


def start(home: Path) -> EmbeddedServer:
    """Return the running server of this data folder, making and starting it if need be.

    May be called by any number of processes at once. Waits for crash recovery without limit. Refuses in a sentence what
    an operator must mend: a full disk, a folder that cannot be written or reached, data of another version.
    """
    make_home(home)
    with _alone(home):
        layout = layout_of(home)
        adopted = layout.is_initialised and wait_until_ready(layout, lambda: postmaster_of(layout) is not None)
        if not adopted:
            _start(layout)
        with superuser_connection(layout) as connection:
            if not (adopted and has_roles(connection)):
                ensure_roles(connection, layout)
        pid = postmaster_of(layout)
    return EmbeddedServer(layout.home, layout.sockets, layout.data, layout.log, pid, adopted)


def start_again_if_gone() -> bool:
    """Start the server of the data folder where it should run and does not; True when that was needed.

    A folder that was taken away is not made anew.
    """
    home = data_home()
    if os.environ.get("DATABASE_URL") or not home.is_dir():
        return False
    if not layout_of(home).is_initialised or is_running(home):
        return False
    start(home)
    return True


def stop(home: Path) -> bool:
    """End the server cleanly and return True; False when none was running. Nothing committed is lost."""
    if not home.is_dir():
        return False
    with _alone(home):
        layout = layout_of(home)
        pid = postmaster_of(layout)
        if pid is None and (not layout.is_initialised or answer_of(layout) is Answer.NONE):
            return False
        if pid is None or not may_signal(pid):
            raise ServerBelongsToAnother(
                _(
                    "Máy chủ của %(folder)s chạy dưới tài khoản khác hoặc trong môi trường khác. "
                    "Hãy dừng nó ở nơi đã khởi động nó."
                )
                % {"folder": layout.data}
            )
        end(layout, pid)
        clear_sockets(layout)
    return True


def is_running(home: Path) -> bool:
    """Say whether the server of this data folder answers now."""
    layout = layout_of(home)
    return layout.is_initialised and answer_of(layout) is Answer.READY


def _start(layout: Layout) -> None:
    if layout.is_elsewhere and not layout.is_initialised:
        words = {"home": layout.home, "place": layout.place}
        say(_("PostgreSQL không vào được %(home)s nên cơ sở dữ liệu được đặt ở %(place)s.") % words)
    make_folders(layout)
    binaries = binaries_for(layout.account, layout.software)
    if layout.is_initialised:
        check_version(layout)
    else:
        initialise(layout, binaries)
    write_configuration(layout, make_sockets_of_start(layout))
    launch(layout, binaries)


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock under which one process at a time starts or stops; the kernel frees it if that process dies."""
    with refusing_file_errors(home):
        descriptor = os.open(home / "postgres.lock", os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        if os.geteuid() == 0:
            os.fchown(descriptor, *owner_of(home))
    try:
        for _turn in waiting(_("Đang chờ một tiến trình khác khởi động hoặc dừng PostgreSQL")):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
        yield
    finally:
        os.close(descriptor)
