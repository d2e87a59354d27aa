"""What an officer of an empty installation does first, one step after another."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.domain.directives.queries import directives_of
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import schemes_of
from thongsuot.domain.plans.queries.roll import people_on
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import places_of


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step as the list of tasks shows it."""

    number: int
    title: str
    note: str
    href: str
    state: str
    is_next: bool
    action_label: str
    action_href: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a step."""

    title: str
    done_note: str
    open_note: str
    label: str
    href: str
    is_done: bool


def first_steps(request: Request, today: date) -> list[FirstStep]:
    """Return the four steps to a first campaign, with what is done of them; the first that is not is the next."""
    told = _told(request, today)
    following = next(place for place, step in enumerate(told) if not step.is_done)
    return [
        FirstStep(
            number=place + 1,
            title=step.title,
            note=step.done_note if step.is_done else step.open_note,
            href=step.href,
            state="done" if step.is_done else "doing" if place == following else "later",
            is_next=place == following,
            action_label=step.label,
            action_href="" if step.is_done else step.href,
        )
        for place, step in enumerate(told)
    ]


def _told(request: Request, today: date) -> list[_Told]:
    unit = places_of(request, Permission.RUN_CAMPAIGN)[0]
    members = people_on(unit, today)[AudienceRule.MEMBERS]
    directives, schemes = directives_of(request.viewer).count(), schemes_of(request.viewer).count()
    return [
        _Told(
            _("Nhập danh sách"),
            _("%(n)s đảng viên trong danh sách") % {"n": count_text(members)},
            _("Đưa tệp Excel đang dùng vào; chưa có ai thì đợt chưa có gì để đếm."),
            _("Nhập danh sách"),
            reverse("organisations:import_list"),
            members > 0,
        ),
        _Told(
            _("Đăng ký văn bản"),
            _("%(n)s văn bản trong thư viện") % {"n": count_text(directives)},
            _("Nghị quyết, chỉ thị mà đợt học tập thực hiện."),
            _("Đăng ký văn bản"),
            reverse("directives:new_directive"),
            directives > 0,
        ),
        _Told(
            _("Ghi đề án"),
            _("%(n)s đề án có chỉ tiêu") % {"n": count_text(schemes)},
            _("Chỉ tiêu phấn đấu, bảo đảm của cấp ủy; mọi đợt lấy từ đây."),
            _("Ghi đề án"),
            reverse("plans:new_scheme"),
            schemes > 0,
        ),
        _Told(
            _("Tạo đợt học tập"),
            "",
            _("Chọn văn bản, đề án, thời gian; xem lại rồi phát hành."),
            _("Tạo đợt"),
            reverse("plans:new_campaign"),
            is_done=False,
        ),
    ]
