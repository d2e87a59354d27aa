"""What grants that are there reach: as their role did until now; officers search the whole installation."""

from django.db import migrations

_REACHES = """
UPDATE access_grant SET sees = acts, searches = CASE role WHEN 'OFFICER' THEN 'EVERYWHERE' ELSE acts END
"""
# A steward over a whole unit is no longer known: the work is given again, class by class.
_STEWARDS = "DELETE FROM access_grant WHERE role = 'STEWARD'"


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("access", "0003_where_grants_come_from")]

    operations = [
        migrations.RunSQL(_REACHES, migrations.RunSQL.noop),
        migrations.RunSQL(_STEWARDS, migrations.RunSQL.noop),
    ]
