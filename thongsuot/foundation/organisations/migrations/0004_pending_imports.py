"""A file may wait to be imported, and be set aside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns and what they exclude."""

    dependencies = [
        ("files", "0002_grants"),
        ("organisations", "0003_kinds_of_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="rosterimport",
            name="set_aside_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="rosterimport",
            name="imported_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="rosterimport",
            name="imported_by",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("undone_at", None), ("imported_at__isnull", False), _connector="OR"),
                name="only_what_was_imported_is_undone",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("set_aside_at", None), ("imported_at", None), _connector="OR"),
                name="what_was_imported_is_not_set_aside",
            ),
        ),
    ]
