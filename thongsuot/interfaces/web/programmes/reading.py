"""Putting the reading page of a programme together: its place in the queue, what the machine saw, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.programmes.actions import receive_programme
from thongsuot.domain.programmes.checks import Check, CheckKind
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import LogLine, programmes_to_receive
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.numbers import count_text

_QUEUE_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Queue:
    """The programmes that wait where this one was issued to, the oldest first, and the place of this one among them."""

    waiting: list[ActionProgramme]
    position: int
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What the machine saw of one thing: `about` says it in words, `first` is the number of the first task to look at."""

    title: str
    about: str
    is_clear: bool
    first: int | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log in words."""

    at: datetime
    text: str


def queue_of(viewer: Viewer, document: ActionProgramme) -> Queue | None:
    """Return the queue in which a programme stands; None for somebody who does not receive it."""
    above = document.campaign_unit.parent
    if above is None or not receive_programme.allowed(viewer, Receiver(document.campaign_unit)):
        return None
    waiting = list(programmes_to_receive(viewer, above)[:_QUEUE_SHOWN])
    place = next((n for n, other in enumerate(waiting) if other.pk == document.pk), -1)
    before = waiting[place - 1] if place > 0 else None
    after = waiting[place + 1] if 0 <= place < len(waiting) - 1 else None
    if place < 0 and waiting:
        after = waiting[0]
    slug = document.campaign_unit.campaign.slug
    return Queue(waiting, place + 1, _href(before, slug), _href(after, slug))


def days_waiting(document: ActionProgramme, now: datetime) -> int:
    """Return for how many days a programme has waited."""
    return (local_day(now) - local_day(document.recorded_at)).days


def check_rows(checks: Sequence[Check]) -> list[CheckRow]:
    """Return what the machine saw, in words."""
    return [_check_row(check) for check in checks if check.whole]


def phrases_of(checks: Sequence[Check]) -> list[str]:
    """Return sentences for the comment, made from what the machine missed."""
    words = {
        CheckKind.OWNER: _("Đề nghị ghi rõ người chủ trì ở nhiệm vụ %(tasks)s."),
        CheckKind.DEADLINE: _("Đề nghị bổ sung thời hạn cho nhiệm vụ %(tasks)s."),
        CheckKind.RESULT: _("Đề nghị nêu kết quả đo được của nhiệm vụ %(tasks)s."),
    }
    phrases = [words[check.kind] % {"tasks": _listed(check.without)} for check in checks if check.without]
    if any(check.kind == CheckKind.OVERSIGHT and not check.is_clear for check in checks):
        phrases.append(_("Đề nghị bổ sung nhiệm vụ kiểm tra, giám sát việc thực hiện."))
    return [*phrases, _("Nội dung sát với đơn vị; nhất trí.")]


def log_rows(lines: Sequence[LogLine]) -> list[LogRow]:
    """Return the log in words, with a name where it may be shown."""
    words = {
        "issued": _("ghi văn bản đã ban hành"),
        "confirmed": _("xác nhận văn bản nhập thay"),
        "received": _("tiếp nhận"),
        "supplement_asked": _("đề nghị bổ sung"),
    }
    return [
        LogRow(line.at, _("Đ/c %(name)s %(what)s") % {"name": line.name, "what": words[line.verb]})
        if line.name
        else LogRow(line.at, words[line.verb][:1].upper() + words[line.verb][1:])
        for line in lines
    ]


def _check_row(check: Check) -> CheckRow:
    if check.kind == CheckKind.OVERSIGHT:
        found = _("Có ở %(n)s nhiệm vụ") % {"n": count_text(check.found)}
        return CheckRow(_("Kiểm tra, giám sát"), found if check.found else _("Chưa thấy nhiệm vụ nào"), check.is_clear)
    title = {
        CheckKind.OWNER: _("Người chủ trì"),
        CheckKind.DEADLINE: _("Thời hạn"),
        CheckKind.RESULT: _("Kết quả đo được"),
    }[check.kind]
    words = {"n": count_text(check.found), "all": count_text(check.whole)}
    about = ngettext("%(n)s trên %(all)s nhiệm vụ", "%(n)s trên %(all)s nhiệm vụ", check.whole) % words
    if check.without:
        about += _("; thiếu ở %(tasks)s") % {"tasks": _listed(check.without)}
    return CheckRow(title, about, check.is_clear, check.without[0] if check.without else None)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _href(document: ActionProgramme | None, slug: str) -> str:
    return reverse("programmes:programme", args=[slug, document.public_id]) if document else ""
