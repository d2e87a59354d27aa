"""A registered document stays as registered."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("directives", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT", "directives_directive"),
    ]
