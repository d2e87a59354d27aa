"""What the door says to the database: where each of a batch stands, the common case in one statement, and the rest.

The common case is a person of whom nothing is known: they hold no standing yet, so no fact of them was ever written, for whoever
writes one prepares standings first. Their attendance, standings, ledger lines and places in the queue are added at once. Should
another have been quicker, the database refuses the second standing of one person, and the batch goes the long way.
"""

from thongsuot.domain.study.counted import IS_COUNTED
from thongsuot.domain.study.leaves import DIGEST

# Where each row stands. On the long way it is asked while the people's standings are held, so that it stays true until the end.
PLACE = f"""
SELECT q.n, c.state, s.id AS session_id, e.id AS entry_id, e.path,
       (s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
       EXISTS (SELECT FROM study_studyclass_participants p JOIN plans_campaignunit u ON u.id = p.campaignunit_id
               WHERE p.studyclass_id = c.id AND e.path >= u.path AND e.path < u.path || '~')
           AND NOT EXISTS (SELECT FROM plans_rolledition o JOIN plans_rolledition n USING (campaign_id)
                           WHERE o.id = e.edition_id AND n.number > o.number) AS belongs,
       EXISTS (SELECT FROM plans_rollmembership m JOIN study_studyclass_audiences a
                   ON a.audience_id = m.audience_id AND a.studyclass_id = c.id
               WHERE m.entry_id = e.id AND m.counts_until IS NULL AND {IS_COUNTED}) AS is_counted,
       coalesce(f.version, 0) AS version, f.presence = 'PRESENT' AS is_present, f.recorded_at
FROM unnest(%(classes)s::text[], %(entries)s::bigint[]) WITH ORDINALITY q (class_id, entry_id, n)
LEFT JOIN study_studyclass c ON c.public_id = q.class_id
LEFT JOIN study_session s ON s.study_class_id = c.id AND s.number = 1
LEFT JOIN plans_rollentry e ON e.id = q.entry_id
LEFT JOIN LATERAL (
    SELECT version, presence, recorded_at FROM study_attendance k
    WHERE k.session_id = s.id AND k.entry_id = e.id ORDER BY k.version DESC LIMIT 1
) f ON true
"""  # noqa: S608 - a constant of this room

_LEAF = f"""
    INSERT INTO audit_pending_leaf (source, row_id, digest) SELECT %(leaf)s, w.id, {DIGEST.format("w")} FROM written w
"""  # noqa: S608 - constants of this room

# The same standings and lines as settling would make of this one fact (`settling.py`; a property of the tests).
FIRST = f"""
WITH place AS MATERIALIZED ({PLACE}), chosen AS MATERIALIZED (
    SELECT DISTINCT ON (p.entry_id) p.*, s.study_class_id
    FROM place p JOIN study_session s ON s.id = p.session_id
    WHERE p.state = 'OPEN' AND p.belongs AND NOT p.is_counted AND p.version = 0
      AND NOT EXISTS (SELECT FROM study_standing k WHERE k.entry_id = p.entry_id)
    ORDER BY p.entry_id, p.n
), written AS (
    INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, happened_on, recorded_at, recorded_by)
    SELECT session_id, entry_id, path, 1, %(present)s, %(source)s, '', day, %(at)s, %(door)s FROM chosen ORDER BY entry_id
    RETURNING *
), leaf AS ({_LEAF}), taught AS MATERIALIZED (
    SELECT c.id AS study_class_id, c.form, c.is_make_up, k.directive_id, d.directive_id IS NOT NULL AS counts
    FROM (SELECT DISTINCT study_class_id FROM chosen) h JOIN study_studyclass c ON c.id = h.study_class_id
    JOIN plans_campaign_directives k ON k.campaign_id = c.campaign_id
    LEFT JOIN study_studyclass_directives d ON d.studyclass_id = c.id AND d.directive_id = k.directive_id
), each_directive AS (
    SELECT * FROM taught UNION ALL
    SELECT study_class_id, form, is_make_up, NULL, bool_and(counts) FROM taught GROUP BY study_class_id, form, is_make_up
), standing AS (
    INSERT INTO study_standing (entry_id, directive_id, audience_id, version, studied, grade, form, is_make_up, study_class_id, happened_on)
    SELECT m.entry_id, d.directive_id, m.audience_id, y.studied::int, y.studied, CASE WHEN y.studied THEN 'A' ELSE '' END,
           CASE WHEN y.studied THEN d.form ELSE '' END, y.studied AND d.is_make_up,
           CASE WHEN y.studied THEN c.study_class_id END, CASE WHEN y.studied THEN c.day END
    FROM chosen c JOIN plans_rollmembership m ON m.entry_id = c.entry_id
    JOIN each_directive d ON d.study_class_id = c.study_class_id
    CROSS JOIN LATERAL (SELECT d.counts AND m.counts_until IS NULL AND EXISTS (
        SELECT FROM study_studyclass_audiences a WHERE a.studyclass_id = c.study_class_id AND a.audience_id = m.audience_id
    ) AS studied) y
    ORDER BY m.entry_id, m.audience_id, d.directive_id
    RETURNING *
), line AS (
    INSERT INTO study_learningledger (key, campaign_unit_id, path, audience_id, directive_id, entry_id, study_class_id,
           form, grade, is_make_up, quantity, happened_on, recorded_at)
    SELECT 's' || s.id || '.1+', e.campaign_unit_id, e.path, s.audience_id, s.directive_id, s.entry_id, s.study_class_id,
           s.form, s.grade, s.is_make_up, 1, s.happened_on, %(at)s
    FROM standing s JOIN plans_rollentry e ON e.id = s.entry_id WHERE s.studied
    RETURNING id, path
), queued AS (
    INSERT INTO study_unfoldedlearning (learning_id, path) SELECT id, path FROM line
)
SELECT p.*, c.n IS NOT NULL AS is_written FROM place p LEFT JOIN chosen c ON c.n = p.n ORDER BY p.n
"""  # noqa: S608 - constants of this room

# Whether the class is open is asked again inside the INSERT: a class closed meanwhile takes nobody.
WRITE = f"""
WITH written AS (
    INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, happened_on, recorded_at, recorded_by)
    SELECT q.session_id, q.entry_id, q.path, q.version, %(present)s, %(source)s, '', q.day, %(at)s, %(door)s
    FROM unnest(%(sessions)s::bigint[], %(entries)s::bigint[], %(paths)s::text[], %(versions)s::smallint[], %(days)s::date[])
        q (session_id, entry_id, path, version, day)
    JOIN study_session s ON s.id = q.session_id JOIN study_studyclass c ON c.id = s.study_class_id AND c.state = 'OPEN'
    ORDER BY q.entry_id, q.session_id
    ON CONFLICT (session_id, entry_id, version) DO NOTHING
    RETURNING *
), leaf AS ({_LEAF})
SELECT session_id, entry_id FROM written
"""  # noqa: S608 - constants of this room
