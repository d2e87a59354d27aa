"""The sentences with which pages of plans open."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Campaign, RollEdition
from thongsuot.domain.plans.queries.documents import PlanCounts
from thongsuot.foundation.core.numbers import count_text


def plan_answer(counts: PlanCounts, roll: RollEdition | None, campaign: Campaign) -> SafeString:
    """Return how many units have issued a study plan and what waits; before the roll is frozen, that first."""
    opening = "" if roll else _("Danh sách của đợt chưa chốt. ")
    if not counts.units:
        return format_html("{}{}", opening, _("Đợt này không giao đơn vị ban hành kế hoạch học tập."))
    issued = format_html(
        _("<b>{} trên {}</b> đơn vị đã ban hành kế hoạch học tập"), count_text(counts.issued), count_text(counts.units)
    )
    rest = [
        _("%(n)s chờ tiếp nhận") % {"n": count_text(counts.waiting)} if counts.waiting else "",
        _("%(n)s được đề nghị bổ sung") % {"n": count_text(counts.supplement_asked)} if counts.supplement_asked else "",
        _("%(n)s chưa có") % {"n": count_text(counts.without)} if counts.without and counts.issued else "",
    ]
    told = ", ".join(part for part in rest if part)
    if told:
        return format_html("{}{}; {}.", opening, issued, told)
    return format_html("{}{}{}", opening, issued, _(", tất cả đã được tiếp nhận.") if counts.issued else ".")
