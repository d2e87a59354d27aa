"""Where each version of a unit lay, what kinds stand below what, and reorganisations with their steps."""

import django.db.models.deletion
from django.db import migrations, models

import thongsuot.foundation.core.fields
import thongsuot.foundation.core.identifiers
from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Columns, tables, and the application's rights over them."""

    dependencies = [
        ("organisations", "0005_bounded_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reorganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=thongsuot.foundation.core.identifiers.public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                    ),
                ),
                ("title", models.TextField(help_text="as people call it: the decision it carries out")),
                ("takes_effect_on", models.DateField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("drafted_at", models.DateTimeField()),
                ("drafted_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.TextField(blank=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(blank=True)),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("done", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="ReorganisationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RENAME", "Đổi tên"),
                            ("CHANGE_KIND", "Đổi loại hình"),
                            ("MOVE", "Chuyển sang đơn vị khác"),
                            ("MERGE", "Sáp nhập"),
                            ("SPLIT", "Chia, tách"),
                            ("CLOSE", "Kết thúc hoạt động"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.TextField(blank=True)),
                ("parts", models.JSONField(default=list)),
                ("goes_on", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.TextField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="unitkind",
            name="stands_under",
            field=models.ManyToManyField(related_name="holds", to="organisations.unitkind"),
        ),
        migrations.AddField(
            model_name="unitversion",
            name="path",
            field=thongsuot.foundation.core.fields.PathField(default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="unitversion",
            index=models.Index(fields=["path", "valid_from"], name="unit_version_path"),
        ),
        migrations.AddField(
            model_name="reorganisation",
            name="of_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reorganisations", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="reorganisationstep",
            name="of_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="reorganisationstep",
            name="reorganisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="organisations.reorganisation"
            ),
        ),
        migrations.AddField(
            model_name="reorganisationstep",
            name="to_unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="reorganisationstep",
            name="unit_kind",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unitkind"
            ),
        ),
        migrations.AddConstraint(
            model_name="reorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None),
                    models.Q(("confirmed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="reorganisation_takes_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="reorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("undone_at", None), ("confirmed_at__isnull", False), _connector="OR"),
                name="only_what_was_confirmed_is_undone",
            ),
        ),
        migrations.AddConstraint(
            model_name="reorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("set_aside_at", None), ("confirmed_at", None), _connector="OR"),
                name="what_was_confirmed_is_not_set_aside",
            ),
        ),
        migrations.AddConstraint(
            model_name="reorganisationstep",
            constraint=models.UniqueConstraint(
                fields=("reorganisation", "number"), name="reorganisation_step_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reorganisationstep",
            constraint=models.UniqueConstraint(
                fields=("reorganisation", "of_unit", "kind"), name="reorganisation_step_once"
            ),
        ),
        Grant("thongsuot_app", "SELECT, INSERT, DELETE", "organisations_unitkind_stands_under"),
        Grant("thongsuot_app", "INSERT, UPDATE", "organisations_unitkind"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "organisations_reorganisation"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE, DELETE", "organisations_reorganisationstep"),
    ]
