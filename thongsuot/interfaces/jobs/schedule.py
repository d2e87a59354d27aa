"""What runs in the background, and how often. Any number of processes may run it: each duty takes turns by a lock."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from thongsuot.domain.figures.fold import fold_all
from thongsuot.foundation.accounts.entering import answer_link_requests
from thongsuot.foundation.audit.sealing import seal, write_checkpoint
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.foundation.database.embedded import start_again_if_gone
from thongsuot.foundation.messaging.delivery import deliver_waiting
from thongsuot.foundation.privacy.retention import carry_out_terms


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
    """Answer who asked for a link, and hand over the e-mails that wait in the outbox."""
    at = now()
    return answer_link_requests(at) + deliver_waiting(at)


def keep_terms() -> int:
    """Let go what the policy's terms say: each hour a little rather than each night a lot; a second run finds nothing."""
    return sum(carry_out_terms(now()).values())


def keep_database() -> int:
    """Start the embedded database again where something has ended it: nobody else would."""
    return int(start_again_if_gone())


SCHEDULE = (
    Duty("database", keep_database, every_seconds=1),
    Duty("fold", fold_all, every_seconds=1),
    Duty("messages", deliver_messages, every_seconds=2),
    Duty("seal", seal_log, every_seconds=10),
    Duty("retention", keep_terms, every_seconds=3_600),
)
