"""When a person is erased, the facts stay and the reasons of absence go."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """The right to empty a reason, and nothing else of a fact."""

    dependencies = [
        ("study", "0011_bounded_rows"),
    ]

    operations = [
        Grant("thongsuot_app", "UPDATE (reason)", "study_attendance"),
    ]
