"""What was uploaded stays as it was uploaded."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("files", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT", "files_storedfile"),
    ]
