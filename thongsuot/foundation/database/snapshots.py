"""One snapshot for several statements: figures that are added up against each other must all be of the same instant."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_WRITING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Read within one snapshot. Inside a transaction of the caller it is the caller's, whatever that sees."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute(_READ_ONLY)
        yield


def see_one_snapshot() -> None:
    """Let the running transaction see one snapshot from here on; to be called before its first statement.

    A transaction inside another sees what the outer one does: there it changes nothing.
    """
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute(_WRITING)
