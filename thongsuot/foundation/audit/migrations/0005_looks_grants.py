"""Looks are written, read, and pruned when their term is over; nobody edits one."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("audit", "0004_looks_and_ways_into_the_log"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, DELETE", "audit_look"),
    ]
