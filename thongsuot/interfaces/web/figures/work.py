"""The work that waits, in words, each with the page where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.figures.queries.owing import Owed
from thongsuot.domain.figures.queries.waiting import Waiting, WorkKind
from thongsuot.domain.plans.models import CampaignUnit


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of «work that waits»."""

    count: int
    title: str
    note: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a kind of work is done: the words of its button, the page, its query."""

    title: str
    label: str
    page: str
    query: str = ""
    is_of_unit: bool = False


def work_rows(waiting: Sequence[Waiting], stand: CampaignUnit) -> list[WorkRow]:
    """Return the lines in the order they came."""
    places = [(work, (_OWN if work.is_own else _BELOW).get(work.kind)) for work in waiting]
    return [_row(work, place(), stand) for work, place in places if place]


def _row(work: Waiting, place: _Place, stand: CampaignUnit) -> WorkRow:
    address = [stand.campaign.slug, stand.code] if place.is_of_unit else [stand.campaign.slug]
    query = place.query
    if not place.is_of_unit and stand.parent_id is not None:
        query += f"{'&' if query else '?'}goc={stand.code}"
    note = _("Lâu nhất từ %(day)s") % {"day": date_format(localtime(work.since), "DATE_FORMAT")} if work.since else ""
    return WorkRow(work.count, place.title, note, place.label, reverse(place.page, args=address) + query)


def _reminder(title: str, owed: Owed) -> _Place:
    return _Place(title, _("Nhắc"), "figures:reminder", f"?viec={owed}")


_PROGRAMME, _PLAN = "programmes:unit_programme", "plans:unit_plan"
_COUNTS = "?cho-xac-nhan=1"
_BELOW = {
    WorkKind.PROGRAMMES_TO_RECEIVE: lambda: _Place(
        _("Chương trình hành động chờ tiếp nhận"), _("Tiếp nhận"), "programmes:next_programme"
    ),
    WorkKind.PLANS_TO_RECEIVE: lambda: _Place(_("Kế hoạch học tập chờ tiếp nhận"), _("Tiếp nhận"), "plans:plan"),
    WorkKind.WITHOUT_STUDY: lambda: _reminder(_("Đơn vị chưa tổ chức học tập"), Owed.STUDY),
    WorkKind.WITHOUT_STUDY_PLAN: lambda: _reminder(_("Đơn vị chưa ban hành kế hoạch học tập"), Owed.STUDY_PLAN),
    WorkKind.WITHOUT_PROGRAMME: lambda: _reminder(_("Đơn vị chưa ban hành chương trình hành động"), Owed.PROGRAMME),
    WorkKind.UNDECLARED: lambda: _reminder(_("Đơn vị chưa khai tổng số quần chúng"), Owed.DECLARATION),
    WorkKind.COUNTS_TO_CONFIRM: lambda: _Place(
        _("Số nhập thay chờ đơn vị xác nhận"), _("Xem"), "study:class_list", _COUNTS
    ),
}
_OWN = {
    WorkKind.PROGRAMME_TO_SUPPLEMENT: lambda: _Place(
        _("Cấp trên đề nghị bổ sung chương trình hành động"), _("Bổ sung"), _PROGRAMME, is_of_unit=True
    ),
    WorkKind.PROGRAMME_TO_CONFIRM: lambda: _Place(
        _("Chương trình hành động nhập thay chờ xác nhận"), _("Xác nhận"), _PROGRAMME, is_of_unit=True
    ),
    WorkKind.PLAN_TO_SUPPLEMENT: lambda: _Place(
        _("Cấp trên đề nghị bổ sung kế hoạch học tập"), _("Bổ sung"), _PLAN, is_of_unit=True
    ),
    WorkKind.PLAN_TO_CONFIRM: lambda: _Place(
        _("Kế hoạch học tập nhập thay chờ xác nhận"), _("Xác nhận"), _PLAN, is_of_unit=True
    ),
    WorkKind.COUNTS_TO_CONFIRM: lambda: _Place(
        _("Số nhập thay chờ xác nhận"), _("Xác nhận"), "study:class_list", _COUNTS
    ),
    WorkKind.WITHOUT_STUDY_PLAN: lambda: _Place(_("Chưa ghi kế hoạch học tập"), _("Ghi"), _PLAN, is_of_unit=True),
    WorkKind.UNDECLARED: lambda: _Place(
        _("Chưa khai tổng số quần chúng"), _("Khai"), "plans:unit_total", is_of_unit=True
    ),
    WorkKind.WITHOUT_STUDY: lambda: _Place(_("Chưa tổ chức học tập"), _("Mở lớp"), "study:class_opening"),
    WorkKind.WITHOUT_PROGRAMME: lambda: _Place(
        _("Chưa ghi chương trình hành động"), _("Ghi"), _PROGRAMME, is_of_unit=True
    ),
}
