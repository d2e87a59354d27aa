"""Facts and the ledger are append-only by right; a class and a standing move on."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("study", "0001_initial"),
    ]

    operations = [
        Grant(
            "thongsuot_app",
            "SELECT, INSERT",
            "study_attendance",
            "study_studyelsewhere",
            "study_learningledger",
            "study_studyclass_participants",
            "study_studyclass_directives",
            "study_studyclass_audiences",
            "study_session",
        ),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "study_studyclass", "study_headcount", "study_standing"),
        Grant("thongsuot_app", "SELECT, INSERT, DELETE", "study_unfoldedlearning"),
    ]
