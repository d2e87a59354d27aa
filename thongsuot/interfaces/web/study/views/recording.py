"""Recording a class that was held: names ticked beside the signed sheet, or numbers with it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import is_on_behalf
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.attendance import record_held_class
from thongsuot.domain.study.actions.counts import record_counted_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import unit_or_404
from thongsuot.interfaces.web.study.forms import CountedForm, HeldForm, place_refusal
from thongsuot.interfaces.web.study.lines import REASONS
from thongsuot.interfaces.web.study.recording import Names, check_text, kept_sheets, names_of
from thongsuot.interfaces.web.study.uploads import sheets_of, stored_sheets
from thongsuot.interfaces.web.study.usual import offered, usual_frame


def class_recording(request: Request, slug: str, code: str = "") -> HttpResponse:
    """Show the names of a unit to tick, then what will be saved, then save it. Only files are kept before that."""
    host = recordable_or_404(request, slug, code)
    choices = offered(host)
    start = usual_frame(request, host, local_day(request.now), **choices)
    start["audiences"] = request.GET.getlist("doi-tuong") or start["audiences"]
    form = HeldForm(request.POST or None, request.FILES or None, initial=start, **choices)
    is_sent = request.method == "POST" and form.is_valid()
    wanted = request.POST.getlist("audiences") or start["audiences"]
    audiences = [audience for audience in choices["audiences"] if audience.code in wanted]
    names = names_of(request, host, audiences)
    saw_people(request, host.unit.path, len(names.all))
    sheets = kept_sheets(request)
    if is_sent:
        try:
            sheets += stored_sheets(request)
            if "save" in request.POST:
                return _saved(
                    request,
                    record_held_class(
                        host,
                        held=form.held(participants=names.participants(), sheets=sheets, **names.marks()),
                        by=request.person,
                        at=request.now,
                    ),
                )
        except Refusal as refusal:
            place_refusal(form, refusal)
    is_checked = is_sent and "back" not in request.POST and not form.errors and bool(names.present)
    if is_sent and not names.present and not form.errors:
        form.add_error(None, _("Chưa có ai có mặt. Tích ít nhất một người, hoặc ghi số lượng kèm danh sách ký."))
    shown = _shown(request, host, form, names) | {
        "sheets": sheets,
        "check": check_text(names, sheets),
        "audiences": choices["audiences"],
        "wanted": wanted,
    }
    return render(request, f"study/class_{'check' if is_checked else 'recording'}.html", shown)


def class_counting(request: Request, slug: str, code: str) -> HttpResponse:
    """Record a class that was held by numbers, with the signed sheet."""
    host = recordable_or_404(request, slug, code)
    choices = offered(host)
    start = usual_frame(request, host, local_day(request.now), **choices)
    form = CountedForm(request.POST or None, request.FILES or None, initial=start, **choices)
    if request.method == "POST" and form.is_valid():
        try:
            with sheets_of(request) as sheets:
                made = record_counted_class(
                    host, held=form.held(sheets=sheets), people=form.people(), by=request.person, at=request.now
                )
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            return _saved(request, made)
    on_behalf = is_on_behalf(host.unit, request.person, request.now)
    shown = {"campaign": host.campaign, "host": host, "form": form, "is_on_behalf": on_behalf}
    return render(request, "study/class_counting.html", shown)


def recordable_or_404(request: Request, slug: str, code: str) -> CampaignUnit:
    """Return the unit of an address, if the viewer may record attendance there."""
    host = unit_or_404(request, slug, code)
    if not record_held_class.allowed(request.viewer, host):
        raise Http404
    return host


def _shown(request: Request, host: CampaignUnit, form: HeldForm, names: Names) -> dict[str, object]:
    return {
        "campaign": host.campaign,
        "host": host,
        "form": form,
        "names": names,
        "unticked_as": request.POST.get("bo-tich", "vang"),
        "reasons": REASONS,
        "is_on_behalf": is_on_behalf(host.unit, request.person, request.now),
    }


def _saved(request: Request, made: StudyClass) -> HttpResponse:
    messages.success(request, _("Đã lưu lớp số %(n)s.") % {"n": count_text(made.number)})
    return redirect("study:study_class", slug=made.campaign.slug, public_id=made.public_id)
