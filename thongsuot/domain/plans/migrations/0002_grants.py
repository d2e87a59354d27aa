"""What was frozen or declared is never edited: totals of the roll are derived, states of a document move on."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        Grant(
            "thongsuot_app",
            "SELECT, INSERT",
            "plans_scheme",
            "plans_schemetarget",
            "plans_campaignunit",
            "plans_campaignevent",
            "plans_plannedprogress",
            "plans_audience",
            "plans_obligation",
            "plans_obligation_owed_by",
            "plans_campaign_directives",
            "plans_rolledition",
            "plans_rollentry",
            "plans_rollmembership",
            "plans_declaredtotal",
        ),
        # A parent and a fingerprint are filled in by the transaction that makes the row; the right also allows its lock.
        Grant("thongsuot_app", "UPDATE (parent_id)", "plans_campaignunit"),
        Grant("thongsuot_app", "UPDATE (fingerprint)", "plans_rolledition"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "plans_campaign", "plans_studyplan"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE, DELETE", "plans_rolltotal"),
    ]
