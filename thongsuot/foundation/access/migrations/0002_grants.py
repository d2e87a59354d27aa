"""Grants end on a day; they are never deleted."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "access_grant"),
    ]
