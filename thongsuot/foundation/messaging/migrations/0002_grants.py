"""The outbox."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [("messaging", "0001_initial")]

    operations = [Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "messaging_message")]
