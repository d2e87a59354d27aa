"""The sentences with which pages of figures open: they answer the page's question and can be read aloud."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.owing import Owed
from thongsuot.domain.plans.models.campaign import Strength
from thongsuot.foundation.core.numbers import count_text, share_text

_FEW = 3


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
    said = format_html(_("<b>{}</b> đảng viên đã học ({}). "), rate.text(), rate.fraction_text())
    return format_html("{}{}{}", said, _left(members), _where(worst, rate.remaining or 0))


def days_text(today: date, ends_on: date) -> str:
    """Return how many days a campaign has left."""
    left = (ends_on - today).days
    if left > 0:
        return _("còn %(n)d ngày") % {"n": left}
    return _("kết thúc hôm nay") if left == 0 else _("đã kết thúc")


def _left(members: AudienceCoverage) -> SafeString:
    rate = members.rate
    target = share_text(rate.target) if rate.target is not None else ""
    if rate.is_met:
        return format_html(_("Đã đạt mức {}. "), target)
    left = count_text(rate.short_by or 0)
    if members.strength == Strength.AIM:
        return format_html(_("<b>Còn {} đồng chí</b> để đạt mức phấn đấu {}. "), left, target)
    return format_html(_("<b>Chưa đạt</b> mức bảo đảm {}: còn {} đồng chí. "), target, left)


def _where(worst: Sequence[Coverage], remaining: int) -> SafeString:
    shown = [c for c in worst if c.of("members").rate.remaining][:_FEW]
    if not remaining or not shown:
        return format_html("")
    here = sum(c.of("members").rate.remaining or 0 for c in shown)
    names = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("figures:unit", args=[c.unit.campaign.slug, c.unit.code]), c.unit.name) for c in shown),
    )
    return format_html(
        _("{} trên {} đồng chí chưa học ở {} đơn vị: {}."), count_text(here), count_text(remaining), len(shown), names
    )


def reminder_answer(owed: Owed, units: int) -> str:
    """Return how many units owe something."""
    if not units:
        return _("Không còn đơn vị nào phải nhắc việc này.")
    what = {
        Owed.PEOPLE: _("còn người chưa học"),
        Owed.STUDY: _("chưa tổ chức học tập"),
        Owed.STUDY_PLAN: _("chưa ban hành kế hoạch học tập"),
        Owed.PROGRAMME: _("chưa ban hành chương trình hành động"),
        Owed.DECLARATION: _("chưa khai tổng số quần chúng"),
    }[owed]
    return _("%(n)s đơn vị %(what)s.") % {"n": count_text(units), "what": what}


def owed_title(owed: Owed) -> str:
    """Return what may be owed, in a word or two."""
    return {
        Owed.PEOPLE: _("Người chưa học"),
        Owed.STUDY: _("Tổ chức học tập"),
        Owed.STUDY_PLAN: _("Kế hoạch học tập"),
        Owed.PROGRAMME: _("Chương trình hành động"),
        Owed.DECLARATION: _("Tổng số quần chúng"),
    }[owed]
