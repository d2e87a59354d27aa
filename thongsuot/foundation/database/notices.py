"""Turning one notice of PostgreSQL into the error it ought to be.

When the wait for a synchronous standby is cancelled, the server answers success and only warns that the committed row
may not have reached the standby. An application that believes the success loses acknowledged rows at the next failover.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.errors import Diagnostic

# The place in the server's source is sent with every notice and, unlike its text, is never translated.
_WAITING_FUNCTION = "SyncRepWaitForLSN"


class CommitNotReplicated(psycopg.OperationalError):
    """The row is committed here, but may not survive the loss of this server: it must not be acknowledged."""


def install(connection: psycopg.Connection[Any]) -> None:
    """Make the connection raise CommitNotReplicated at the end of any call during which that notice came.

    psycopg swallows what a notice handler raises, so the handler only takes note; the error is raised where every call
    of a connection ends, in its `wait`.
    """
    broken: list[str] = []

    def take_note(notice: Diagnostic) -> None:
        if notice.source_function == _WAITING_FUNCTION:
            broken.append(notice.message_primary or _WAITING_FUNCTION)

    connection.add_notice_handler(take_note)
    connection.wait = _checking(connection.wait, broken)  # type: ignore[method-assign]


def _checking(wait: Callable[..., Any], broken: list[str]) -> Callable[..., Any]:
    def checked_wait(*arguments: Any, **options: Any) -> Any:
        result = wait(*arguments, **options)
        if broken:
            message = broken[0]
            broken.clear()
            raise CommitNotReplicated(message)
        return result

    return checked_wait
