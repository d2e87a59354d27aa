"""The server's socket: each start has a folder of its own for it, and a link leads clients there.

PostgreSQL removes its socket when it ends, by name. A server whose data folder was deleted or moved away lives on for a while and
would take away the socket of its successor at the same path; so no two starts share that name.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from thongsuot.foundation.database.folders import owner_of, refusing_file_errors, write_file
from thongsuot.foundation.database.layout import TOKEN_BYTES, Layout


def make_sockets_of_start(layout: Layout) -> Path:
    """Make the folder in which the coming start has its socket, lead clients there, and return it.

    Call only while no server of this data folder runs: what earlier starts left is cleared away first.
    """
    own = secrets.token_hex(TOKEN_BYTES)
    with _opened(layout) as sockets:
        _clear(sockets)
        os.mkdir(own, 0o700, dir_fd=sockets)
        if layout.account.switch:
            os.chown(own, layout.account.uid, layout.account.gid, dir_fd=sockets, follow_symlinks=False)
        write_file(layout.start, own + "\n", 0o644, owner_of(layout.home))
        os.symlink(Path(own, layout.socket.name), layout.socket.name, dir_fd=sockets)
    return layout.sockets / own


def clear_sockets(layout: Layout) -> None:
    """Take away what starts that are over left behind, if anything."""
    with contextlib.suppress(FileNotFoundError), _opened(layout) as sockets:
        _clear(sockets)


def leads_astray(layout: Layout) -> bool:
    """Say whether clients would be led to a start that this data folder does not know of.

    It is so where the folder went from under a server that still lives: that one works on other files, or on none.
    """
    try:
        led_to, noted = layout.socket.readlink().parent.name, layout.start.read_text().strip()
    except FileNotFoundError:
        return layout.socket.is_symlink()
    except OSError:  # no link, or nothing we may look at: knocking will tell
        return False
    return led_to != noted


def _clear(sockets: int) -> None:
    with os.scandir(sockets) as found:
        left = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
    for name, is_folder in left:
        if is_folder:
            shutil.rmtree(name, dir_fd=sockets)
        else:
            os.unlink(name, dir_fd=sockets)


@contextlib.contextmanager
def _opened(layout: Layout) -> Iterator[int]:
    """Hold the folder itself: root writes where another account may, and would follow a link planted in its place."""
    with refusing_file_errors(layout.sockets):
        descriptor = os.open(layout.sockets, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
