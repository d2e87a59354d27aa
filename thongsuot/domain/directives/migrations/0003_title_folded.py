"""A title is searched by its folded form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; the next migration fills it."""

    dependencies = [
        ("directives", "0002_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="title_folded",
            field=models.TextField(default=""),
        ),
    ]
