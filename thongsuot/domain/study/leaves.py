"""Attendance rows written at the door are their own leaves of the audit log: no second record is made of them."""

from collections.abc import Sequence

from django.db import connection

SOURCE = "attendance"
# The canonical text of a row, the same when it is written and when it is verified.
DIGEST = """sha256(convert_to('attendance|' || {0}.id || '|' || {0}.session_id || '|' || {0}.entry_id || '|' || {0}.version
    || '|' || {0}.presence || '|' || {0}.source || '|' || {0}.happened_on || '|'
    || to_char({0}.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '|' || {0}.recorded_by, 'UTF8'))"""
DOOR = "door"


def attendance_leaves(after: int, limit: int) -> Sequence[tuple[int, bytes]]:
    """Return (row id, digest) of at most `limit` of the door's rows with ids above `after`, ascending, as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.id, {DIGEST.format('a')} FROM study_attendance a "  # noqa: S608 - the constant above
            "WHERE a.id > %s AND a.recorded_by = %s ORDER BY a.id LIMIT %s",
            [after, DOOR, limit],
        )
        return [(row_id, bytes(digest)) for row_id, digest in cursor.fetchall()]
