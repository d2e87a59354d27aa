"""Where the embedded server's files lie."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.processes import ServerAccount, reaches, server_account

PORT = 5432  # only a part of the socket's name: nothing listens on the network
_ELSEWHERE = Path("/var/lib/thongsuot")
_SHORT_SOCKETS = Path("/tmp")  # noqa: S108 - a folder of mode 0700 inside, whose owner is checked
# A socket address holds 108 bytes on Linux and 104 on macOS, with the closing zero.
LONGEST_SOCKET = 103
TOKEN_BYTES = 2  # in the name of the folder each start has for its socket, two digits a byte


class DatabaseWasLeftBehind(Refusal):
    """The data folder was moved or copied, but its database lies elsewhere."""


@dataclass(frozen=True)
class Layout:
    """The folders of one embedded server. `place` is normally `home/postgres`."""

    home: Path
    place: Path
    account: ServerAccount

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder (PGDATA)."""
        return self.place / "data"

    @property
    def is_initialised(self) -> bool:
        """True once initdb has made the data folder, whole."""
        return _is_initialised(self.place)

    @property
    def is_elsewhere(self) -> bool:
        """True when the server's account could not reach the data folder, so that the database lies outside it."""
        return self.place != self.home / "postgres"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.place / "log" / "postgresql.log"

    @property
    def configuration(self) -> Path:
        """The settings file, outside PostgreSQL's own folder, so that its account cannot change it."""
        return self.place / "postgresql.conf"

    @property
    def software(self) -> Path:
        """Copies of the binaries, for an account that cannot run the originals."""
        return self.place / "software"

    @property
    def secrets(self) -> Path:
        """The folder of the password files."""
        return self.home / "secrets"

    @property
    def marker(self) -> Path:
        """A note in the data folder that says where its database lies, when that is elsewhere."""
        return self.home / "postgres.elsewhere"

    @property
    def sockets(self) -> Path:
        """The folder of the sockets, where clients knock: inside `place`, or a short one when that path is too long."""
        inside = self.place / "run"
        # Clients read a comma as the end of a host's name, and the server a double quote as the end of a folder's.
        plain = not set(str(inside)) & set(',"')
        if plain and _socket_length(inside) <= LONGEST_SOCKET:
            return inside
        return _SHORT_SOCKETS / f"thongsuot-{self.account.uid}-{_digest(self.place)}"

    @property
    def socket(self) -> Path:
        """Where clients knock: a link to the socket of the start that is on (`sockets.py`)."""
        return self.sockets / f".s.PGSQL.{PORT}"

    @property
    def start(self) -> Path:
        """The note of which start is on, by the name of its folder for the socket."""
        return self.place / "start"

    @property
    def socket_length(self) -> int:
        """How many bytes the address of a start's socket has."""
        return _socket_length(self.sockets)


def layout_of(home: Path) -> Layout:
    """Say where the server of this data folder keeps its files, the same on every call once it has been started.

    Refuses when the folder was moved away from a database that lies elsewhere.
    """
    home = home.resolve()
    own, elsewhere = home / "postgres", _ELSEWHERE / _digest(home)
    account = server_account(own / "data", home)
    if _is_initialised(own):
        return Layout(home, own, account)
    if _is_initialised(elsewhere):
        return Layout(home, elsewhere, server_account(elsewhere / "data"))
    _refuse_if_moved(home)
    if account.switch and not reaches(account, home):
        return Layout(home, elsewhere, account)
    return Layout(home, own, account)


def _refuse_if_moved(home: Path) -> None:
    marker = Layout(home, home, ServerAccount(0, 0, switch=False)).marker
    if not os.path.lexists(marker):
        return
    left = marker.read_text().strip()
    if not _is_initialised(Path(left)):
        return
    raise DatabaseWasLeftBehind(
        _(
            "Thư mục dữ liệu %(home)s đã được chuyển hoặc sao chép, còn cơ sở dữ liệu của nó vẫn nằm ở %(left)s. "
            "Nếu đã chuyển: dừng máy chủ cũ rồi chuyển %(left)s thành %(new)s. "
            "Nếu là bản sao để dùng riêng: xóa tệp %(marker)s."
        )
        % {"home": home, "left": left, "new": _ELSEWHERE / _digest(home), "marker": marker}
    )


def _socket_length(sockets: Path) -> int:
    return len(os.fsencode(sockets / ("0" * 2 * TOKEN_BYTES) / f".s.PGSQL.{PORT}"))


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def _is_initialised(place: Path) -> bool:
    return os.path.lexists(place / "data" / "PG_VERSION")
