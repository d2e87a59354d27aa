"""The writer of the door: each waiting caller gets exactly their own answer, after their own commit."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.domain.study.actions.check_ins import Answer, CheckIn, Outcome
from thongsuot.interfaces.web.door.writer import MOST_ROWS, DoorUnavailable, Writer

START = datetime(2021, 6, 1, tzinfo=UTC)


def _answer_of(row: CheckIn) -> Answer:
    return Answer(Outcome.RECORDED, START + timedelta(seconds=row.entry_id))


class Recording:
    """Records batches in memory; notes which rows have been committed, how many at once, how many flushes side by side."""

    def __init__(self, failing: Sequence[int] = ()) -> None:
        self.failing = set(failing)
        self.committed: set[int] = set()
        self.sizes: list[int] = []
        self.most_at_once = 0
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, rows: Sequence[CheckIn]) -> list[Answer]:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            self.sizes.append(len(rows))
        try:
            if self.failing & {row.entry_id for row in rows}:
                msg = "the server closed the connection"
                raise OSError(msg)
            self.committed |= {row.entry_id for row in rows}
            return [_answer_of(row) for row in rows]
        finally:
            with self._lock:
                self._now -= 1


@settings(max_examples=25, deadline=None)
@given(entries=st.lists(st.integers(1, 10**6), min_size=1, max_size=60))
def test_check_in_gives_each_their_own_answer_once_committed(entries: list[int]) -> None:
    recording = Recording()
    writer = Writer(recording)

    def come(entry: int) -> tuple[Answer, bool]:
        answer = writer.check_in(CheckIn("k7m2p9q4rs", entry))
        return answer, entry in recording.committed

    with ThreadPoolExecutor(16) as callers:
        got = list(callers.map(come, entries))

    assert got == [(_answer_of(CheckIn("", entry)), True) for entry in entries]
    assert sum(recording.sizes) == len(entries)
    assert recording.most_at_once == 1


@settings(max_examples=25, deadline=None)
@given(entries=st.lists(st.integers(1, 50), min_size=1, max_size=60), failing=st.sets(st.integers(1, 50), max_size=5))
def test_check_in_when_batches_fail_is_acknowledged_only_if_committed(entries: list[int], failing: set[int]) -> None:
    recording = Recording(list(failing))
    writer = Writer(recording)

    def come(entry: int) -> bool:
        try:
            return writer.check_in(CheckIn("k7m2p9q4rs", entry)) == _answer_of(CheckIn("", entry))
        except DoorUnavailable:
            return False

    with ThreadPoolExecutor(16) as callers:
        acknowledged = {entry for entry, is_told in zip(entries, callers.map(come, entries), strict=True) if is_told}

    assert acknowledged <= recording.committed
    assert not acknowledged & failing


def test_check_in_gathers_who_comes_while_others_are_written_and_never_more_than_the_most() -> None:
    gate, sizes = threading.Event(), []

    def record(rows: Sequence[CheckIn]) -> list[Answer]:
        sizes.append(len(rows))
        gate.wait(5)
        return [_answer_of(row) for row in rows]

    writer = Writer(record)
    with ThreadPoolExecutor(MOST_ROWS + 50) as callers:
        coming = [callers.submit(writer.check_in, CheckIn("k7m2p9q4rs", n)) for n in range(MOST_ROWS + 50)]
        while len(writer._waiting) + sum(sizes) < MOST_ROWS + 50:
            threading.Event().wait(0.001)
        gate.set()
        answers = [one.result() for one in coming]

    assert answers == [_answer_of(CheckIn("", n)) for n in range(MOST_ROWS + 50)]
    assert max(sizes) <= MOST_ROWS
    assert len(sizes) < MOST_ROWS


def test_check_in_when_the_commit_does_not_come_is_not_acknowledged_and_who_left_is_not_written() -> None:
    gate, written = threading.Event(), []

    def record(rows: Sequence[CheckIn]) -> list[Answer]:
        gate.wait(5)
        written.extend(row.entry_id for row in rows)
        return [_answer_of(row) for row in rows]

    writer = Writer(record, patience=0.02)
    for n in range(2):
        with pytest.raises(DoorUnavailable):
            writer.check_in(CheckIn("k7m2p9q4rs", n))
    gate.set()
    writer._patience = 5.0

    assert writer.check_in(CheckIn("k7m2p9q4rs", 99)) == _answer_of(CheckIn("", 99))
    assert 1 not in written
