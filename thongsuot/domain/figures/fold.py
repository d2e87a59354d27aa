"""Folding: the ledger's new rows are added to the totals stored at every node. One folder at a time, exact at every instant.

A ledger row leaves the queue in the transaction that adds it, so that stored totals plus queued rows are always the whole.
Nothing in a check-in's transaction touches a row that two check-ins share.
"""

from django.conf import settings
from django.db import connections, transaction

from thongsuot.foundation.core.trees import STEP

BATCH = 20_000
_LOCK = 7_301_2021

_FOLD = """
WITH taken AS (
    DELETE FROM study_unfoldedlearning WHERE learning_id IN (
        SELECT learning_id FROM study_unfoldedlearning ORDER BY learning_id LIMIT %(batch)s
    ) RETURNING learning_id
), climbed AS (
    SELECT left(l.path, step) AS path, l.audience_id, l.directive_id, l.form, l.grade, l.is_make_up, l.happened_on,
           sum(l.quantity) AS people, max(l.recorded_at) AS newest_at
    FROM taken t JOIN study_learningledger l ON l.id = t.learning_id
    CROSS JOIN LATERAL generate_series(%(step)s, length(l.path), %(step)s) step
    GROUP BY 1, 2, 3, 4, 5, 6, 7
), placed AS (
    SELECT u.id AS campaign_unit_id, c.* FROM climbed c JOIN plans_campaignunit u ON u.path = c.path
), totals AS (
    INSERT INTO figures_storedtotal AS t
        (campaign_unit_id, audience_id, directive_id, form, grade, is_make_up, people, newest_at)
    SELECT campaign_unit_id, audience_id, directive_id, form, grade, is_make_up, sum(people), max(newest_at)
    FROM placed GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ON CONSTRAINT stored_total_once DO UPDATE
        SET people = t.people + excluded.people, newest_at = greatest(t.newest_at, excluded.newest_at)
), days AS (
    INSERT INTO figures_dailytotal AS d (campaign_unit_id, audience_id, day, people)
    SELECT campaign_unit_id, audience_id, happened_on, sum(people)
    FROM placed WHERE directive_id IS NULL GROUP BY 1, 2, 3
    ON CONFLICT ON CONSTRAINT daily_total_once DO UPDATE SET people = d.people + excluded.people
)
SELECT count(*) FROM taken
"""


def fold(*, batch: int = BATCH) -> int:
    """Fold at most `batch` ledger rows and return how many; 0 when there are none or another is folding."""
    connection = connections[settings.FOLD_DATABASE]
    with transaction.atomic(using=settings.FOLD_DATABASE), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_FOLD, {"batch": batch, "step": STEP})
        (folded,) = cursor.fetchone()
    return int(folded)


def fold_all() -> int:
    """Fold until nothing is left and return how many rows were folded."""
    total = 0
    while some := fold():
        total += some
    return total
