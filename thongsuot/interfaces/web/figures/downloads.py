"""Lists as Excel files."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thongsuot.domain.figures.queries.coverage import coverage_of_base_units
from thongsuot.domain.figures.queries.left import LeftNames
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.files.spreadsheets import ColumnKind, WrittenColumn, write_xlsx
from thongsuot.interfaces.web.figures.left import left_cells
from thongsuot.interfaces.web.figures.units import UnitRow

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cells = Sequence[str | int | None]


def left_workbook(viewer: Viewer, stand: CampaignUnit, audience: Audience, people: LeftNames | None) -> HttpResponse:
    """Return who has not studied as a workbook: by name where names may be shown, else the units with their numbers."""
    rows: Iterable[Cells]
    if people is None:
        columns = [_text(_("Đơn vị")), _number(_("Đã học")), _number(_("Tổng số")), _number(_("Chưa học"))]
        rates = [(c.unit.name, c.of(audience.code).rate) for c in coverage_of_base_units(viewer, stand)]
        rows = [[name, r.numerator, r.denominator, r.remaining] for name, r in rates if r.remaining]
    else:
        columns = [_text(_("Họ và tên")), _text(_("Đơn vị")), _text(_("Tình trạng")), _text(_("Lý do"))]
        rows = left_cells(viewer, stand, audience, people)
    return _workbook(stand, "chua-hoc", _("Chưa học"), columns, rows)


def units_workbook(stand: CampaignUnit, rows: Sequence[UnitRow]) -> HttpResponse:
    """Return the table of units as a workbook, as filtered and sorted on the page."""
    columns = [
        _text(_("Mã")),
        _text(_("Đơn vị")),
        _number(_("Đã học")),
        _number(_("Tổng số")),
        _text(_("Tỷ lệ")),
        _number(_("Chưa học")),
        _number(_("Thiếu để đạt chỉ tiêu")),
    ]
    cells: list[Cells] = [
        [
            row.unit.code,
            row.unit.name,
            row.rate.numerator,
            row.rate.denominator,
            row.rate.text(),
            row.rate.remaining,
            row.rate.short_by,
        ]
        for row in rows
    ]
    return _workbook(stand, "don-vi", _("Đơn vị"), columns, cells)


def _workbook(
    stand: CampaignUnit, name: str, sheet: str, columns: Sequence[WrittenColumn], rows: Iterable[Cells]
) -> HttpResponse:
    content = write_xlsx(columns, rows, sheet_name=sheet, titles=[stand.campaign.name, stand.name])
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{stand.code}.xlsx"'
    return response


def _text(title: str) -> WrittenColumn:
    return WrittenColumn(title, ColumnKind.TEXT)


def _number(title: str) -> WrittenColumn:
    return WrittenColumn(title, ColumnKind.COUNT)
