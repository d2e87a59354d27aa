"""How many have studied, at any nodes of a campaign's tree: stored totals plus what is not folded yet, in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

_NOW = """
SELECT n.id, t.audience_id, t.form, t.grade, t.is_make_up, t.people
FROM plans_campaignunit n JOIN figures_storedtotal t ON t.campaign_unit_id = n.id
WHERE n.id = ANY(%(units)s) AND t.directive_id IS NOT DISTINCT FROM %(directive)s
UNION ALL
SELECT n.id, l.audience_id, l.form, l.grade, l.is_make_up, l.quantity
FROM plans_campaignunit n
JOIN study_unfoldedlearning q ON q.path >= n.path AND q.path < n.path || '~'
JOIN study_learningledger l ON l.id = q.learning_id
WHERE n.id = ANY(%(units)s) AND l.directive_id IS NOT DISTINCT FROM %(directive)s
"""

_AS_OF = """
SELECT n.id, l.audience_id, l.form, l.grade, l.is_make_up, l.quantity
FROM plans_campaignunit n
JOIN study_learningledger l ON l.path >= n.path AND l.path < n.path || '~'
WHERE n.id = ANY(%(units)s) AND l.directive_id IS NOT DISTINCT FROM %(directive)s AND l.recorded_at <= %(as_of)s
"""

_SUMMED = """
SELECT id, audience_id, form, grade, is_make_up, sum(people)::int
FROM ({}) r (id, audience_id, form, grade, is_make_up, people)
GROUP BY 1, 2, 3, 4, 5 HAVING sum(people) <> 0
"""


@dataclass(frozen=True, slots=True)
class Part:
    """People who studied in one form, known with one grade of proof, at a first sitting or a make-up."""

    form: str
    grade: str
    is_make_up: bool
    people: int


def studied_at(
    unit_ids: Sequence[int], *, as_of: datetime | None = None, directive_id: int | None = None
) -> dict[tuple[int, int], list[Part]]:
    """Return (campaign unit, audience) -> parts. Without a directive: people who studied all of the campaign's.

    Now: one statement whose cost grows with the nodes asked for. As of an instant: summed from the ledger by `recorded_at`.
    Callers have checked that the viewer may see the nodes.
    """
    statement = _SUMMED.format(_NOW if as_of is None else _AS_OF)
    found: dict[tuple[int, int], list[Part]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"units": list(unit_ids), "directive": directive_id, "as_of": as_of})
        for unit, audience, form, grade, is_make_up, people in cursor.fetchall():
            found[unit, audience].append(Part(form, grade, is_make_up, people))
    return found
