"""The work that waits, in words, each with the page where it is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.figures.queries.waiting import Waiting, WorkKind
from thongsuot.domain.plans.models import Campaign


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of «work that waits»."""

    count: int
    title: str
    note: str
    label: str
    href: str


def work_rows(waiting: list[Waiting], campaign: Campaign) -> list[WorkRow]:
    """Return the lines in the order they came."""
    return [_row(work, campaign) for work in waiting]


def _row(work: Waiting, campaign: Campaign) -> WorkRow:
    title, label, page, query = _words()[work.kind]
    note = _("Lâu nhất từ %(day)s") % {"day": date_format(localtime(work.since), "DATE_FORMAT")} if work.since else ""
    return WorkRow(work.count, title, note, label, reverse(page, args=[campaign.slug]) + query)


def _words() -> dict[WorkKind, tuple[str, str, str, str]]:
    remind, see = _("Nhắc"), _("Xem")
    return {
        WorkKind.PROGRAMMES_TO_RECEIVE: (
            _("Chương trình hành động chờ tiếp nhận"),
            _("Tiếp nhận"),
            "programmes:programme_list",
            "?trang-thai=cho",
        ),
        WorkKind.WITHOUT_STUDY: (_("Đơn vị chưa tổ chức học tập"), remind, "figures:reminder", "?viec=hoc"),
        WorkKind.WITHOUT_STUDY_PLAN: (
            _("Đơn vị chưa ban hành kế hoạch học tập"),
            remind,
            "figures:reminder",
            "?viec=ke-hoach",
        ),
        WorkKind.WITHOUT_PROGRAMME: (
            _("Đơn vị chưa ban hành chương trình hành động"),
            remind,
            "figures:reminder",
            "?viec=chuong-trinh",
        ),
        WorkKind.UNDECLARED: (_("Đơn vị chưa khai tổng số quần chúng"), remind, "figures:reminder", "?viec=quan-chung"),
        WorkKind.COUNTS_TO_CONFIRM: (_("Số nhập thay chờ đơn vị xác nhận"), see, "study:class_list", ""),
    }
