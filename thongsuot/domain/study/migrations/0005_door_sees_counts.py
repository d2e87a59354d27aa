"""The door asks whether a unit has reported a number before it writes a name beside it."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """One more right of the door."""

    dependencies = [
        ("study", "0004_standing_before_the_first_fact"),
    ]

    operations = [
        Grant("thongsuot_door", "SELECT", "study_headcount"),
    ]
