"""Sealing, and the checkpoint file."""

import fcntl
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import IntegrityError, connection, transaction

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import AT, cut_tail, edit_entry, rewrite_chain
from thongsuot.foundation.audit.actions import queue_leaves
from thongsuot.foundation.audit.checkpoints import checkpoint_at, read_checkpoints
from thongsuot.foundation.audit.digests import GENESIS, next_chain
from thongsuot.foundation.audit.models import PendingLeaf, SealedLeaf
from thongsuot.foundation.audit.sealing import LogContradictsCheckpoint, checkpoint, is_kept, seal, write_checkpoint

T = TypeVar("T")


def test_seal_when_leaves_wait_then_links_them_in_order_after_the_last(make_entry: MakeEntry, db: None) -> None:
    made = [make_entry() for _ in range(3)]
    digests = list(PendingLeaf.objects.order_by("pk").values_list("digest", flat=True))

    sealed = [seal(AT, limit=2), seal(AT, limit=2), seal(AT, limit=2)]

    assert sealed == [2, 1, 0]
    assert not PendingLeaf.objects.exists()
    leaves = list(SealedLeaf.objects.order_by("sequence"))
    assert [(leaf.sequence, leaf.source, leaf.row_id) for leaf in leaves] == [
        (place, "entry", entry.pk) for place, entry in enumerate(made, 1)
    ]
    chain = GENESIS
    for leaf, digest in zip(leaves, digests, strict=True):
        chain = next_chain(chain, leaf.sequence, bytes(digest))
        assert (leaf.digest, leaf.chain, leaf.sealed_at) == (digest, chain, AT)


def test_seal_when_a_sealed_row_is_queued_again_then_stops_and_keeps_the_queue(sealed_log: list[int]) -> None:
    PendingLeaf.objects.create(source="entry", row_id=sealed_log[0], digest=bytes(32))

    with pytest.raises(IntegrityError, match="audit_sealed_leaf_once"):
        seal(AT)

    assert PendingLeaf.objects.count() == 1


def in_a_thread(do: Callable[[], T]) -> Callable[[], T]:
    """Let a body run in a thread of its own, with a connection that it leaves closed."""

    def body() -> T:
        try:
            return do()
        finally:
            connection.close()

    return body


def test_seal_when_another_is_sealing_then_waits_and_goes_on_from_its_end(committing: None) -> None:
    with transaction.atomic():
        queue_leaves("attendance", [(n, bytes([n]) * 32) for n in range(5)])

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert seal(AT, limit=2) == 2
            second = pool.submit(in_a_thread(lambda: seal(AT, limit=5)))
            wait_until_somebody_waits_for_us()
        sealed_after = second.result(timeout=10)

    assert sealed_after == 3
    assert list(SealedLeaf.objects.order_by("sequence").values_list("sequence", "row_id")) == [
        (1, 0),
        (2, 1),
        (3, 2),
        (4, 3),
        (5, 4),
    ]


def wait_until_somebody_waits_for_us() -> None:
    """Return when another session waits for a lock of this one; an attempt takes a hundredth of a second."""
    for _ in range(500):
        with connection.cursor() as cursor:
            # A transaction sees the same activity all the time, unless told to look again.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*), pg_sleep(0.01) FROM pg_locks "
                "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("Nobody waited for the sealer.")


def test_checkpoint_when_nothing_is_sealed_then_stands_before_the_first_link(db: None) -> None:
    assert checkpoint() == checkpoint_at(0, GENESIS)
    assert is_kept(checkpoint())


def test_checkpoint_when_links_exist_then_stands_at_the_last(sealed_log: list[int]) -> None:
    last = SealedLeaf.objects.get(sequence=6)

    assert checkpoint() == checkpoint_at(6, bytes(last.chain))


