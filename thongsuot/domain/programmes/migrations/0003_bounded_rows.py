"""Programmes are seen as far as the viewer's part of the tree goes."""

from django.db import migrations

from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("programmes", "0002_grants"),
    ]

    operations = [
        BoundedRows("programmes_actionprogramme", "campaign"),
    ]
