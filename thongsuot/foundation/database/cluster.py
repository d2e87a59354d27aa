"""Making the server's data folder and keeping its configuration."""

import os
import shutil
from pathlib import Path

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.binaries import MAJOR, Binaries
from thongsuot.foundation.database.folders import (
    DiskIsFull,
    flush_folder,
    make_folder,
    owner_of,
    refusing_file_errors,
    write_file,
)
from thongsuot.foundation.database.layout import PORT, Layout
from thongsuot.foundation.database.processes import reaches, run_as
from thongsuot.foundation.database.roles import SUPERUSER, password_for


class DataFolderUnreachable(Refusal):
    """The account that must run the server cannot enter the folder of its database."""


class DataFolderOfOtherVersion(Refusal):
    """The data was made by another major version of PostgreSQL than these binaries."""


class DataFolderCouldNotBeMade(Refusal):
    """initdb failed for a reason of its own, which the sentence quotes."""


class SocketFolderTaken(Refusal):
    """The folder for the socket exists, and is not the server account's alone."""


# Safety first (fsync, full pages, commit waits for the disk); no network; nothing personal in the log.
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
_LOCAL_SETTINGS = "# Cấu hình riêng của máy này / settings of this machine: shared_buffers = 2GB\n"
_LOG_KEPT_BYTES = 16 * 1024 * 1024


def make_home(home: Path) -> None:
    """Make the data folder if it is not there, open enough for the server's account to pass through."""
    with refusing_file_errors(home):
        home.parent.mkdir(parents=True, exist_ok=True)
        make_folder(home, 0o711 if os.geteuid() == 0 else 0o700)
        if not home.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(home))


def make_folders(layout: Layout) -> None:
    """Make the folders of the server: those it writes are its own, their parent belongs to the data folder's owner.

    Refuses when they cannot be made, when the server's account cannot reach them, and when the socket's folder is
    somebody else's.
    """
    account, owner = layout.account, owner_of(layout.home)
    with refusing_file_errors(layout.place):
        layout.place.parent.mkdir(parents=True, exist_ok=True)
        make_folder(layout.place, 0o711 if account.switch else 0o700, owner)
        make_folder(layout.secrets, 0o700, owner)
        for folder in (layout.log.parent, layout.sockets):
            make_folder(folder, 0o700, (account.uid, account.gid))
        if layout.is_elsewhere:
            write_file(layout.marker, f"{layout.place}\n", 0o644, owner)
    state = layout.sockets.lstat()
    if layout.sockets.is_symlink() or state.st_uid != account.uid or state.st_mode & 0o077:
        raise SocketFolderTaken(
            _(
                "Thư mục %(folder)s đã có sẵn và không thuộc riêng tài khoản chạy máy chủ. "
                "Hãy xóa thư mục đó rồi chạy lại."
            )
            % {"folder": layout.sockets}
        )
    if not reaches(account, layout.place):
        raise DataFolderUnreachable(
            _(
                "Tài khoản có số hiệu %(uid)s, dùng để chạy PostgreSQL, không vào được %(folder)s. "
                "Hãy cấp quyền đi qua (chmod o+x) cho các thư mục phía trên, hoặc chuyển dữ liệu sang nơi khác."
            )
            % {"uid": account.uid, "folder": layout.place}
        )


def check_version(layout: Layout) -> None:
    """Refuse data made by another major version than the binaries'."""
    made_by = (layout.data / "PG_VERSION").read_text().strip()
    if made_by == str(MAJOR):
        return
    newer = not made_by.isdigit() or int(made_by) > MAJOR  # before version 10 it read 9.6
    sentence = (
        _(
            "Dữ liệu ở %(folder)s do PostgreSQL %(made_by)s tạo ra, mới hơn PostgreSQL %(version)s đi kèm chương trình. "
            "Dữ liệu không bị thay đổi. Hãy cài bản Thông Suốt mới hơn, đúng bản đã tạo ra dữ liệu này."
        )
        if newer
        else _(
            "Dữ liệu ở %(folder)s do PostgreSQL %(made_by)s tạo ra, cũ hơn PostgreSQL %(version)s đi kèm chương trình. "
            "Dữ liệu không bị thay đổi. Hãy khôi phục từ bản sao lưu, hoặc nâng cấp bằng pg_upgrade."
        )
    )
    raise DataFolderOfOtherVersion(sentence % {"folder": layout.data, "made_by": made_by, "version": MAJOR})


def initialise(layout: Layout, binaries: Binaries) -> None:
    """Make the data folder, whole or not at all: a crash halfway leaves only a folder that the next try removes.

    Refuses when the disk is full, and with PostgreSQL's own words for anything else.
    """
    fresh, servers = layout.place / "data.new", (layout.account.uid, layout.account.gid)
    password_file = layout.log.parent / "password"
    with refusing_file_errors(layout.place):
        shutil.rmtree(fresh, ignore_errors=True)
        make_folder(fresh, 0o700, servers)
        write_file(password_file, password_for(layout, SUPERUSER), 0o600, servers)
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
    flush_folder(layout.place)


def write_configuration(layout: Layout, sockets: Path) -> None:
    """Write the settings file, with the folder this start has for its socket; set the log aside once it has grown large."""
    # Three readers: the list of folders (double quotes), the file (single quotes, backslashes).
    quoted = f'"{sockets}"'.replace("\\", "\\\\").replace("'", "''")
    mode, owner = 0o644 if layout.account.switch else 0o600, owner_of(layout.home)
    with refusing_file_errors(layout.place):
        write_file(layout.configuration, _SETTINGS % {"sockets": quoted}, mode, owner)
        local = layout.configuration.with_name("local.conf")
        if not local.exists():
            write_file(local, _LOCAL_SETTINGS, mode, owner)
        if layout.log.exists() and layout.log.stat().st_size > _LOG_KEPT_BYTES:
            layout.log.replace(layout.log.with_suffix(".log.1"))


def _initialising_failed(layout: Layout, errors: str) -> Refusal:
    if "No space left on device" in errors:
        sentence = _("Ổ đĩa chứa %(folder)s đã đầy, chưa tạo được cơ sở dữ liệu. Hãy giải phóng dung lượng.")
        return DiskIsFull(sentence % {"folder": layout.place})
    words = {"folder": layout.place, "errors": errors.strip()}
    return DataFolderCouldNotBeMade(_("Không tạo được cơ sở dữ liệu ở %(folder)s. PostgreSQL báo: %(errors)s") % words)
