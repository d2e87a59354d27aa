"""A programme's state moves on; its tasks are those it was issued with."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("programmes", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "programmes_actionprogramme"),
        Grant("thongsuot_app", "SELECT, INSERT", "programmes_task"),
    ]
