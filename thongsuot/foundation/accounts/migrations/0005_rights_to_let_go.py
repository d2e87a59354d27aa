"""Codes go a year after they were made, and with the person whose they are."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """The right to delete what is over its term."""

    dependencies = [
        ("accounts", "0004_grants_of_sessions_and_factors"),
    ]

    operations = [
        Grant("thongsuot_app", "DELETE", "accounts_onetimecode"),
    ]
