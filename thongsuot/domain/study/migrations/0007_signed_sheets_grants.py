"""Pages of signed registers are added by the application, and never taken away."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights over the new table."""

    dependencies = [
        ("study", "0006_signed_sheets"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT", "study_signedsheet"),
    ]
