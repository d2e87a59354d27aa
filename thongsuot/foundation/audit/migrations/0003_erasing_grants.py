"""Erasing a personal part empties it and names the entry that says so; the row itself stays."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """The right to erase."""

    dependencies = [
        ("audit", "0002_grants"),
    ]

    operations = [
        Grant("thongsuot_app", "UPDATE (salt, payload, erasure_id)", "audit_personal"),
    ]
