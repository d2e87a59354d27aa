"""Who looked: reading another's personal data leaves a line, in one statement, and the same look again within minutes leaves none."""

from datetime import datetime, timedelta

from django.db import connection

from thongsuot.foundation.audit.actor import Actor

# Whoever turns pages, corrects a row and comes back has looked once.
SAME_LOOK = timedelta(minutes=10)

_NOTE = """
    INSERT INTO audit_look (at, looker_id, looker_label, person_id, unit_path, people, page, purpose)
    SELECT %(at)s, %(looker)s, %(label)s, %(person)s, %(path)s, %(people)s, %(page)s, %(purpose)s
    WHERE NOT EXISTS (
        SELECT 1 FROM audit_look
        WHERE looker_id = %(looker)s AND at > %(since)s AND at <= %(at)s AND page = %(page)s AND purpose = %(purpose)s
            AND unit_path = %(path)s AND person_id IS NOT DISTINCT FROM %(person)s AND people >= %(people)s
    )
"""


def note_look(
    by: Actor,
    *,
    page: str,
    unit_path: str,
    at: datetime,
    people: int = 1,
    person_id: int | None = None,
    purpose: str = "",
) -> bool:
    """Note that somebody was shown the data of a person, or of so many people of a unit; return whether a line was written.

    Nothing is written for one's own data, for the installation itself, for an empty list, and for the same look within SAME_LOOK.
    """
    if by.actor_id is None or by.actor_id == person_id or not people:
        return False
    values: dict[str, datetime | int | str | None] = {
        "at": at,
        "since": at - SAME_LOOK,
        "looker": by.actor_id,
        "label": by.actor_label,
        "person": person_id,
        "path": unit_path,
        "people": people,
        "page": page,
        "purpose": purpose,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, values)
        return bool(cursor.rowcount)
