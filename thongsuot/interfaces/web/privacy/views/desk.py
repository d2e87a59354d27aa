"""The desk of whoever protects data: requests with days left, and what is done about each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.queries import search_people
from thongsuot.foundation.privacy.actions.requests import (
    answer_request,
    close_request,
    extend_request,
    file_request,
)
from thongsuot.foundation.privacy.models.requests import RequestKind
from thongsuot.foundation.privacy.queries.desk import (
    erasures_waiting,
    request_by_public_id,
    requests_of,
    restrictions_of,
)
from thongsuot.interfaces.web.privacy.forms import OutcomeForm, PaperRequestForm, ReasonForm
from thongsuot.interfaces.web.privacy.lines import deadline_of
from thongsuot.interfaces.web.privacy.views.finding import or_404, protected_or_404, protectors_only
from thongsuot.interfaces.web.site.files import file_response, upload_of
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
PAPER = "data_request"


def request_list(request: Request) -> HttpResponse:
    """Show what people ask, by days left; whose name waits to be erased; who is restricted; and find somebody."""
    protectors_only(request)
    viewer, today, asked = request.viewer, local_day(request.now), request.GET.get("nguoi", "").strip()[:100]
    is_closed = request.GET.get("xem") == "xong"
    page = Paginator(requests_of(viewer, is_open=not is_closed), PAGE).get_page(request.GET.get("page"))
    lines = [(one, deadline_of(one, today) if one.is_open else None) for one in page]
    waiting, restricted = list(erasures_waiting(viewer)), list(restrictions_of(viewer))
    saw_people(request, viewer.grants[0].unit_path, len(lines) + len(waiting) + len(restricted))
    shown = {
        "page": page,
        "lines": lines,
        "late": sum(1 for one, deadline in lines if deadline and deadline.kind == "err"),
        "is_closed": is_closed,
        "query": query_of(request),
        "waiting": waiting,
        "restricted": restricted,
        "asked": asked,
        "hits": search_people(viewer, asked) if asked else [],
    }
    return render(request, "privacy/request_list.html", shown)


def data_request(request: Request, public_id: str) -> HttpResponse:
    """Show one request: to whoever asked, and to whoever deals with it."""
    here = or_404(request_by_public_id, request.viewer, public_id)
    is_own, may_act = here.person_id == request.person.pk, close_request.allowed(request.viewer, here)
    if not is_own:
        saw_people(request, here.path, 1)
    shown = {
        "here": here,
        "is_own": is_own,
        "may_act": may_act,
        "deadline": deadline_of(here, local_day(request.now)) if here.is_open else None,
        "outcome_form": OutcomeForm(),
        "reason_form": ReasonForm(),
    }
    return render(request, "privacy/data_request.html", shown)


def request_paper(request: Request, public_id: str) -> FileResponse:
    """Give the signed paper of a request."""
    here = or_404(request_by_public_id, request.viewer, public_id)
    if here.paper is None:
        raise Http404
    return file_response(here.paper)


def paper_request(request: Request, public_id: str) -> HttpResponse:
    """File for a person what they handed in on paper."""
    person = protected_or_404(request, public_id)
    form = PaperRequestForm(request.POST or None, request.FILES or None, initial={"kind": RequestKind.SEE})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with upload_of(request, "file", PAPER) as paper:
                made = file_request(
                    person,
                    kind=RequestKind(told["kind"]),
                    asks=told["asks"],
                    paper=paper,
                    by=request.person,
                    at=request.now,
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("privacy:data_request", public_id=made.public_id)
    return render(request, "privacy/paper_request.html", {"form": form, "person": person})


@require_POST
def answer(request: Request, public_id: str) -> HttpResponse:
    """Note that the person was told how it goes on."""
    answer_request(or_404(request_by_public_id, request.viewer, public_id), by=request.person, at=request.now)
    return redirect("privacy:data_request", public_id=public_id)


@require_POST
def extend(request: Request, public_id: str) -> HttpResponse:
    """Put the last day off, once."""
    here = or_404(request_by_public_id, request.viewer, public_id)
    extend_request(here, reason=request.POST.get("reason", "")[:1_000], by=request.person, at=request.now)
    return redirect("privacy:data_request", public_id=public_id)


@require_POST
def close(request: Request, public_id: str) -> HttpResponse:
    """Close a request with what the person is told."""
    here = or_404(request_by_public_id, request.viewer, public_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chọn kết quả và ghi trả lời cho người yêu cầu."))
        return redirect("privacy:data_request", public_id=public_id)
    close_request(here, **form.cleaned_data, by=request.person, at=request.now)
    messages.success(request, _("Đã kết thúc yêu cầu và ghi nhật ký."))
    return redirect("privacy:data_request", public_id=public_id)
