"""What is known of people's study is seen as far as the viewer's part of the tree goes. Classes are announcements: they have no such bounds."""

from django.db import migrations

from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [
        ("study", "0010_fewer_indexes_at_the_door"),
    ]

    operations = [
        BoundedRows("study_attendance", "campaign", own_entry="entry_id"),
        BoundedRows("study_studyelsewhere", "campaign", own_entry="entry_id"),
        BoundedRows("study_headcount", "campaign"),
        BoundedRows("study_learningledger", "campaign", own_entry="entry_id"),
        BoundedRows("study_unfoldedlearning", "campaign"),
    ]
