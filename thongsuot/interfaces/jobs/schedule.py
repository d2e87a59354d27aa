"""What runs in the background, and how often. Any number of processes may run it: each duty takes turns by a lock."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from thongsuot.domain.figures.fold import fold_all
from thongsuot.foundation.audit.sealing import seal, write_checkpoint
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.foundation.database.embedded import start_again_if_gone
from thongsuot.foundation.messaging.delivery import deliver_waiting


@dataclass(frozen=True, slots=True)
class Duty:
    """Something done again and again: `run` does what there is to do and returns how much that was."""

    name: str
    run: Callable[[], int]
    every_seconds: float


def seal_log() -> int:
    """Seal what was recorded and keep the checkpoint in a file outside the database."""
    at = ticking_now()
    sealed = seal(at)
    if sealed:
        write_checkpoint(settings.CHECKPOINT_FILE, at=at)
    return sealed


def deliver_messages() -> int:
    """Hand over the e-mails that wait in the outbox."""
    return deliver_waiting(now())


def keep_database() -> int:
    """Start the embedded database again where something has ended it: nobody else would."""
    return int(start_again_if_gone())


SCHEDULE = (
    Duty("database", keep_database, every_seconds=1),
    Duty("fold", fold_all, every_seconds=1),
    Duty("messages", deliver_messages, every_seconds=2),
    Duty("seal", seal_log, every_seconds=10),
)
