"""A total remembers when the last of its facts was recorded, so that a page need not ask the whole ledger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The column."""

    dependencies = [
        ("figures", "0003_fold_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedtotal",
            name="newest_at",
            field=models.DateTimeField(help_text="when the last ledger row among these was recorded", null=True),
        ),
    ]
