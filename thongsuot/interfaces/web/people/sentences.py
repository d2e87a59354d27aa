"""The sentences with which pages of people open."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.models.memberships import MEMBER_CATEGORIES, Category
from thongsuot.foundation.organisations.models.transfers import TransferState
from thongsuot.foundation.organisations.people_lists import WaitingTransfers, WholePerson


def roster_answer(found: int, unit: Unit, text: str, category: str) -> SafeString:
    """Return how many people a list holds, and by what it was narrowed."""
    whose = Category(category).label if category else _("người")
    if text:
        return format_html(_("<b>{}</b> {} có tên “{}” ở {} và cấp dưới."), count_text(found), whose, text, unit.name)
    return format_html(_("<b>{}</b> {} ở {} và cấp dưới."), count_text(found), whose, unit.name)


def person_answer(whole: WholePerson) -> SafeString:
    """Return what a person is, where, and since when; and the transfer under way."""
    home = whole.home
    if home is None:
        said = format_html(
            _("Làm việc tại {}, không có trong danh sách đảng viên và quần chúng."), whole.person.home.name
        )
    else:
        since = date_format(home.valid_from, "DATE_FORMAT")
        is_member = home.category in MEMBER_CATEGORIES
        words = _("<b>{}</b>, sinh hoạt tại {} từ {}.") if is_member else _("<b>{}</b>, thuộc {} từ {}.")
        said = format_html(words, home.get_category_display(), home.of_unit.name, since)
    going = whole.open_transfer
    if going is None:
        return said
    return format_html(_("{} Đang chuyển đến {}: {}."), said, going.to_unit.name, going.get_state_display().lower())


def transfers_answer(waiting: WaitingTransfers) -> SafeString:
    """Return how many transfers wait for the viewer, and how many for others."""
    ours = len(waiting.to_release) + len(waiting.to_receive)
    if not ours and not waiting.sent:
        return format_html("{}", _("Không có việc chuyển sinh hoạt nào đang chờ."))
    if not ours:
        return format_html(
            _("Không có việc nào chờ đồng chí; {} việc đang chờ đơn vị khác."), count_text(len(waiting.sent))
        )
    return format_html(
        _("<b>{} việc</b> chờ đồng chí: {} giới thiệu đi, {} tiếp nhận."),
        count_text(ours),
        count_text(len(waiting.to_release)),
        count_text(len(waiting.to_receive)),
    )


def duplicates_answer(found: int, most: int, unit: Unit) -> SafeString:
    """Return how many pairs may be one person."""
    if not found:
        return format_html(_("Không thấy ai có thể bị ghi hai lần ở {}."), unit.name)
    if found >= most:
        return format_html(
            _("Hơn {} cặp có thể là một người ở {}. Hệ thống chỉ gợi ý, đồng chí quyết định."), most, unit.name
        )
    return format_html(
        _("<b>{} cặp</b> có thể là một người ở {}. Hệ thống chỉ gợi ý, đồng chí quyết định."), found, unit.name
    )


STATE_KINDS = {
    TransferState.ASKED: "todo",
    TransferState.RELEASED: "live",
    TransferState.RECEIVED: "ok",
    TransferState.REFUSED: "err",
    TransferState.WITHDRAWN: "",
}
