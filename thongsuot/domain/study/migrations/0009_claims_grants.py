"""Claims move on and go when the class is closed; counted tries go after some minutes."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights over the new tables."""

    dependencies = [
        ("study", "0008_claims_at_the_door"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, DELETE", "study_doorclaim", "study_doortry"),
        Grant("thongsuot_app", "UPDATE (state)", "study_doorclaim"),
    ]
