"""The application reads totals; only the fold writes them."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("figures", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT", "figures_storedtotal", "figures_dailytotal"),
    ]
