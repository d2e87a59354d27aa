"""The sentences with which pages of accounts open."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.invitations import AccountCounts
from thongsuot.foundation.core.numbers import count_text


def accounts_answer(counts: AccountCounts) -> SafeString:
    """Return how many of a unit's people have an account."""
    if not counts.accounts:
        return format_html(
            _("Chưa ai trong <b>{}</b> người có tài khoản. Ai không có vẫn học và được tính đủ."),
            count_text(counts.people),
        )
    told = format_html(
        _("<b>{}</b> trên {} người có tài khoản"), count_text(counts.accounts), count_text(counts.people)
    )
    if counts.never_entered:
        return format_html(_("{}; {} chưa vào lần nào."), told, count_text(counts.never_entered))
    return format_html(_("{}, đều đã vào."), told)
