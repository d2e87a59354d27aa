"""Checking in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from thongsuot.domain.plans.queries.roll import entry_of_pass
from thongsuot.domain.study.actions.check_ins import Answer, CheckIn, Outcome, record_check_ins
from thongsuot.domain.study.codes import is_good_code
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.classes import class_at_door
from thongsuot.foundation.core.clock import now
from thongsuot.interfaces.web.site.pass_cookie import carried_pass

CODE_CHANGED = "code_changed"


@login_not_required
@never_cache
def check_in(request: HttpRequest, class_id: str, code: str) -> HttpResponse:
    """Show the class and, where the telephone carries a pass, the person's name and one button; record on POST."""
    at = now()
    try:
        here = class_at_door(class_id)
    except StudyClass.DoesNotExist:
        raise Http404 from None
    carried = carried_pass(request, at)
    entry = entry_of_pass(carried.entry_id, here.campaign) if carried else None
    shown = {"here": here, "session": here.sessions.get(), "entry": entry}
    if request.method != "POST" or entry is None:
        return render(request, "door/check_in.html", shown)
    if not is_good_code(here.public_id, code, at):
        return render(request, "door/outcome.html", shown | {"outcome": CODE_CHANGED}, status=409)
    answer = record_check_ins([CheckIn(here.public_id, entry.pk)], at=at)[0]
    status = 200 if answer.outcome in (Outcome.RECORDED, Outcome.ALREADY) else 409
    return render(request, "door/outcome.html", shown | _told(answer), status=status)


def _told(answer: Answer) -> dict[str, object]:
    return {"outcome": answer.outcome.value, "recorded_at": answer.recorded_at}
