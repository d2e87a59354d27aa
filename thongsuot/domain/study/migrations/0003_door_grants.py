"""The door adds attendance and what follows from it, and can do nothing else."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the door."""

    dependencies = [
        ("study", "0002_grants"),
        ("plans", "0002_grants"),
        ("audit", "0002_grants"),
    ]

    operations = [
        Grant("thongsuot_door", "SELECT, INSERT", "study_attendance", "study_learningledger", "study_unfoldedlearning"),
        Grant("thongsuot_door", "SELECT, INSERT, UPDATE", "study_standing"),
        Grant(
            "thongsuot_door",
            "SELECT",
            "study_session",
            "study_studyclass",
            "study_studyclass_participants",
            "study_studyclass_directives",
            "study_studyclass_audiences",
            "study_studyelsewhere",
            "plans_rollentry",
            "plans_rollmembership",
            "plans_rolledition",
            "plans_campaignunit",
            "plans_campaign_directives",
            "plans_audience",
        ),
        Grant("thongsuot_door", "INSERT", "audit_pending_leaf"),
    ]
