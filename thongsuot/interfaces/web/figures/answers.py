"""The sentences with which pages of figures open: they answer the page's question and can be read aloud."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.owing import Owed
from thongsuot.domain.plans.models.campaign import AudienceRule, Strength
from thongsuot.foundation.core.numbers import count_text, share_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.figures.work import WorkRow

_FEW = 3
# Below so many people a percentage sounds worse than it is: one person of eleven.
_MANY = 20


def members_answer(members: AudienceCoverage, worst: Sequence[Coverage]) -> SafeString:
    """Return how many members have studied, what is left to the target, and where most are left."""
    rate = members.rate
    if not rate.denominator:
        return format_html("{}", _("Danh sách chưa chốt, nên chưa có tỷ lệ. Chốt danh sách rồi mở lớp."))
    if not rate.numerator:
        return format_html(
            _("Chưa có ai học trong <b>{}</b> đảng viên. Bắt đầu từ kế hoạch của đơn vị và lớp đầu tiên."),
            count_text(rate.denominator),
        )
    return format_html("{}{}{}", _said(rate), _left(members), _where(worst, rate.remaining or 0))


def unit_answer(people: SafeString, still_open: Sequence[str] | None, due_on: date | None, today: date) -> SafeString:
    """Return what is said of a unit's people, then which steps of its own are open; None where it has no steps."""
    if still_open is None:
        return people
    return format_html("{} {}", people, _steps_left(still_open, due_on, today))


def days_text(today: date, ends_on: date) -> str:
    """Return how many days a campaign has left."""
    left = (ends_on - today).days
    if left > 0:
        return ngettext("còn %(n)d ngày", "còn %(n)d ngày", left) % {"n": left}
    return _("kết thúc hôm nay") if left == 0 else _("đã kết thúc")


def people_text(code: str, people: int) -> str:
    """Return a count of people of an audience with their word: đồng chí for members, người for others."""
    words = {"n": count_text(people)}
    if code == AudienceRule.NON_MEMBERS:
        return ngettext("%(n)s người", "%(n)s người", people) % words
    return ngettext("%(n)s đồng chí", "%(n)s đồng chí", people) % words


def _steps_left(still_open: Sequence[str], due_on: date | None, today: date) -> SafeString:
    if not still_open:
        return format_html("{}", _("Đơn vị đã xong mọi việc của đợt."))
    named = ", ".join(title[:1].lower() + title[1:] for title in still_open)
    if due_on is None:
        said = ngettext("Còn <b>{} việc</b>: {}.", "Còn <b>{} việc</b>: {}.", len(still_open))
        return format_html(said, len(still_open), named)
    said = ngettext("Còn <b>{} việc</b>, {}: {}.", "Còn <b>{} việc</b>, {}: {}.", len(still_open))
    return format_html(said, len(still_open), days_text(today, due_on), named)


def _said(rate: Rate) -> SafeString:
    if (rate.denominator or 0) < _MANY:
        return format_html(_("<b>{}</b> đảng viên đã học. "), rate.fraction_text())
    return format_html(_("<b>{}</b> đảng viên đã học ({}). "), rate.text(), rate.fraction_text())


def _left(members: AudienceCoverage) -> SafeString:
    rate = members.rate
    if rate.remaining == 0:
        return format_html("{}", _("Không còn ai chưa học. "))
    target = share_text(rate.target) if rate.target is not None else ""
    if rate.is_met:
        return format_html(_("Đã đạt mức {}. "), target)
    left = count_text(rate.short_by or 0)
    if members.strength == Strength.AIM:
        return format_html(_("<b>Còn {} đồng chí</b> để đạt mức phấn đấu {}. "), left, target)
    return format_html(_("<b>Chưa đạt</b> mức bảo đảm {}: còn {} đồng chí. "), target, left)


