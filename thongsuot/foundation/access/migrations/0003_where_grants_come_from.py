"""Grants know where they come from, and how far their holder acts, sees and may search."""

import django.db.models.deletion
from django.db import migrations, models

_REACHES = [("OWN_UNIT", "Chỉ đơn vị này"), ("SUBTREE", "Đơn vị này và cấp dưới"), ("EVERYWHERE", "Toàn hệ thống")]
_ORIGINS = [
    ("GIVEN", "Được giao"),
    ("POST", "Theo chức vụ"),
    ("DELEGATED", "Được ủy quyền"),
    ("ACTING", "Tạm thời phụ trách"),
]


class Migration(migrations.Migration):
    """Columns only: what they hold of grants that are there, and the constraints, come next."""

    dependencies = [("access", "0002_grants")]

    operations = [
        migrations.RemoveConstraint("grant", "grant_held_once"),
        migrations.RemoveConstraint("grant", "grant_ends_after_it_begins"),
        migrations.RenameField("grant", "reach", "acts"),
        migrations.AlterField("grant", "acts", models.CharField(max_length=20, choices=_REACHES)),
        migrations.AddField(
            "grant",
            "sees",
            models.CharField(max_length=20, choices=_REACHES, default="SUBTREE"),
            preserve_default=False,
        ),
        migrations.AddField(
            "grant",
            "searches",
            models.CharField(max_length=20, choices=_REACHES, default="SUBTREE"),
            preserve_default=False,
        ),
        migrations.AddField("grant", "origin", models.CharField(max_length=20, choices=_ORIGINS, default="GIVEN")),
        migrations.AddField(
            "grant",
            "taken_from",
            models.ForeignKey(
                "access.grant",
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
                help_text="delegated from this",
            ),
        ),
        migrations.AddField(
            "grant", "appointment_id", models.BigIntegerField(null=True, help_text="the post that brings it")
        ),
        migrations.AddField(
            "grant",
            "door_id",
            models.BigIntegerField(null=True, help_text="the one class a steward keeps the door of"),
        ),
        migrations.AddField(
            "grant",
            "basis",
            models.TextField(blank=True, default="", help_text="the decision it rests on, in the giver's words"),
            preserve_default=False,
        ),
        migrations.AddField(
            "grant",
            "version",
            models.PositiveIntegerField(
                default=1, help_text="goes up with every change, so that nobody changes unseen"
            ),
        ),
    ]
