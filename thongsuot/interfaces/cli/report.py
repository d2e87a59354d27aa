"""`thongsuot report`: a unit's report as it would be drafted now, as a Word, PDF or Excel file."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import campaign_by_slug, campaign_unit, top_unit
from thongsuot.domain.reports.drafting.remarks import Remarks
from thongsuot.domain.reports.drafting.telling import document_of
from thongsuot.domain.reports.files import FileFormat, report_file
from thongsuot.domain.reports.models import ReportKind
from thongsuot.domain.reports.queries import draft_of_unit, kinds_of_report, printed_checkpoint_now, report_now
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.cli.figures import NoSuchCampaign, NoSuchUnit

EXAMPLE = "thongsuot report nq13 --kind result --unit KHOI --format docx --out bao-cao.docx"


class KindWithoutUnitsBelow(Refusal):
    """A table has one row for each unit below, and this unit has none."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which campaign, which report of which unit, in which form, and where to put it."""
    parser.add_argument("campaign", help=_("tên ngắn của đợt"))
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in ReportKind],
        default=ReportKind.RESULT.value,
        help=_("result: báo cáo kết quả; table: biểu tổng hợp theo đơn vị"),
    )
    parser.add_argument("--unit", default="", help=_("mã đơn vị"))
    parser.add_argument("--format", choices=[file_format.value for file_format in FileFormat], default="docx")
    parser.add_argument("--out", type=Path, required=True, help=_("tệp kết quả"))


def run(options: argparse.Namespace) -> int:
    """Write the file; it is a draft, with the office's own words if some were written into the unit's draft."""
    at = now()
    viewer = viewer_for(SystemActor("thongsuot report"), local_day(at))
    unit, kind = _asked_unit(viewer, options.campaign, options.unit), ReportKind(options.kind)
    if kind not in kinds_of_report(unit):
        raise KindWithoutUnitsBelow(
            _("Đơn vị “%(unit)s” không có đơn vị trực thuộc nên không có biểu tổng hợp. Dùng --kind result.")
            % {"unit": unit.code}
        )
    draft = draft_of_unit(viewer, unit, kind)
    data = report_now(viewer, unit, kind, Remarks(draft.remarks if draft else {}), at=at)
    document = document_of(data, checkpoint=printed_checkpoint_now())
    options.out.write_bytes(report_file(document, FileFormat(options.format)))
    print(_("Đã ghi dự thảo vào %(file)s.") % {"file": options.out}, file=sys.stderr)
    return 0


def _asked_unit(viewer: Viewer, slug: str, code: str) -> CampaignUnit:
    try:
        campaign = campaign_by_slug(viewer, slug)
        return campaign_unit(viewer, campaign, code) if code else top_unit(viewer, campaign)
    except Campaign.DoesNotExist:
        raise NoSuchCampaign(_("Không có đợt học tập “%(slug)s”.") % {"slug": slug}) from None
    except CampaignUnit.DoesNotExist:
        raise NoSuchUnit(_("Đợt %(slug)s không có đơn vị mã “%(code)s”.") % {"slug": slug, "code": code}) from None
