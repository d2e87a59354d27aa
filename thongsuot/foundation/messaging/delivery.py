"""Emptying the outbox. A message is marked as being sent before it is handed over: one that was lost on the way is not sent twice."""

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.messaging.carriers import Never, NobodyKnows, NotNow, carry
from thongsuot.foundation.messaging.models import Delivery, Message

_AT_ONCE = 20
_MOST_TRIES = 6
_FIRST_WAIT = timedelta(minutes=1)
# Nobody hands a message over for longer than this: whoever took it is dead.
_LOST_AFTER = timedelta(minutes=10)


def deliver_waiting(at: datetime) -> int:
    """Hand over what waits, at most twenty messages; return how many were taken. May run in several processes, and twice.

    The first that cannot be handed over now ends the round: other duties of the same process must not wait for a dead line.
    """
    _give_up_lost(at)
    for taken in range(_AT_ONCE):
        message = _take(at)
        if message is None:
            return taken
        if not _is_handed_over(message, at):
            return taken + 1
    return _AT_ONCE


def _take(at: datetime) -> Message | None:
    with transaction.atomic():
        waiting = Message.objects.filter(state=Delivery.PLANNED, try_at__lte=at).order_by("try_at", "pk")
        message = waiting.select_for_update(skip_locked=True).first()
        if message is not None:
            message.state, message.taken_at, message.tries = Delivery.SENDING, at, message.tries + 1
            message.save(update_fields=["state", "taken_at", "tries"])
    return message


def _is_handed_over(message: Message, at: datetime) -> bool:
    """Carry one message; False when the carrier takes nothing at present."""
    if message.worthless_at and message.worthless_at <= at:
        _end(message, Delivery.FAILED, "too late", at)
        return True
    subject, _feed, text = decrypted(bytes(message.content_encrypted)).partition("\n")
    try:
        carry(decrypted(bytes(message.address_encrypted)), subject, text, name=message.public_id)
    except NotNow as trouble:
        _try_later(message, str(trouble), at)
        return False
    except Never as trouble:
        _end(message, Delivery.FAILED, str(trouble), at)
    except NobodyKnows as trouble:
        _end(message, Delivery.UNKNOWN, str(trouble), at)
    else:
        _end(message, Delivery.DONE, "", at)
    return True


def _try_later(message: Message, trouble: str, at: datetime) -> None:
    """Wait twice as long each time: one minute, two, four, … half an hour."""
    if message.tries >= _MOST_TRIES:
        _end(message, Delivery.FAILED, trouble, at)
        return
    message.state, message.trouble = Delivery.PLANNED, trouble
    message.try_at = at + _FIRST_WAIT * 2 ** (message.tries - 1)
    message.save(update_fields=["state", "trouble", "try_at"])


def _end(message: Message, state: Delivery, trouble: str, at: datetime) -> None:
    message.state, message.trouble, message.ended_at = state, trouble, at
    message.content_encrypted = message.address_encrypted = b""
    message.save(update_fields=["state", "trouble", "ended_at", "content_encrypted", "address_encrypted"])


def _give_up_lost(at: datetime) -> None:
    lost = Message.objects.filter(state=Delivery.SENDING, taken_at__lt=at - _LOST_AFTER)
    lost.update(state=Delivery.UNKNOWN, trouble="lost", ended_at=at, content_encrypted=b"", address_encrypted=b"")