def test_is_kept_when_the_chain_moved_on_then_still_holds_and_when_it_was_cut_no_longer(
    sealed_log: list[int], make_entry: MakeEntry
) -> None:
    known = checkpoint()
    make_entry()
    seal(AT)
    assert is_kept(known)

    cut_tail(5)

    assert not is_kept(known)


def test_write_checkpoint_when_the_chain_moves_then_appends_one_line_for_each_move(
    sealed_log: list[int], make_entry: MakeEntry, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.txt"

    first, unmoved = write_checkpoint(file, at=AT), write_checkpoint(file, at=AT)
    make_entry()
    seal(AT)
    second = write_checkpoint(file, at=AT)

    assert unmoved is None
    assert first is not None
    assert second is not None
    assert (first.sequence, second.sequence) == (6, 7)
    assert read_checkpoints(file) == (first, second)
    assert file.read_text() == "".join(
        f"2021-04-01T01:30:00+00:00 {c.sequence} {c.chain_hex}\n" for c in (first, second)
    )


def test_write_checkpoint_when_nothing_is_sealed_then_writes_nothing(db: None, tmp_path: Path) -> None:
    assert write_checkpoint(tmp_path / "checkpoints.txt", at=AT) is None
    assert (tmp_path / "checkpoints.txt").read_bytes() == b""


def test_write_checkpoint_when_the_file_is_long_then_still_finds_its_last_line(
    sealed_log: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.txt"
    file.write_text(f"2021-04-01T00:00:00+00:00 1 {bytes(32).hex()}\n" * 100)
    current = checkpoint()
    with file.open("a") as lines:
        lines.write(f"2021-04-01T01:00:00+00:00 6 {current.chain_hex}\n")

    assert write_checkpoint(file, at=AT) is None


def test_write_checkpoint_when_a_power_failure_cut_the_last_line_then_replaces_it(
    sealed_log: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.txt"
    file.write_bytes(b"2021-04-01T01:30:00+00:00 6 00ab")

    written = write_checkpoint(file, at=AT)

    assert read_checkpoints(file) == (written,)


def test_write_checkpoint_when_the_tail_was_cut_then_refuses_and_leaves_the_file(
    sealed_log: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.txt"
    write_checkpoint(file, at=AT)
    before = file.read_bytes()
    cut_tail(4)

    with pytest.raises(LogContradictsCheckpoint, match="số 6"):
        write_checkpoint(file, at=AT)

    assert file.read_bytes() == before


def test_write_checkpoint_when_the_chain_was_rewritten_and_grew_then_refuses(
    sealed_log: list[int], make_entry: MakeEntry, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.txt"
    write_checkpoint(file, at=AT)
    edit_entry(sealed_log[2])
    rewrite_chain()
    make_entry()
    seal(AT)

    with pytest.raises(LogContradictsCheckpoint, match="số 6"):
        write_checkpoint(file, at=AT)


def test_write_checkpoint_when_it_returns_then_line_and_file_name_are_on_the_disk(
    sealed_log: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int]] = []
    file = tmp_path / "checkpoints.txt"

    def note(descriptor: int) -> None:
        synced.append((os.fstat(descriptor).st_ino, file.stat().st_size))

    monkeypatch.setattr(os, "fsync", note)
    write_checkpoint(file, at=AT)

    assert synced == [(tmp_path.stat().st_ino, 0), (file.stat().st_ino, len(file.read_bytes()))]
    assert file.read_bytes()


def test_write_checkpoint_when_another_process_holds_the_file_then_waits(committing: None, tmp_path: Path) -> None:
    file = tmp_path / "checkpoints.txt"
    with transaction.atomic():
        queue_leaves("attendance", [(1, bytes(32))])
    seal(AT)

    with ThreadPoolExecutor(1) as pool:
        with file.open("ab") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            writing = pool.submit(in_a_thread(lambda: write_checkpoint(file, at=AT)))
            with pytest.raises(TimeoutError):
                writing.result(timeout=0.3)
        written = writing.result(timeout=10)

    assert written == checkpoint()
