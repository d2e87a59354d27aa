"""The sentences with which pages of access open."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.access.lines import DelegationLine, OwnLine, RightLine


def rights_answer(here: Sequence[RightLine], above: Sequence[RightLine]) -> SafeString:
    """Return how many people do something at a unit, how many from above, and how many of them cannot come in yet."""
    people = {line.person.pk for line in here}
    waiting = {line.person.pk for line in here if line.no_account}
    from_above = count_text(len({line.person.pk for line in above}))
    if not people:
        return format_html(_("Chưa giao việc cho ai ở đây; {} người từ cấp trên làm được."), from_above)
    told = format_html(
        _("<b>{}</b> người được giao việc ở đây, {} người từ cấp trên"), count_text(len(people)), from_above
    )
    if not waiting:
        return format_html("{}.", told)
    return format_html(_("{}; {} người chưa vào được."), told, count_text(len(waiting)))


def stewards_answer(lines: Sequence[RightLine]) -> SafeString:
    """Return how many people keep the door of a class beside its host."""
    if not lines:
        return format_html("{}", _("Chưa giao điểm danh cho ai ngoài người chủ trì."))
    return format_html(_("<b>{}</b> người được giao điểm danh ở lớp này."), count_text(len(lines)))


def own_answer(lines: Sequence[OwnLine], classes: int) -> SafeString:
    """Return how much work one has been given."""
    if lines:
        return format_html(_("Đồng chí được giao <b>{}</b> việc."), count_text(len(lines)))
    if classes:
        return format_html(_("Đồng chí điểm danh ở <b>{}</b> lớp."), count_text(classes))
    return format_html("{}", _("Chưa được giao việc nào. Trang «Sổ của tôi» cho biết mình đã học gì."))


def delegations_answer(lines: Sequence[DelegationLine]) -> SafeString:
    """Return how much one has delegated."""
    if not lines:
        return format_html("{}", _("Chưa ủy quyền cho ai."))
    return format_html(_("Đang ủy quyền <b>{}</b> việc."), count_text(len(lines)))
