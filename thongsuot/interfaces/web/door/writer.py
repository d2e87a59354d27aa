"""The writer of the door: what waits is committed together, and each caller is answered after their own commit.

No timer: whoever comes while nobody writes is written at once, and whoever comes meanwhile gathers for the next batch. One
flush is in flight in each process of the server (with two, batches were smaller and the work more). A batch that fails is told
to everyone in it and never tried again here: repeating a check-in changes nothing, so the caller may simply come again.
"""

import logging
import threading
from _thread import LockType
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import connections

from thongsuot.domain.study.actions.check_ins import Answer, CheckIn

Record = Callable[[Sequence[CheckIn]], list[Answer]]

MOST_ROWS = 200
# Longer than a lock may be waited for in the database; a broken replication would make a caller wait for ever.
PATIENCE_SECONDS = 8.0
# A connection that has been idle this long is looked at before it is used: the server may have been restarted.
_IDLE_SECONDS = 1.0

_log = logging.getLogger("thongsuot.door")


class DoorUnavailable(Exception):
    """It is not known that the check-in was recorded: the database is away, busy or stopping."""


def _held_lock() -> LockType:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Waiting:
    """A caller and their answer. The lock is free once it is decided; it costs less than an event."""

    row: CheckIn
    decided: LockType = field(default_factory=_held_lock)
    answer: Answer | None = None
    has_left: bool = False


class Writer:
    """A thread that records check-ins in batches. It starts with the first caller, so that a process may fork before."""

    def __init__(self, record: Record, *, patience: float = PATIENCE_SECONDS) -> None:
        self._record = record
        self._patience = patience
        self._waiting: deque[_Waiting] = deque()
        self._change = threading.Condition()
        self._is_started = False

    def check_in(self, row: CheckIn) -> Answer:
        """Return what became of a check-in, after its commit. Raises DoorUnavailable when that cannot be said."""
        mine = _Waiting(row)
        with self._change:
            if not self._is_started:
                self._start()
            self._waiting.append(mine)
            self._change.notify()
        if not mine.decided.acquire(timeout=self._patience):
            mine.has_left = True
            raise DoorUnavailable
        if mine.answer is None:
            raise DoorUnavailable
        return mine.answer

    def _start(self) -> None:
        self._is_started = True
        threading.Thread(target=self._write_for_ever, name="door", daemon=True).start()

    def _write_for_ever(self) -> None:
        while True:
            batch = self._next_batch()
            try:
                answers = self._record([one.row for one in batch])
                for one, answer in zip(batch, answers, strict=True):
                    one.answer = answer
            except Exception:
                # The outermost edge of this thread: the callers are told, the next batch is tried anew.
                _log.exception("a batch of %d check-ins was not recorded", len(batch))
            for one in batch:
                one.decided.release()

    def _next_batch(self) -> list[_Waiting]:
        """Wait until somebody is there; return all who are, at most 200, without those who have left."""
        with self._change:
            while True:
                while not self._waiting:
                    self._change.wait()
                batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_ROWS))]
                if there := [one for one in batch if not one.has_left]:
                    return there


class OnOwnConnection:
    """Records under the door's role on the connection of the calling thread, which it keeps fresh."""

    def __init__(self, record: Callable[..., list[Answer]], clock: Callable[[], datetime]) -> None:
        self._record = record
        self._clock = clock
        self._used_at = threading.local()

    def __call__(self, rows: Sequence[CheckIn]) -> list[Answer]:
        """Record the rows now. A connection that failed is closed, so that the next batch makes a new one."""
        connection = connections[settings.DOOR_DATABASE]
        if monotonic() - getattr(self._used_at, "instant", 0.0) > _IDLE_SECONDS:
            connection.close_if_unusable_or_obsolete()
        try:
            answers = self._record(rows, at=self._clock())
        except Exception:
            connection.close()
            raise
        self._used_at.instant = monotonic()
        return answers
