"""Reports a viewer may see: what could be reported, drafts, what was frozen, and where it differs from today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Exists, OuterRef, QuerySet

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.reports.documents.cells import cell_text
from thongsuot.domain.reports.documents.content import AnnexTable, ColumnKind
from thongsuot.domain.reports.drafting.gathered import gathered_for
from thongsuot.domain.reports.drafting.plain import Data, figure_from, table_from
from thongsuot.domain.reports.drafting.remarks import Remarks
from thongsuot.domain.reports.drafting.telling import Signed, told
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind, SignedCopy
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.sealing import checkpoint
from thongsuot.foundation.database.snapshots import one_snapshot


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is another now than when it was frozen; a text is empty where the report did not tell it."""

    label: str
    frozen: str
    now: str


def reportable_units(viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignUnit]:
    """Return the units whose report the viewer may draw up, in the order of the tree, grassroots organisations and above."""
    scope = campaign_scope(viewer, campaign, Permission.MAKE_REPORT)
    return (
        CampaignUnit.objects.filter(scope.as_filter(), campaign=campaign)
        .exclude(parent__kind__is_base=True)
        .select_related("unit", "kind", "campaign")
        .order_by("path")
    )


def kinds_of_report(unit: CampaignUnit) -> list[ReportKind]:
    """Return the kinds of report a unit can make: a table needs units below."""
    return [kind for kind in ReportKind if kind != ReportKind.TABLE or unit.children.exists()]


def drafts_of(viewer: Viewer, campaign: Campaign) -> QuerySet[ReportDraft]:
    """Return the drafts the viewer may work on, the last touched first, each with `is_frozen`: all that it says has been frozen."""
    scope = campaign_scope(viewer, campaign, Permission.MAKE_REPORT)
    frozen = IssuedReport.objects.filter(
        campaign_unit=OuterRef("campaign_unit"), kind=OuterRef("kind"), frozen_at__gte=OuterRef("changed_at")
    )
    return (
        ReportDraft.objects.filter(scope.as_filter(), campaign=campaign)
        .annotate(is_frozen=Exists(frozen))
        .select_related(
            "campaign_unit__unit__parent", "campaign_unit__kind", "campaign_unit__campaign__scheme", "campaign"
        )
        .order_by("-changed_at", "pk")
    )


def draft_by_public_id(viewer: Viewer, campaign: Campaign, public_id: str) -> ReportDraft:
    """Return one draft. Absent and foreign alike raise ReportDraft.DoesNotExist."""
    return drafts_of(viewer, campaign).get(public_id=public_id)


def draft_of_unit(viewer: Viewer, unit: CampaignUnit, kind: ReportKind) -> ReportDraft | None:
    """Return a unit's draft of a kind, if it has been opened and the viewer may work on it."""
    return drafts_of(viewer, unit.campaign).filter(campaign_unit=unit, kind=kind).first()


def frozen_reports_of(viewer: Viewer, campaign: Campaign) -> QuerySet[IssuedReport]:
    """Return the frozen reports in the viewer's scope with what was signed of them and `is_superseded`, the latest first."""
    newer = IssuedReport.objects.filter(
        campaign_unit=OuterRef("campaign_unit"), kind=OuterRef("kind"), version__gt=OuterRef("version")
    )
    return (
        IssuedReport.objects.filter(campaign_scope(viewer, campaign).as_filter(), campaign=campaign)
        .annotate(is_superseded=Exists(newer))
        .select_related(
            "campaign_unit__unit__parent", "campaign_unit__campaign__scheme", "campaign", "signed_copy__file"
        )
        .order_by("-frozen_at", "-pk")
    )


def frozen_report(viewer: Viewer, campaign: Campaign, public_id: str) -> IssuedReport:
    """Return one frozen report, whatever its version. Absent and foreign alike raise IssuedReport.DoesNotExist."""
    return frozen_reports_of(viewer, campaign).get(public_id=public_id)


def versions_frozen(viewer: Viewer, unit: CampaignUnit, kind: str) -> list[IssuedReport]:
    """Return all frozen versions of a unit's report, the newest first, without their content."""
    return list(
        frozen_reports_of(viewer, unit.campaign)
        .filter(campaign_unit=unit, kind=kind)
        .defer("content")
        .order_by("-version")
    )


def report_now(viewer: Viewer, unit: CampaignUnit, kind: ReportKind, remarks: Remarks, *, at: datetime) -> Data:
    """Return what a unit's report says at this instant, as data (`drafting.telling.told`), from one snapshot."""
    with one_snapshot():
        return told(gathered_for(viewer, unit, at=at), kind, remarks)


def printed_checkpoint_now() -> str:
    """Return where the audit log's chain stands, as reports print it: «1250:7K4M-20QX-9DTB-3HFA»; empty before its first link."""
    head = checkpoint()
    return f"{head.sequence}:{head.code}" if head.sequence else ""


def checkpoints_on_reports() -> list[str]:
    """Return the checkpoints printed on frozen reports, as printed: further witnesses of the audit log."""
    printed = IssuedReport.objects.exclude(checkpoint="").order_by("pk").values_list("checkpoint", flat=True)
    return list(printed.distinct())


def signed_of(report: IssuedReport) -> Signed | None:
    """Return what the office added when it issued a report; None while it is only frozen."""
    copy = signed_copy_of(report)
    return None if copy is None else Signed(copy.number, copy.issued_on, copy.signer_post, copy.signer_name)


def signed_copy_of(report: IssuedReport) -> SignedCopy | None:
    """Return the signed copy of a report, if it has been attached."""
    return getattr(report, "signed_copy", None)


def differences(frozen: Data, now: Data) -> list[Difference]:
    """Return the figures that are others now than in a frozen report: those of its sentences, then those of its tables."""
    was, today = _texts(frozen), _texts(now)
    keys = dict.fromkeys(chain(was, today))
    return [Difference(key[1], was.get(key, ""), today.get(key, "")) for key in keys if was.get(key) != today.get(key)]


def _texts(data: Data) -> Mapping[tuple[str, str], str]:
    figures = map(figure_from, data["figures"])
    sentences = {(figure.code, figure.label): figure.text for figure in figures}
    cells = {("", label): text for table in data["tables"] for label, text in _cells(table_from(table))}
    return sentences | cells


def _cells(table: AnnexTable) -> Iterator[tuple[str, str]]:
    titles = [" ".join(filter(None, (group.title, c.title))) for group in table.groups for c in group.columns]
    for row in table.rows:
        name = str(row[1])
        for title, column, cell in zip(titles, table.columns, row, strict=True):
            if column.kind not in (ColumnKind.ORDINAL, ColumnKind.TEXT):
                yield f"{name}: {title}", cell_text(cell, column.kind)
