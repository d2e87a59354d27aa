"""The log is append-only by right: entries and seals can be added and read. Personal parts can be erased, leaves leave the queue."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT", "audit_entry", "audit_sealed_leaf"),
        Grant("thongsuot_app", "SELECT, INSERT, DELETE", "audit_personal", "audit_pending_leaf"),
    ]
