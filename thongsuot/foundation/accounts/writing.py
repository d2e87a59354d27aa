"""Writing to the holder of an account, where they have an address and the installation has a way out."""

from datetime import datetime

from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.notices import Letter
from thongsuot.foundation.messaging.models import Message
from thongsuot.foundation.messaging.outbox import can_send, send


def write_to(
    account: Account, letter: Letter, *, purpose: str, at: datetime, worthless_at: datetime | None = None
) -> Message | None:
    """Send a letter to the holder of an account; None where it cannot reach them."""
    if not (account.address and can_send()):
        return None
    return send(account.address, letter.subject, letter.text, purpose=purpose, at=at, worthless_at=worthless_at)
