"""When a person is erased, a line of a roll stays and sorts under the placeholder."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """The right to overwrite what was derived from a name, and nothing else of a frozen line."""

    dependencies = [
        ("plans", "0003_bounded_rows"),
    ]

    operations = [
        Grant("thongsuot_app", "UPDATE (sort_key)", "plans_rollentry"),
    ]
