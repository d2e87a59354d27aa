"""Units, people, memberships and posts are seen as far as the viewer's part of the tree goes, and one's own always."""

from django.db import migrations

from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("organisations", "0004_pending_imports"),
    ]

    operations = [
        BoundedRows("organisations_unit", "live", with_above=True),
        BoundedRows("organisations_person", "live", own="id"),
        BoundedRows("organisations_membership", "live", own="person_id"),
        BoundedRows("organisations_appointment", "live", own="person_id"),
    ]
