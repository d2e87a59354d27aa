"""How many people there are at every node of a campaign's tree: names for members, declared totals for non-members."""

from datetime import datetime

from django.db import connection

from thongsuot.domain.plans.models import Campaign
from thongsuot.foundation.core.trees import STEP

# Own counts of each unit: people by name; where totals may be declared, a base unit counts as declared, else by its list
# (its own and its cells'), else it is one undeclared unit.
_COUNTED = """
WITH named AS (
    SELECT e.campaign_unit_id, e.path, m.audience_id, count(*) AS people
    FROM plans_rollmembership m JOIN plans_rollentry e ON e.id = m.entry_id
    JOIN plans_rolledition r ON r.id = e.edition_id AND r.campaign_id = %(campaign)s
        AND (%(as_of)s::timestamptz IS NULL OR r.frozen_at <= %(as_of)s)
    WHERE m.counts_until IS NULL GROUP BY 1, 2, 3
), base AS (
    SELECT u.id, u.path FROM plans_campaignunit u JOIN organisations_unitkind k ON k.id = u.kind_id AND k.is_base
    WHERE u.campaign_id = %(campaign)s
), in_base AS (  -- which base unit the named people of a unit belong to, if any
    SELECT n.campaign_unit_id, n.audience_id, n.people, b.id AS base_id, b.path AS base_path
    FROM named n CROSS JOIN LATERAL generate_series(%(step)s, length(n.path), %(step)s) step
    JOIN base b ON b.path = left(n.path, step)
), declared AS (
    SELECT DISTINCT ON (d.campaign_unit_id, d.audience_id) d.campaign_unit_id, d.audience_id, d.people
    FROM plans_declaredtotal d JOIN base b ON b.id = d.campaign_unit_id
    WHERE %(as_of)s::timestamptz IS NULL OR d.recorded_at <= %(as_of)s
    ORDER BY d.campaign_unit_id, d.audience_id, d.version DESC
), own AS (  -- `above` is the length of path at and above which somebody else speaks for these people
    SELECT n.path, n.audience_id, n.people, 0 AS undeclared, coalesce(length(i.base_path), 0) AS above
    FROM named n JOIN plans_audience a ON a.id = n.audience_id
    LEFT JOIN in_base i ON a.by_declared_totals
        AND i.campaign_unit_id = n.campaign_unit_id AND i.audience_id = n.audience_id
    UNION ALL
    SELECT b.path, a.id, coalesce(d.people, l.people, 0), (d.people IS NULL AND l.people IS NULL)::int, 0
    FROM base b
    JOIN plans_audience a ON a.campaign_id = %(campaign)s AND a.by_declared_totals
    LEFT JOIN declared d ON d.campaign_unit_id = b.id AND d.audience_id = a.id
    LEFT JOIN (SELECT base_id, audience_id, sum(people) AS people FROM in_base GROUP BY 1, 2) l
        ON l.base_id = b.id AND l.audience_id = a.id
), summed AS (
    SELECT left(o.path, step) AS path, o.audience_id, sum(o.people) AS people, sum(o.undeclared) AS undeclared
    FROM own o CROSS JOIN LATERAL generate_series(%(step)s, length(o.path), %(step)s) step
    WHERE step > o.above GROUP BY 1, 2
)
, counted AS (
    SELECT u.id AS campaign_unit_id, a.id AS audience_id,
           coalesce(s.people, 0)::int AS people, coalesce(s.undeclared, 0)::int AS undeclared_units
    FROM plans_campaignunit u JOIN plans_audience a ON a.campaign_id = u.campaign_id
    LEFT JOIN summed s ON s.path = u.path AND s.audience_id = a.id
    WHERE u.campaign_id = %(campaign)s
)
"""

_SHOW = "SELECT campaign_unit_id, audience_id, people, undeclared_units FROM counted"

_STORE = """
INSERT INTO plans_rolltotal (campaign_unit_id, audience_id, people, undeclared_units)
SELECT campaign_unit_id, audience_id, people, undeclared_units FROM counted
ON CONFLICT (campaign_unit_id, audience_id)
DO UPDATE SET people = excluded.people, undeclared_units = excluded.undeclared_units
WHERE (plans_rolltotal.people, plans_rolltotal.undeclared_units) <> (excluded.people, excluded.undeclared_units)
"""


def count_roll(campaign: Campaign) -> int:
    """Recount the roll's totals at every node and return how many changed. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED + _STORE, {"campaign": campaign.pk, "step": STEP, "as_of": None})
        return int(cursor.rowcount)


def roll_as_of(campaign: Campaign, as_of: datetime | None) -> dict[tuple[int, int], tuple[int, int]]:
    """Recount the roll as it was known at an instant (None: now), storing nothing.

    Returns (campaign unit, audience) -> (people, undeclared units).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED + _SHOW,
            {"campaign": campaign.pk, "step": STEP, "as_of": as_of},
        )
        return {(unit, audience): (people, undeclared) for unit, audience, people, undeclared in cursor.fetchall()}
