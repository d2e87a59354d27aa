"""Wording of reminders. What may be pasted outside reveals neither membership nor names (design law 12)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.figures.queries.owing import Owed
from thongsuot.domain.plans.models import Campaign


def owed_words(owed: Owed) -> str:
    """Return what is owed, in neutral words that may stand outside."""
    return {
        Owed.PEOPLE: _("việc ghi nhận người tham dự"),
        Owed.STUDY: _("việc tổ chức buổi họp"),
        Owed.STUDY_PLAN: _("việc gửi kế hoạch của đơn vị"),
        Owed.PROGRAMME: _("việc gửi văn bản của đơn vị"),
        Owed.DECLARATION: _("việc khai tổng số người"),
    }[owed]


def reminder_text(campaign: Campaign, owed: Owed, units: int) -> str:
    """Return a text to paste into a chat group: a neutral nudge with a day and a code, nothing else."""
    return _(
        "Kính gửi các đơn vị: %(units)d đơn vị còn %(what)s, hạn %(day)s. "
        "Đề nghị người phụ trách đăng nhập hệ thống để xem chi tiết. Mã: %(code)s."
    ) % {
        "units": units,
        "what": owed_words(owed),
        "day": date_format(campaign.ends_on, "DATE_FORMAT"),
        "code": campaign.public_id[:6].upper(),
    }
