"""Sealing: pending leaves become links of the one chain, and where it stands is written outside the database."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.audit.checkpoints import Checkpoint, checkpoint_at, checkpoint_of_line, complete_part
from thongsuot.foundation.audit.digests import GENESIS, next_chain
from thongsuot.foundation.audit.models import SealedLeaf
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.bulk import copy_into

# One sealer at a time in the whole installation; any number that no other advisory lock here uses.
_SEALING_LOCK = 7_325_000_001

_TAKE_PENDING = """
    WITH taken AS (
        DELETE FROM audit_pending_leaf
        WHERE id IN (SELECT id FROM audit_pending_leaf ORDER BY id LIMIT %s)
        RETURNING id, source, row_id, digest
    )
    SELECT source, row_id, digest FROM taken ORDER BY id
"""
_LEAF_COLUMNS = ("sequence", "source", "row_id", "digest", "chain", "sealed_at")

# A line has about 110 bytes; the last complete one lies within this much of the end.
_TAIL_BYTES = 4_096


def seal(at: datetime, *, limit: int = 10_000) -> int:
    """Seal the oldest pending leaves, at most `limit`, in one transaction; return how many.

    A row that is queued again after it was sealed is a defect and stops sealing (IntegrityError); `verify` names it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING_LOCK])
        # Only now: what the sealer before us appended must be seen.
        head = checkpoint()
        cursor.execute(_TAKE_PENDING, [limit])
        taken = cursor.fetchall()
        if taken:
            copy_into(connection, "audit_sealed_leaf", _LEAF_COLUMNS, _links(head, taken, at))
    return len(taken)


def checkpoint() -> Checkpoint:
    """Return where the chain stands: the last link's sequence, chain and printed code; sequence 0 before the first."""
    last = SealedLeaf.objects.order_by("-sequence").values_list("sequence", "chain").first()
    return checkpoint_at(last[0], bytes(last[1])) if last else checkpoint_at(0, GENESIS)


def is_kept(known: Checkpoint) -> bool:
    """Tell whether the chain still passes through a checkpoint."""
    if known.sequence == 0:
        return known.matches(GENESIS)
    chain = SealedLeaf.objects.filter(pk=known.sequence).values_list("chain", flat=True).first()
    return chain is not None and known.matches(bytes(chain))


class LogContradictsCheckpoint(Refusal):
    """The chain no longer passes through the last checkpoint that was written: its tail was cut off or rewritten."""


def write_checkpoint(path: Path, *, at: datetime) -> Checkpoint | None:
    """Append where the chain stands to a file outside the database, on disk before returning; None if it has not moved.

    Refuses when the chain does not pass through the file's last checkpoint: a new line would cover up what happened.
    """
    with _file_for_one(path) as file:
        last = _last_checkpoint(file)
        if last is not None and not is_kept(last):
            raise LogContradictsCheckpoint(
                _("Nhật ký không còn khớp với mốc kiểm tra đã lưu ở số %(sequence)s. Chạy “thongsuot verify” để biết.")
                % {"sequence": last.sequence}
            )
        current = checkpoint()
        if current.sequence == (last.sequence if last else 0):
            return None
        time = at.astimezone(UTC).isoformat(timespec="seconds")
        file.write(f"{time} {current.sequence} {current.chain_hex}\n".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    return current


def _links(head: Checkpoint, taken: Iterable[tuple[str, int, bytes]], at: datetime) -> Iterator[tuple[object, ...]]:
    sequence, chain = head.sequence, bytes.fromhex(head.chain_hex)
    for source, row_id, digest in taken:
        sequence += 1
        chain = next_chain(chain, sequence, bytes(digest))
        yield sequence, source, row_id, bytes(digest), chain, at


@contextmanager
def _file_for_one(path: Path) -> Iterator[BinaryIO]:
    """Open the file for appending, held by this process alone; a new file's name is on the disk too."""
    is_new = not path.exists()
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_new:
            _sync_folder(path.parent)
        yield file


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_checkpoint(file: BinaryIO) -> Checkpoint | None:
    """Return the file's last checkpoint, after cutting off a last line that power failure left without its end."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _TAIL_BYTES)
    file.seek(start)
    complete = complete_part(file.read())
    if start + len(complete) < size:
        file.truncate(start + len(complete))
    lines = complete.splitlines()
    return checkpoint_of_line(lines[-1]) if lines else None
