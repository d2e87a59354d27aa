"""How an import left what its file was compared with, so that the same file is known again without being read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns."""

    dependencies = [
        ("organisations", "0009_one_home_at_a_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="rosterimport",
            name="left_as",
            field=models.TextField(
                blank=True,
                default="",
                help_text="fingerprint of what the file was compared with, as the import left it",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rosterimport",
            name="alike_until",
            field=models.DateField(null=True, help_text="the first day on which the same file says something else"),
        ),
    ]
