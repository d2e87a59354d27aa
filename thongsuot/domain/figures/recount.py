"""Recounting every total from the facts: a difference is a defect, named with unit, audience and both numbers."""

from dataclasses import dataclass

from django.db import connection

from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.plans.roll_totals import roll_as_of
from thongsuot.foundation.core.trees import STEP

# From the standings and head counts themselves, not from the ledger: so a wrong ledger is found too.
_TRUE_TOTALS = """
WITH facts AS (
    SELECT e.path, s.audience_id, s.directive_id, s.form, s.grade, s.is_make_up, 1 AS people
    FROM study_standing s JOIN plans_rollentry e ON e.id = s.entry_id WHERE s.studied
    UNION ALL
    SELECT h.path, h.audience_id, d.directive_id, c.form, CASE WHEN h.evidence_id IS NULL THEN 'D' ELSE 'C' END, c.is_make_up, h.people
    FROM (SELECT DISTINCT ON (study_class_id, campaign_unit_id, audience_id) * FROM study_headcount
          ORDER BY study_class_id, campaign_unit_id, audience_id, version DESC) h
    JOIN study_studyclass c ON c.id = h.study_class_id
    CROSS JOIN LATERAL (SELECT directive_id FROM study_studyclass_directives WHERE studyclass_id = c.id UNION ALL
        SELECT NULL WHERE NOT EXISTS (
            SELECT FROM plans_campaign_directives k WHERE k.campaign_id = c.campaign_id AND k.directive_id NOT IN (
                SELECT directive_id FROM study_studyclass_directives WHERE studyclass_id = c.id))) d
    WHERE h.people <> 0
), counted AS (
    SELECT u.id AS unit, f.audience_id, f.directive_id, f.form, f.grade, f.is_make_up, sum(f.people) AS people
    FROM facts f CROSS JOIN LATERAL generate_series(%(step)s, length(f.path), %(step)s) step
    JOIN plans_campaignunit u ON u.path = left(f.path, step) GROUP BY 1, 2, 3, 4, 5, 6
), stored AS (
    SELECT unit, audience_id, directive_id, form, grade, is_make_up, sum(people) AS people FROM (
        SELECT campaign_unit_id AS unit, audience_id, directive_id, form, grade, is_make_up, people FROM figures_storedtotal
        UNION ALL
        SELECT u.id, l.audience_id, l.directive_id, l.form, l.grade, l.is_make_up, l.quantity
        FROM study_unfoldedlearning q JOIN study_learningledger l ON l.id = q.learning_id
        CROSS JOIN LATERAL generate_series(%(step)s, length(l.path), %(step)s) step
        JOIN plans_campaignunit u ON u.path = left(l.path, step)
    ) s GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT u.campaign_id, u.name, a.code, coalesce(s.people, 0)::int, coalesce(c.people, 0)::int
FROM stored s FULL JOIN counted c
    ON c.unit = s.unit AND c.audience_id = s.audience_id AND c.directive_id IS NOT DISTINCT FROM s.directive_id
    AND c.form = s.form AND c.grade = s.grade AND c.is_make_up = s.is_make_up
JOIN plans_campaignunit u ON u.id = coalesce(s.unit, c.unit)
JOIN plans_audience a ON a.id = coalesce(s.audience_id, c.audience_id)
WHERE coalesce(s.people, 0) <> coalesce(c.people, 0)
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored total that is not what the facts say."""

    unit: str
    audience: str
    stored: int
    counted: int


def differing_totals() -> list[Difference]:
    """Return every stored total that differs from a recount of standings and head counts, in all campaigns. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_TRUE_TOTALS, {"step": STEP})
        return [Difference(unit, audience, stored, counted) for _, unit, audience, stored, counted in cursor.fetchall()]


def differing_rolls() -> list[Difference]:
    """Return every stored total of a roll that differs from a recount of its entries and declarations."""
    found = []
    for campaign in Campaign.objects.all():
        counted = roll_as_of(campaign, None)
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT u.id, a.id, u.name, a.code, t.people FROM plans_rolltotal t
                   JOIN plans_campaignunit u ON u.id = t.campaign_unit_id JOIN plans_audience a ON a.id = t.audience_id
                   WHERE u.campaign_id = %s""",
                [campaign.pk],
            )
            for unit, audience, name, code, stored in cursor.fetchall():
                people = counted.get((unit, audience), (0, 0))[0]
                if people != stored:
                    found.append(Difference(name, code, stored, people))
    return found
