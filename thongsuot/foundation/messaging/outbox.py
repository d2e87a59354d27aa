"""One way out: whoever has something to say puts it into the outbox, in the transaction of what it is about."""

from datetime import datetime

from django.conf import settings

from thongsuot.foundation.core.encryption import encrypted
from thongsuot.foundation.messaging.models import Message


def send(
    address: str, subject: str, text: str, *, purpose: str, at: datetime, worthless_at: datetime | None = None
) -> Message:
    """Put an e-mail into the outbox; it leaves within seconds if this transaction commits.

    Stands below permissions, like `record`: whoever calls has checked. The subject is one line.
    """
    return Message.objects.create(
        purpose=purpose,
        address_encrypted=encrypted(address),
        content_encrypted=encrypted(f"{' '.join(subject.split())}\n{text}"),
        planned_at=at,
        try_at=at,
        worthless_at=worthless_at,
    )


def can_send() -> bool:
    """Tell whether this installation has a way to send e-mail at all (setting MAIL_CARRIER)."""
    return bool(settings.MAIL_CARRIER != "none")
