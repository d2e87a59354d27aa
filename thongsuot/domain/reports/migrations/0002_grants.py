"""A frozen report and its signed copy are never edited."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("reports", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT", "reports_issuedreport", "reports_signedcopy"),
    ]
