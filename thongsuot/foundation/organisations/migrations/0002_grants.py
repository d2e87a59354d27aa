"""Units and people can be deleted only because an import can be undone as a whole while nothing rests on it."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT", "organisations_unitkind"),
        Grant(
            "thongsuot_app",
            "SELECT, INSERT, UPDATE, DELETE",
            "organisations_unit",
            "organisations_unitversion",
            "organisations_person",
            "organisations_membership",
            "organisations_appointment",
            "organisations_columnmatching",
        ),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "organisations_rosterimport"),
    ]
