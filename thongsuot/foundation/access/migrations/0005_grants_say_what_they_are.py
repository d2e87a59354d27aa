"""What the database guarantees of grants."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Constraints."""

    dependencies = [("access", "0004_reaches_of_grants")]

    operations = [
        migrations.AddConstraint(
            "grant",
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_not_before_it_begins",
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.CheckConstraint(
                condition=Q(origin="GIVEN")
                | Q(origin="POST", appointment_id__isnull=False)
                | Q(origin="DELEGATED", taken_from__isnull=False, valid_until__isnull=False)
                | Q(origin="ACTING", valid_until__isnull=False),
                name="grant_says_where_it_comes_from",
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.CheckConstraint(
                condition=Q(role="STEWARD", door_id__isnull=False) | (~Q(role="STEWARD") & Q(door_id=None)),
                name="grant_of_a_steward_names_the_class",
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.UniqueConstraint(
                fields=["person_id", "role", "unit_id", "door_id"],
                condition=Q(valid_until=None, appointment_id=None),
                nulls_distinct=False,
                name="grant_held_once",
            ),
        ),
        migrations.AddConstraint(
            "grant", models.UniqueConstraint(fields=["appointment_id"], name="grant_of_a_post_once")
        ),
    ]
