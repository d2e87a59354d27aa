"""Making the server's data folder and keeping its configuration."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import MAJOR, Binaries
from thongsuot.foundation.database.layout import PORT, Layout
from thongsuot.foundation.database.processes import reaches, run_as
from thongsuot.foundation.database.roles import SUPERUSER, password_for


class DataFolderNotWritable(Refusal):
    """A file or folder of the data folder cannot be written."""


class DataFolderUnreachable(Refusal):
    """The account that must run the server cannot enter the folder of its database."""


class DataFolderOfOtherVersion(Refusal):
    """The data was made by another major version of PostgreSQL than these binaries."""


class DiskIsFull(Refusal):
    """There is no space left for the database."""


class DataFolderCouldNotBeMade(Refusal):
    """initdb failed for a reason of its own, which the sentence quotes."""


class SocketFolderTaken(Refusal):
    """The short folder for the socket exists, and is not ours alone."""


# Safety first (fsync, full pages, commit wait for the disk); no network; nothing personal in the log.
_SETTINGS = f"""\
# Viết lại mỗi lần khởi động. Muốn chỉnh: ghi vào local.conf cùng thư mục.
# Rewritten at every start. To change a value, write it into local.conf beside this file.
listen_addresses = ''
port = {PORT}
unix_socket_directories = '%(sockets)s'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
random_page_cost = 1.1
max_wal_size = 512MB
fsync = on
full_page_writes = on
synchronous_commit = on
wal_level = replica
password_encryption = 'scram-sha-256'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_duration_statement = 1s
log_line_prefix = '%%m [%%p] %%q%%u@%%d '
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
include_if_exists 'local.conf'
"""
_LOG_KEPT_BYTES = 16 * 1024 * 1024


@contextmanager
def refusing_file_errors(folder: Path) -> Iterator[None]:
    """Turn the two file errors an operator can mend, a full disk and a missing right, into sentences."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskIsFull(f"Ổ đĩa chứa {where} đã đầy. Hãy giải phóng dung lượng rồi chạy lại.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise DataFolderNotWritable(
                f"Không ghi được vào {where}: {error.strerror}. "
                "Hãy cấp quyền ghi cho tài khoản đang chạy, hoặc đặt THONGSUOT_HOME sang thư mục khác."
            )
        raise


def make_home(home: Path) -> None:
    """Make the data folder if it is not there. Only what is made here gets a mode; no existing folder is opened."""
    with refusing_file_errors(home):
        if not home.exists():
            home.parent.mkdir(parents=True, exist_ok=True)
            home.mkdir(exist_ok=True)
            home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def make_folders(layout: Layout) -> None:
    """Make the folders of the server: those it writes belong to its account, their parent to whoever runs us."""
    with refusing_file_errors(layout.place):
        layout.place.parent.mkdir(parents=True, exist_ok=True)
        _make_folder(layout.place, 0o711 if layout.account.switch else 0o700)
        for folder in (layout.log.parent, layout.sockets):
            _make_folder(folder, 0o700, layout)
        if layout.is_elsewhere:
            layout.marker.write_text(f"{layout.place}\n")
    state = layout.sockets.lstat()
    if layout.sockets.is_symlink() or state.st_uid != layout.account.uid or state.st_mode & 0o077:
        raise SocketFolderTaken(
            f"Thư mục {layout.sockets} đã có sẵn và không thuộc riêng tài khoản chạy máy chủ. "
            "Hãy xóa thư mục đó rồi chạy lại."
        )
    if not reaches(layout.account, layout.place):
        raise DataFolderUnreachable(
            f"Tài khoản có số hiệu {layout.account.uid}, dùng để chạy PostgreSQL, không vào được {layout.place}. "
            f"Hãy cấp quyền đi qua (chmod o+x) cho các thư mục phía trên, hoặc chuyển dữ liệu sang nơi khác."
        )


def check_version(layout: Layout) -> None:
    """Refuse data made by another major version than the binaries'."""
    made_by = (layout.data / "PG_VERSION").read_text().strip()
    if made_by == str(MAJOR):
        return
    newer = float(made_by) > MAJOR
    advice = (
        "Hãy cài bản Thông Suốt mới hơn, đúng bản đã tạo ra dữ liệu này."
        if newer
        else "Hãy khôi phục từ bản sao lưu, hoặc nâng cấp bằng pg_upgrade."
    )
    raise DataFolderOfOtherVersion(
        f"Dữ liệu ở {layout.data} do PostgreSQL {made_by} tạo ra, {'mới' if newer else 'cũ'} hơn PostgreSQL {MAJOR} "
        f"đi kèm chương trình. Dữ liệu không bị thay đổi. {advice}"
    )


def initialise(layout: Layout, binaries: Binaries) -> None:
    """Make the data folder, whole or not at all: a crash halfway leaves only a folder that the next try removes."""
    fresh = layout.place / "data.new"
    password_file = layout.log.parent / "password"
    with refusing_file_errors(layout.place):
        shutil.rmtree(fresh, ignore_errors=True)
        _make_folder(fresh, 0o700, layout)
        _write_for_server(password_file, password_for(layout, SUPERUSER), layout)
    try:
        made = run_as(
            layout.account,
            [
                binaries.program("initdb"),
                *("--pgdata", fresh, "--username", SUPERUSER, "--pwfile", password_file),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"),
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            ],
        )
    finally:
        password_file.unlink()
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _initialising_failed(layout, made.stderr)
    fresh.rename(layout.data)
    _flush_folder(layout.place)


def write_configuration(layout: Layout) -> None:
    """Write the settings file, and set the log aside once it has grown large."""
    sockets = str(layout.sockets).replace("'", "''")
    with refusing_file_errors(layout.place):
        partial = layout.configuration.with_suffix(".partial")
        partial.write_text(_SETTINGS % {"sockets": sockets})
        partial.chmod(0o644 if layout.account.switch else 0o600)
        partial.replace(layout.configuration)
        if layout.log.exists() and layout.log.stat().st_size > _LOG_KEPT_BYTES:
            layout.log.replace(layout.log.with_suffix(".log.1"))


def _initialising_failed(layout: Layout, errors: str) -> Refusal:
    if "No space left on device" in errors:
        return DiskIsFull(f"Ổ đĩa chứa {layout.place} đã đầy, chưa tạo được cơ sở dữ liệu. Hãy giải phóng dung lượng.")
    return DataFolderCouldNotBeMade(f"Không tạo được cơ sở dữ liệu ở {layout.place}. PostgreSQL báo: {errors.strip()}")


def _make_folder(folder: Path, mode: int, layout: Layout | None = None) -> None:
    """Make a folder with exactly this mode, the server's when a layout is given; leave an existing one as it is."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    folder.chmod(mode)
    if layout and layout.account.switch:
        os.chown(folder, layout.account.uid, layout.account.gid)


def _write_for_server(path: Path, text: str, layout: Layout) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    if layout.account.switch:
        os.chown(path, layout.account.uid, layout.account.gid)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
