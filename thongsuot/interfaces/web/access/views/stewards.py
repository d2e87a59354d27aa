"""Who keeps the door of a class: named by whoever holds it, for that class alone."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.study.actions.stewards import dismiss_steward, name_steward
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.classes import class_by_public_id, stewards_of
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.access.finding import asked_of, candidate_or_404, candidates_of
from thongsuot.interfaces.web.access.forms import StewardForm, place_refusal
from thongsuot.interfaces.web.access.lines import right_lines
from thongsuot.interfaces.web.access.sentences import stewards_answer
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404


def stewards(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show who keeps the door of a class, and name somebody for it."""
    here = _held_class_or_404(request, slug, public_id)
    found = candidate_or_404(request)
    last = max(local_day(here.sessions.get().starts_at), local_day(request.now))
    form = StewardForm(request.POST or None, initial={"last_day": last})
    if request.method == "POST" and found and form.is_valid():
        until = form.cleaned_data["last_day"] + timedelta(days=1)
        try:
            name_steward(here, person=found.person, valid_until=until, by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã giao điểm danh cho %(name)s.") % {"name": found.person.full_name})
            return redirect("access:stewards", slug=slug, public_id=public_id)
    lines = right_lines(request.viewer, stewards_of(request.viewer, here), at=request.now)
    saw_people(request, here.unit.path, len(lines))
    shown = {
        "campaign": here.campaign,
        "here": here,
        "answer": stewards_answer(lines),
        "lines": lines,
        "found": found,
        "form": form,
        "asked": asked_of(request),
        "hits": candidates_of(request, here.unit.path),
    }
    return render(request, "access/stewards.html", shown)


@require_POST
def dismissing(request: Request, slug: str, public_id: str, key: int) -> HttpResponse:
    """Let somebody keep the door no longer."""
    here = _held_class_or_404(request, slug, public_id)
    dismiss_steward(here, grant=key, by=request.person, at=request.now)
    messages.success(request, _("Đã ghi. Người đó không còn thấy danh sách lớp."))
    return redirect("access:stewards", slug=slug, public_id=public_id)


def _held_class_or_404(request: Request, slug: str, public_id: str) -> StudyClass:
    try:
        here = class_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except StudyClass.DoesNotExist:
        raise Http404 from None
    if not name_steward.allowed(request.viewer, here):
        raise Http404
    return here
