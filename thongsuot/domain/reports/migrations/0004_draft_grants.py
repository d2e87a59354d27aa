"""A draft is written on; what was frozen from it is not."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("reports", "0003_drafts_and_signers"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE (remarks, changed_at, changed_by)", "reports_reportdraft"),
    ]
