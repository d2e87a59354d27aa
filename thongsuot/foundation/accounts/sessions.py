"""Sessions live in the database, each beside its account: one that is ended there is over with the next request.

A session tells itself (keys of its data): when it was opened and last seen, by which means, from which device and address, when its
holder last proved who they are, and whether with a second factor. Times are seconds since 1970, of the real clock: a
demonstration's pinned day must not keep a session open.
"""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from thongsuot.foundation.core.clock import ticking_now

OPENED, SEEN, MEANS, DEVICE, ADDRESS, PROVED, FACTOR = (
    "opened",
    "seen",
    "means",
    "device",
    "address",
    "proved",
    "factor",
)


class SessionStore(DatabaseStore):
    """Django's store of sessions, with the account and what its holder may see of it in columns of their own."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the table."""
        from thongsuot.foundation.accounts.models import OpenSession  # the store is loaded before the tables are

        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row of a session: whoever signed in, however, has an account and a time in it."""
        if SESSION_KEY in data and OPENED not in data:
            data[OPENED] = data[SEEN] = ticking_now().timestamp()
            self._session_cache = data
        row: Any = super().create_model_instance(data)
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.opened_at, row.seen_at = _instant(data.get(OPENED)), _instant(data.get(SEEN))
        row.device, row.address = data.get(DEVICE, ""), data.get(ADDRESS, "")
        row.means = data.get(MEANS, "")
        return row


def _instant(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
