"""Totals folded before the column was there learn their newest fact from the ledger."""

from django.db import migrations

_FILL = """
UPDATE figures_storedtotal t SET newest_at = (
    SELECT max(l.recorded_at) FROM study_learningledger l
    WHERE l.path >= u.path AND l.path < u.path || '~' AND l.audience_id = t.audience_id
        AND l.directive_id IS NOT DISTINCT FROM t.directive_id
        AND l.form = t.form AND l.grade = t.grade AND l.is_make_up = t.is_make_up
) FROM plans_campaignunit u WHERE u.id = t.campaign_unit_id AND t.newest_at IS NULL
"""


class Migration(migrations.Migration):
    """Data, apart from the table; may be run again."""

    dependencies = [
        ("figures", "0004_newest_fact"),
        ("study", "0010_fewer_indexes_at_the_door"),
    ]

    operations = [
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
