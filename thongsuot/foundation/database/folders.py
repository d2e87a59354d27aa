"""Making folders and files that two accounts share, so that neither can lead the other astray.

As root we write into folders that another account owns. Nothing here follows a symbolic link planted there, and no
folder that existed before gets other rights.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal


class DataFolderNotWritable(Refusal):
    """A file or folder of the data folder cannot be written."""


class DiskIsFull(Refusal):
    """There is no space left for the database."""


@contextmanager
def refusing_file_errors(folder: Path) -> Iterator[None]:
    """Turn the two file errors an operator can mend, a full disk and a missing right, into sentences."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = _("Ổ đĩa chứa %(where)s đã đầy. Hãy giải phóng dung lượng rồi chạy lại.")
            raise DiskIsFull(sentence % {"where": where})
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise DataFolderNotWritable(
                _(
                    "Không ghi được vào %(where)s: %(why)s. "
                    "Hãy cấp quyền ghi cho tài khoản đang chạy, hoặc đặt THONGSUOT_HOME sang thư mục khác."
                )
                % {"where": where, "why": error.strerror}
            )
        raise


def make_folder(folder: Path, mode: int, owner: tuple[int, int] | None = None) -> None:
    """Make a folder with exactly this mode; leave an existing one as it is. `owner` (uid, gid) matters only to root."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchmod(descriptor, mode)
        _give(descriptor, owner)
    finally:
        os.close(descriptor)


def write_file(path: Path, text: str, mode: int, owner: tuple[int, int] | None = None) -> None:
    """Put a whole new file in the place of the old one, flushed to disk: a crash leaves the old or the new."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, mode)
        _give(descriptor, owner)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    partial.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def owner_of(path: Path) -> tuple[int, int]:
    """Return who owns a file or folder: uid and gid."""
    state = path.stat()
    return state.st_uid, state.st_gid


def _give(descriptor: int, owner: tuple[int, int] | None) -> None:
    if owner and os.geteuid() == 0:
        os.fchown(descriptor, *owner)
