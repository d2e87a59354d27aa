"""A person's own page."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.queries.classes import classes_kept
from thongsuot.domain.study.queries.door import coming_classes_for
from thongsuot.domain.study.queries.own import OwnStudy, own_ledger
from thongsuot.foundation.core.clock import local_day
from thongsuot.interfaces.web.site.pass_cookie import carried_pass, give_pass
from thongsuot.interfaces.web.site.request import Request

COMING_SHOWN = 3


@never_cache
def my_page(request: Request) -> HttpResponse:
    """Show a person their next class and their own study by year, and let them make this telephone known to the door."""
    ledger = own_ledger(request.person)
    now_on = ledger[0] if ledger else None
    if request.method == "POST" and now_on:
        messages.success(request, _("Máy này đã ghi nhớ đồng chí. Đến lớp chỉ cần quét mã rồi bấm Tôi có mặt."))
        return give_pass(redirect("study:my_page"), now_on.entry, now_on.campaign.ends_on)
    carried = carried_pass(request, request.now)
    shown = {
        "mine": now_on,
        "is_over": bool(now_on and now_on.campaign.ends_on < local_day(request.now)),
        "is_known": bool(carried and now_on and carried.entry_id == now_on.entry.pk),
        "kept": classes_kept(request.viewer),
        "coming": _coming(now_on) if now_on else [],
        "years": _by_year(ledger),
    }
    return render(request, "study/my_page.html", shown)


def _coming(mine: OwnStudy) -> list[tuple[StudyClass, bool]]:
    """Return the next classes, each with whether the person is recorded as present there."""
    there = {fact.session.study_class_id for fact in mine.attendances if fact.presence == Presence.PRESENT}
    return [(one, one.pk in there) for one in coming_classes_for(mine.entry)[:COMING_SHOWN]]


def _by_year(ledger: list[OwnStudy]) -> list[tuple[int, list[OwnStudy]]]:
    return [(year, list(of_year)) for year, of_year in groupby(ledger, key=lambda own: own.campaign.starts_on.year)]
