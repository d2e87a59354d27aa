"""The fold reads the ledger, empties its queue and writes the totals; it can do nothing else."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the fold."""

    dependencies = [
        ("figures", "0002_grants"),
        ("plans", "0002_grants"),
        ("study", "0002_grants"),
    ]

    operations = [
        Grant("thongsuot_fold", "SELECT, DELETE", "study_unfoldedlearning"),
        Grant("thongsuot_fold", "SELECT", "study_learningledger", "plans_campaignunit"),
        Grant("thongsuot_fold", "SELECT, INSERT, UPDATE", "figures_storedtotal", "figures_dailytotal"),
    ]
