"""Names or counts, never both: whose unit has reported a number without names.

A number that stands at a unit speaks for everybody of that audience there and below. Who is one of them cannot be told, so a
name beside it would count somebody twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from thongsuot.foundation.core.trees import STEP

STANDING_COUNT = """
    h.people > 0 AND NOT EXISTS (
        SELECT FROM study_headcount n WHERE n.study_class_id = h.study_class_id AND n.audience_id = h.audience_id
            AND n.campaign_unit_id = h.campaign_unit_id AND n.version > h.version)
"""

# Whether a roll entry `e` is among those a standing count speaks for, in an audience `m` it belongs to.
IS_COUNTED = f"""
    EXISTS (
        SELECT FROM generate_series({STEP}, length(e.path), {STEP}) step
        JOIN plans_campaignunit u ON u.path = left(e.path, step)
        JOIN study_headcount h ON h.campaign_unit_id = u.id AND h.audience_id = m.audience_id
        WHERE {STANDING_COUNT})
"""

_COUNTED = f"""
SELECT e.id, a.name FROM plans_rollentry e
JOIN plans_rollmembership m ON m.entry_id = e.id AND m.counts_until IS NULL
JOIN plans_audience a ON a.id = m.audience_id
WHERE e.id = ANY(%(entries)s) AND m.audience_id = ANY(%(audiences)s) AND {IS_COUNTED}
ORDER BY e.id LIMIT 1
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Counted:
    """A roll entry for which a unit's number speaks, and the audience by name."""

    entry: int
    audience: str


def first_counted(entry_ids: Sequence[int], audience_ids: Sequence[int], *, using: str = "default") -> Counted | None:
    """Return one of these entries for whom a count without names stands in one of these audiences; None when there is none.

    To be asked in a transaction that holds the entries' standings. One statement.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_COUNTED, {"entries": list(entry_ids), "audiences": list(audience_ids)})
        found = cursor.fetchone()
    return Counted(*found) if found else None
