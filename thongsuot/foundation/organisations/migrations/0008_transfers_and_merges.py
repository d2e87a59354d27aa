"""Transfers of people, merges of two rows for one person, and pairs that are two people."""

import django.db.models.deletion
from django.db import migrations, models

import thongsuot.foundation.core.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_paths_and_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_people",
                to="organisations.person",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="category",
            field=models.CharField(
                choices=[
                    ("OFFICIAL", "Đảng viên chính thức"),
                    ("PROBATIONARY", "Đảng viên dự bị"),
                    ("EXEMPT", "Đảng viên được miễn công tác và sinh hoạt đảng"),
                    ("AWAY", "Đảng viên sinh hoạt đảng tạm thời ở nơi khác"),
                    ("NON_MEMBER", "Quần chúng"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="PersonMerge",
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
                ("moved", models.JSONField(default=dict)),
                ("merged_at", models.DateTimeField()),
                ("merged_by", models.TextField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(blank=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.person"
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("merged",), name="person_merged_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("merged")), _negated=True),
                        name="nobody_is_merged_into_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
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
                ("full_name", models.TextField()),
                ("born_on", models.DateField(null=True)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("OFFICIAL", "Đảng viên chính thức"),
                            ("PROBATIONARY", "Đảng viên dự bị"),
                            ("EXEMPT", "Đảng viên được miễn công tác và sinh hoạt đảng"),
                            ("AWAY", "Đảng viên sinh hoạt đảng tạm thời ở nơi khác"),
                            ("NON_MEMBER", "Quần chúng"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "Đã đề nghị"),
                            ("RELEASED", "Đã giới thiệu đi"),
                            ("RECEIVED", "Đã tiếp nhận"),
                            ("REFUSED", "Không tiếp nhận"),
                            ("WITHDRAWN", "Đã rút"),
                        ],
                        default="ASKED",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("letter_number", models.TextField(blank=True, help_text="of the letter of introduction")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("released_at", models.DateTimeField(null=True)),
                ("released_by", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(blank=True)),
                ("moves_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True, help_text="why it was refused or withdrawn")),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="organisations.person"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["from_unit", "state"], name="transfer_from"),
                    models.Index(fields=["to_unit", "state"], name="transfer_to"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("ASKED", "RELEASED"))),
                        fields=("person",),
                        name="person_has_one_open_transfer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                        name="transfer_goes_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "RECEIVED"), _negated=True),
                            models.Q(("moves_on__isnull", False), ("released_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_was_received_was_released",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TwoPeople",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField()),
                ("said_by", models.TextField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.person"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="two_people_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="two_people_in_order"
                    ),
                ],
            },
        ),
    ]
