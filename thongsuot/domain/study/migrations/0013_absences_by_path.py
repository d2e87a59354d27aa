"""Those of whom a fact says why they did not come are found below any unit without walking those who came.

Only such facts are in the index: a check-in, which says that somebody is there, does not write it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies = [
        ("study", "0012_erasing_grants"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(
                fields=["path"], name="absence_path", condition=models.Q(presence__in=["EXCUSED", "ABSENT"])
            ),
        ),
    ]
