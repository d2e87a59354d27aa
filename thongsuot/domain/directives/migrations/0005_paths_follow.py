"""The path of the keeping unit follows when the unit moves; nothing else of a document changes."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("directives", "0004_fold_titles"),
    ]

    operations = [
        Grant("thongsuot_app", "UPDATE (path)", "directives_directive"),
    ]