def _where(worst: Sequence[Coverage], remaining: int) -> SafeString:
    shown = [c for c in worst if c.of(AudienceRule.MEMBERS).rate.remaining][:_FEW]
    if not remaining or not shown:
        return SafeString()
    here = sum(c.of(AudienceRule.MEMBERS).rate.remaining or 0 for c in shown)
    names = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("figures:unit", args=[c.unit.campaign.slug, c.unit.code]), c.unit.name) for c in shown),
    )
    if here == remaining:
        all_here = ngettext("{} đồng chí chưa học đều ở {}.", "{} đồng chí chưa học đều ở {}.", here)
        return format_html(all_here, count_text(here), names)
    said = ngettext(
        "{} trên {} đồng chí chưa học ở {} đơn vị: {}.", "{} trên {} đồng chí chưa học ở {} đơn vị: {}.", len(shown)
    )
    return format_html(said, count_text(here), count_text(remaining), len(shown), names)


def left_answer(code: str, name: str, people: int | None, units: int, undeclared: int) -> str:
    """Return who of an audience is left: how many people in how many units, or why it is not known."""
    if people is None:
        unknown = ngettext(
            "%(name)s: %(n)s đơn vị chưa khai tổng số, nên chưa biết còn ai.",
            "%(name)s: %(n)s đơn vị chưa khai tổng số, nên chưa biết còn ai.",
            undeclared,
        )
        return unknown % {"name": name, "n": count_text(undeclared)}
    if not people:
        return _("%(name)s: không còn ai chưa học.") % {"name": name}
    words = {"name": name, "people": people_text(code, people), "units": count_text(units)}
    return (
        ngettext(
            "%(name)s: %(people)s chưa học, ở %(units)s đơn vị.",
            "%(name)s: %(people)s chưa học, ở %(units)s đơn vị.",
            units,
        )
        % words
    )


def reminder_answer(owed: Owed, units: int, people: int) -> str:
    """Return how many units owe something."""
    if not units:
        return _("Không còn đơn vị nào phải nhắc việc này.")
    said = {
        Owed.PEOPLE: ngettext(
            "%(n)s đơn vị còn %(people)s đồng chí chưa học.", "%(n)s đơn vị còn %(people)s đồng chí chưa học.", units
        ),
        Owed.STUDY: ngettext("%(n)s đơn vị chưa tổ chức học tập.", "%(n)s đơn vị chưa tổ chức học tập.", units),
        Owed.STUDY_PLAN: ngettext(
            "%(n)s đơn vị chưa ban hành kế hoạch học tập.", "%(n)s đơn vị chưa ban hành kế hoạch học tập.", units
        ),
        Owed.PROGRAMME: ngettext(
            "%(n)s đơn vị chưa ban hành chương trình hành động.",
            "%(n)s đơn vị chưa ban hành chương trình hành động.",
            units,
        ),
        Owed.DECLARATION: ngettext(
            "%(n)s đơn vị chưa khai tổng số quần chúng.", "%(n)s đơn vị chưa khai tổng số quần chúng.", units
        ),
    }[owed]
    return said % {"n": count_text(units), "people": count_text(people)}


def inbox_answer(own: Sequence[WorkRow], others: Sequence[WorkRow]) -> SafeString:
    """Return how much waits: for one's own hand, and with others."""
    if not own and not others:
        return format_html("{}", _("Không có việc nào chờ đồng chí."))
    items = sum(row.count for row in own)
    if not items:
        return format_html("{}", _("Không có việc nào chờ tay đồng chí; dưới đây là việc còn phải đôn đốc."))
    return format_html(
        ngettext("<b>{} việc</b> chờ đồng chí.", "<b>{} việc</b> chờ đồng chí.", items), count_text(items)
    )


def owed_title(owed: Owed) -> str:
    """Return what may be owed, in a word or two."""
    return {
        Owed.PEOPLE: _("Người chưa học"),
        Owed.STUDY: _("Tổ chức học tập"),
        Owed.STUDY_PLAN: _("Kế hoạch học tập"),
        Owed.PROGRAMME: _("Chương trình hành động"),
        Owed.DECLARATION: _("Tổng số quần chúng"),
    }[owed]
