"""Reports are seen as far as the viewer's part of the tree goes."""

from django.db import migrations

from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("reports", "0004_draft_grants"),
    ]

    operations = [
        BoundedRows("reports_issuedreport", "campaign"),
        BoundedRows("reports_reportdraft", "campaign"),
    ]
