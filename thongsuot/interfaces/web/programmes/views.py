"""Pages of programmes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.programmes.actions import (
    ask_programme_supplement,
    confirm_programme,
    issue_programme,
    receive_programme,
)
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import (
    programme_by_public_id,
    programme_counts,
    programme_versions,
    programmes_of,
    units_without_programme,
)
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.programmes.forms import ProgrammeForm, read_tasks, task_rows
from thongsuot.interfaces.web.site.documents import CommentForm, usual_issue
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, unit_or_404

WAITING = "cho"


def programme_list(request: Request, slug: str) -> HttpResponse:
    """Show the programme of each unit and how it stands; `?trang-thai=cho` those that wait to be received."""
    campaign = campaign_or_404(request, slug)
    programmes = programmes_of(request.viewer, campaign)
    is_waiting = request.GET.get("trang-thai") == WAITING
    if is_waiting:
        programmes = programmes.filter(state=DocumentState.ISSUED)
    shown = {
        "campaign": campaign,
        "programmes": programmes,
        "is_waiting": is_waiting,
        "counts": programme_counts(request.viewer, campaign),
        "without": [] if is_waiting else units_without_programme(request.viewer, campaign),
    }
    return render(request, "programmes/programme_list.html", shown)


def programme(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show one programme with its tasks, for reading and, above the unit, for receiving."""
    document = _programme_or_404(request, slug, public_id)
    may_receive = document.campaign_unit.parent is not None and receive_programme.allowed(
        request.viewer, Receiver(document.campaign_unit)
    )
    waiting = programmes_of(request.viewer, document.campaign_unit.campaign).filter(state=DocumentState.ISSUED)
    shown = {
        "campaign": document.campaign_unit.campaign,
        "document": document,
        "tasks": document.tasks.all(),
        "may_receive": may_receive,
        "may_confirm": confirm_programme.allowed(request.viewer, document),
        "form": CommentForm(),
        "waiting": waiting[:20] if may_receive else [],
    }
    return render(request, "programmes/programme.html", shown)


@require_POST
def receive(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Receive a programme, then go on to the next that waits."""
    document = _programme_or_404(request, slug, public_id)
    comment = request.POST.get("comment", "")
    receive_programme(
        Receiver(document.campaign_unit), programme=document, comment=comment, by=request.person, at=request.now
    )
    messages.success(request, _("Đã tiếp nhận %(number)s.") % {"number": document.number})
    waiting = programmes_of(request.viewer, document.campaign_unit.campaign).filter(state=DocumentState.ISSUED)
    following = waiting.first()
    if following is None:
        return redirect("programmes:programme_list", slug=slug)
    return redirect("programmes:programme", slug=slug, public_id=following.public_id)


@require_POST
def ask_supplement(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Ask the unit for a supplement, with a reason."""
    document = _programme_or_404(request, slug, public_id)
    reason = request.POST.get("comment", "")
    ask_programme_supplement(
        Receiver(document.campaign_unit), programme=document, reason=reason, by=request.person, at=request.now
    )
    messages.success(request, _("Đã đề nghị bổ sung."))
    return redirect("programmes:programme", slug=slug, public_id=public_id)


@require_POST
def confirm(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Confirm a programme that was entered on the unit's behalf."""
    confirm_programme(_programme_or_404(request, slug, public_id), by=request.person, at=request.now)
    messages.success(request, _("Đã xác nhận."))
    return redirect("programmes:programme", slug=slug, public_id=public_id)


def unit_programme(request: Request, slug: str, code: str) -> HttpResponse:
    """Show a unit's programme in all versions, and let it record what it has issued."""
    here = unit_or_404(request, slug, code)
    start = usual_issue(local_day(request.now), _("Thực hiện %(name)s") % {"name": here.campaign.name})
    form = ProgrammeForm(request.POST or None, request.FILES or None, initial=start)
    tasks = read_tasks(request.POST)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            document = issue_programme(
                here, kind=form.kind(), issue=form.issue(request), tasks=tasks, by=request.person, at=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(number)s.") % {"number": document.number})
            return redirect("programmes:unit_programme", slug=slug, code=code)
    shown = {
        "campaign": here.campaign,
        "here": here,
        "versions": programme_versions(request.viewer, here),
        "form": form if issue_programme.allowed(request.viewer, here) else None,
        "rows": task_rows(tasks, is_more="more" in request.POST),
    }
    return render(request, "programmes/unit_programme.html", shown)


def _programme_or_404(request: Request, slug: str, public_id: str) -> ActionProgramme:
    try:
        return programme_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except ActionProgramme.DoesNotExist:
        raise Http404 from None
