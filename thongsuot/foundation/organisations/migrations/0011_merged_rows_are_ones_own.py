"""Whoever was merged into a person is seen by that person as their own."""

from django.db import migrations

_POLICY = """
ALTER POLICY within_bounds ON organisations_person USING (
    (path >= current_setting('thongsuot.live_low', true) AND path < current_setting('thongsuot.live_high', true))
    OR id = nullif(current_setting('thongsuot.person', true), '')::bigint{more}
)
"""
_MERGED = "\n    OR merged_into_id = nullif(current_setting('thongsuot.person', true), '')::bigint"


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("organisations", "0010_files_known_again"),
    ]

    operations = [
        migrations.RunSQL(_POLICY.format(more=_MERGED), _POLICY.format(more="")),
    ]
