"""Settling: from the facts of attendance to each person's standing, and from changes of standing to the ledger of learning.

The one place where it is decided who has studied. A person is counted once for each audience and directive: the earliest
fact counts, whatever else is known of the person. Whatever was recorded or corrected, settling again gives the same answer.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connections

# Every standing the entries could have, so that there is a row to lock: two settlings of one person take turns.
_PREPARE = """
INSERT INTO study_standing (entry_id, directive_id, audience_id, version, studied, grade, form, is_make_up)
SELECT m.entry_id, d.directive_id, m.audience_id, 0, false, '', '', false
FROM plans_rollmembership m
JOIN plans_rollentry e ON e.id = m.entry_id
JOIN plans_rolledition r ON r.id = e.edition_id
CROSS JOIN LATERAL (
    SELECT directive_id FROM plans_campaign_directives WHERE campaign_id = r.campaign_id UNION ALL SELECT NULL
) d
WHERE m.entry_id = ANY(%(entries)s)
ORDER BY m.entry_id, m.audience_id, d.directive_id
ON CONFLICT DO NOTHING
"""
_LOCK = "SELECT id FROM study_standing WHERE entry_id = ANY(%(entries)s) ORDER BY id FOR UPDATE"

# Materialised: right after a roll was frozen nothing is known of its tables, and a planner left to itself goes through an
# audience's whole membership for each fact.
_SETTLE = """
WITH latest AS (
    SELECT DISTINCT ON (session_id, entry_id) * FROM study_attendance
    WHERE entry_id = ANY(%(entries)s) ORDER BY session_id, entry_id, version DESC
), membership AS MATERIALIZED (
    SELECT entry_id, audience_id FROM plans_rollmembership WHERE entry_id = ANY(%(entries)s) AND counts_until IS NULL
), fact AS (
    SELECT l.entry_id, m.audience_id, d.directive_id, l.happened_on, l.recorded_at, l.id, c.form, c.is_make_up,
           c.id AS study_class_id,
           CASE WHEN l.source = 'qr' OR (l.source = 'sheet' AND l.evidence_id IS NOT NULL) THEN 'A' ELSE 'B' END AS grade
    FROM latest l
    JOIN study_session s ON s.id = l.session_id
    JOIN study_studyclass c ON c.id = s.study_class_id
    JOIN study_studyclass_directives d ON d.studyclass_id = c.id
    JOIN study_studyclass_audiences a ON a.studyclass_id = c.id
    JOIN membership m ON m.entry_id = l.entry_id AND m.audience_id = a.audience_id
    WHERE l.presence = 'PRESENT'
    UNION ALL
    SELECT e.entry_id, m.audience_id, e.directive_id, e.happened_on, e.recorded_at, e.id, 'elsewhere', false, NULL, 'B'
    FROM study_studyelsewhere e
    JOIN membership m ON m.entry_id = e.entry_id
    JOIN plans_audience a ON a.id = m.audience_id AND a.code <> 'key_cadres'
    WHERE e.entry_id = ANY(%(entries)s)
), each_directive AS (
    SELECT DISTINCT ON (entry_id, audience_id, directive_id) * FROM fact
    ORDER BY entry_id, audience_id, directive_id, happened_on, recorded_at, id
), all_directives AS (
    SELECT DISTINCT ON (f.entry_id, f.audience_id) f.*
    FROM (SELECT *, count(*) OVER (PARTITION BY entry_id, audience_id) AS known FROM each_directive) f
    JOIN plans_rollentry e ON e.id = f.entry_id JOIN plans_rolledition r ON r.id = e.edition_id
    WHERE f.known = (SELECT count(*) FROM plans_campaign_directives k WHERE k.campaign_id = r.campaign_id)
    ORDER BY f.entry_id, f.audience_id, f.happened_on DESC, f.recorded_at DESC, f.id DESC
), wanted AS (
    SELECT entry_id, audience_id, directive_id, happened_on, form, grade, is_make_up, study_class_id FROM each_directive
    UNION ALL
    SELECT entry_id, audience_id, NULL, happened_on, form, grade, is_make_up, study_class_id FROM all_directives
), changed AS (
    SELECT s.id, s.entry_id, s.audience_id, s.directive_id, s.version + 1 AS version,
           s.studied AS was, s.form AS old_form, s.grade AS old_grade, s.is_make_up AS old_make_up,
           s.study_class_id AS old_class, s.happened_on AS old_day,
           w.entry_id IS NOT NULL AS studied, coalesce(w.form, '') AS form, coalesce(w.grade, '') AS grade,
           coalesce(w.is_make_up, false) AS is_make_up, w.study_class_id, w.happened_on
    FROM study_standing s LEFT JOIN wanted w
        ON w.entry_id = s.entry_id AND w.audience_id = s.audience_id AND w.directive_id IS NOT DISTINCT FROM s.directive_id
    WHERE s.entry_id = ANY(%(entries)s)
      AND (s.studied, s.form, s.grade, s.is_make_up, s.study_class_id, s.happened_on) IS DISTINCT FROM
          (w.entry_id IS NOT NULL, coalesce(w.form, ''), coalesce(w.grade, ''), coalesce(w.is_make_up, false),
           w.study_class_id, w.happened_on)
), moved AS (
    UPDATE study_standing s SET version = c.version, studied = c.studied, form = c.form, grade = c.grade,
           is_make_up = c.is_make_up, study_class_id = c.study_class_id, happened_on = c.happened_on
    FROM changed c WHERE s.id = c.id
), line AS (
    SELECT id, version, '-' AS sign, -1 AS quantity, entry_id, audience_id, directive_id,
           old_class AS class_id, old_form AS form, old_grade AS grade, old_make_up AS make_up, old_day AS day
    FROM changed WHERE was
    UNION ALL
    SELECT id, version, '+', 1, entry_id, audience_id, directive_id, study_class_id, form, grade, is_make_up, happened_on
    FROM changed WHERE studied
), written AS (
    INSERT INTO study_learningledger (key, campaign_unit_id, path, audience_id, directive_id, entry_id, study_class_id,
           form, grade, is_make_up, quantity, happened_on, recorded_at)
    SELECT 's' || l.id || '.' || l.version || l.sign, e.campaign_unit_id, e.path, l.audience_id, l.directive_id, l.entry_id,
           l.class_id, l.form, l.grade, l.make_up, l.quantity, l.day, %(at)s
    FROM line l JOIN plans_rollentry e ON e.id = l.entry_id
    RETURNING id, path
), queued AS (
    INSERT INTO study_unfoldedlearning (learning_id, path) SELECT id, path FROM written
)
SELECT count(*) FROM written
"""


def hold_standings(entry_ids: Sequence[int], *, using: str = "default") -> None:
    """Lock the standings of roll entries: whoever records anything of these people takes turns from here on.

    Two statements. Whoever writes facts holds first, so that the facts already there can be read without a race.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_PREPARE, {"entries": list(entry_ids)})
        cursor.execute(_LOCK, {"entries": list(entry_ids)})


def settle_held(entry_ids: Sequence[int], *, at: datetime, using: str = "default") -> int:
    """Settle entries whose standings this transaction holds; return how many lines the ledger gained. One statement."""
    if not entry_ids:
        return 0
    with connections[using].cursor() as cursor:
        cursor.execute(_SETTLE, {"entries": list(entry_ids), "at": at})
        (written,) = cursor.fetchone()
    return int(written)


def settle(entry_ids: Sequence[int], *, at: datetime, using: str = "default") -> int:
    """Bring the standing of roll entries in line with the facts and return how many lines the ledger gained.

    Three statements, whatever the number of entries. Must run in the transaction that wrote the facts.
    """
    hold_standings(entry_ids, using=using)
    return settle_held(entry_ids, at=at, using=using)
