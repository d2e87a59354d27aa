"""A campaign's units, roll and study plans are seen as far as the viewer's part of its tree goes.

That there is a campaign is no secret, and the next one's path follows the last one's: campaigns have no such bounds.
"""

from django.db import migrations

from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("plans", "0002_grants"),
    ]

    operations = [
        BoundedRows("plans_campaignunit", "campaign", with_above=True),
        BoundedRows("plans_rollentry", "campaign", own="person_id", own_entry="id"),
        BoundedRows("plans_studyplan", "campaign"),
    ]
