"""Drafts with an office's own words, who signed, and what a frozen report must hold."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import thongsuot.foundation.core.fields
import thongsuot.foundation.core.identifiers

KINDS = [
    ("result", "Báo cáo kết quả học tập, quán triệt"),
    ("table", "Biểu tổng hợp kết quả học tập, quán triệt"),
]


class Migration(migrations.Migration):
    """Tables."""

    dependencies = [
        ("plans", "0001_initial"),
        ("reports", "0002_grants"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportDraft",
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
                ("path", thongsuot.foundation.core.fields.PathField()),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("remarks", models.JSONField(default=dict, help_text="prose by the key of its place")),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_drafts", to="plans.campaign"
                    ),
                ),
                (
                    "campaign_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_drafts",
                        to="plans.campaignunit",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reportdraft",
            constraint=models.UniqueConstraint(fields=("campaign_unit", "kind"), name="report_drafted_once"),
        ),
        migrations.AlterField(
            model_name="issuedreport",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="issuedreport",
            constraint=models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="report_supersedes_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedreport",
            constraint=models.CheckConstraint(
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="report_fingerprint_is_sha256"
            ),
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="signer_post",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="signer_name",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
    ]
