"""Lists as Excel files."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.files.spreadsheets import ColumnKind, WrittenColumn, write_xlsx
from thongsuot.interfaces.web.figures.units import left_people

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def left_workbook(
    stand: CampaignUnit,
    audience: Audience,
    below: Sequence[Coverage],
    people: QuerySet[RollEntry] | None,
    viewer: Viewer,
) -> HttpResponse:
    """Return who has not studied as a workbook: by name where names may be shown, else the units with their numbers."""
    if people is None:
        columns = [_text(_("Đơn vị")), _number(_("Đã học")), _number(_("Tổng số")), _number(_("Chưa học"))]
        rates = [(c.unit.name, c.of(audience.code).rate) for c in below]
        rows: list[list[str | int | None]] = [[name, r.numerator, r.denominator, r.remaining] for name, r in rates]
    else:
        columns = [_text(_("Họ và tên")), _text(_("Đơn vị")), _text(_("Tình trạng"))]
        rows = [
            [p.entry.person.full_name, p.entry.campaign_unit.name, p.reason or (_("Có lý do") if p.has_reason else "")]
            for p in left_people(viewer, stand, list(people))
        ]
    content = write_xlsx(columns, rows, sheet_name=_("Chưa học"), titles=[stand.campaign.name, stand.name])
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="chua-hoc-{stand.code}.xlsx"'
    return response


def _text(title: str) -> WrittenColumn:
    return WrittenColumn(title, ColumnKind.TEXT)


def _number(title: str) -> WrittenColumn:
    return WrittenColumn(title, ColumnKind.COUNT)
