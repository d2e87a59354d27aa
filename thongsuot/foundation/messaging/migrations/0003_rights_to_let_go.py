"""That a message left is forgotten after a year."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """The right to delete what is over its term."""

    dependencies = [
        ("messaging", "0002_grants"),
    ]

    operations = [
        Grant("thongsuot_app", "DELETE", "messaging_message"),
    ]
