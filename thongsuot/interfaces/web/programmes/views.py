"""Pages of programmes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.queries.documents import stands_above
from thongsuot.domain.programmes.actions import (
    ask_programme_supplement,
    confirm_programme,
    issue_programme,
    receive_programme,
)
from thongsuot.domain.programmes.checks import checks_of
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import (
    programme_by_public_id,
    programme_counts,
    programme_log,
    programme_versions,
    programmes_of,
    programmes_to_receive,
    units_without_programme,
)
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.programmes.forms import ProgrammeForm, first_words, last_tasks, read_tasks, task_rows
from thongsuot.interfaces.web.programmes.listing import Filter, programme_lines
from thongsuot.interfaces.web.programmes.reading import check_rows, days_waiting, log_rows, phrases_of, queue_of
from thongsuot.interfaces.web.site.documents import CommentForm
from thongsuot.interfaces.web.site.files import file_response, upload_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, query_of, unit_or_404

PAGE = 50


def programme_list(request: Request, slug: str) -> HttpResponse:
    """Show the programme of each unit and how it stands; `?trang-thai=` shows those of one state, `?tim=` those of a name."""
    stand = unit_or_404(request, slug)
    chosen = Filter.of(request.GET)
    programmes = chosen.applied(programmes_of(request.viewer, stand.campaign))
    without = list(units_without_programme(request.viewer, stand.campaign))
    page = Paginator(programmes, PAGE).get_page(request.GET.get("page"))
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "page": page,
        "lines": programme_lines(list(page), request.now),
        "chosen": chosen,
        "counts": programme_counts(request.viewer, stand),
        "oldest": programmes_to_receive(request.viewer, stand).first(),
        "without": without,
        "query": query_of(request),
    }
    return render(request, "programmes/programme_list.html", shown)


def next_programme(request: Request, slug: str) -> HttpResponse:
    """Lead to the programme that has waited longest to be received, or to the list when none waits."""
    waiting = programmes_to_receive(request.viewer, unit_or_404(request, slug)).first()
    if waiting is None:
        return redirect("programmes:programme_list", slug=slug)
    return redirect("programmes:programme", slug=slug, public_id=waiting.public_id)


def programme(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show one programme with its tasks, for reading and, above the unit, for receiving."""
    document = _programme_or_404(request, slug, public_id)
    tasks = list(document.tasks.all())
    checks, queue = checks_of(tasks), queue_of(request.viewer, document)
    versions = programme_versions(request.viewer, document.campaign_unit)
    shown = {
        "campaign": document.campaign_unit.campaign,
        "document": document,
        "days": days_waiting(document, request.now),
        "tasks": tasks,
        "checks": check_rows(checks),
        "phrases": phrases_of(checks),
        "queue": queue,
        "queue_lines": programme_lines(queue.waiting, request.now) if queue else [],
        "may_comment": queue is not None and versions[0].pk == document.pk,
        "may_confirm": not stands_above(request.viewer, document.unit)
        and confirm_programme.allowed(request.viewer, document),
        "form": CommentForm(),
        "may_issue": issue_programme.allowed(request.viewer, document.campaign_unit),
        "versions": versions,
        "log": log_rows(programme_log(request.viewer, document)),
    }
    return render(request, "programmes/programme.html", shown)


@require_POST
def receive(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Receive a programme, then go on to the next that waits."""
    document = _programme_or_404(request, slug, public_id)
    receive_programme(
        Receiver(document.campaign_unit),
        programme=document,
        comment=request.POST.get("comment", ""),
        by=request.person,
        at=request.now,
    )
    messages.success(request, _("Đã tiếp nhận %(number)s của %(unit)s.") % _named(document))
    return _to_the_next(request, slug, document)


@require_POST
def ask_supplement(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Ask the unit for a supplement, with a reason, then go on to the next that waits."""
    document = _programme_or_404(request, slug, public_id)
    ask_programme_supplement(
        Receiver(document.campaign_unit),
        programme=document,
        reason=request.POST.get("comment", ""),
        by=request.person,
        at=request.now,
    )
    messages.success(request, _("Đã đề nghị bổ sung %(number)s của %(unit)s.") % _named(document))
    return _to_the_next(request, slug, document)


@require_POST
def confirm(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Confirm a programme that was entered on the unit's behalf."""
    confirm_programme(_programme_or_404(request, slug, public_id), by=request.person, at=request.now)
    messages.success(request, _("Đã xác nhận."))
    return redirect("programmes:programme", slug=slug, public_id=public_id)


def unit_programme(request: Request, slug: str, code: str) -> HttpResponse:
    """Show a unit's programme in all versions, and let it record what it has issued; a new version begins as the last one."""
    here = unit_or_404(request, slug, code)
    versions = programme_versions(request.viewer, here)
    newest = versions[0] if versions else None
    start = first_words(here, newest, local_day(request.now))
    form = ProgrammeForm(request.POST or None, request.FILES or None, initial=start)
    tasks = read_tasks(request.POST) if request.method == "POST" else last_tasks(newest)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            with upload_of(request, "file", "document") as file:
                issue = form.issue_with(file)
                document = issue_programme(
                    here, kind=form.kind(), issue=issue, tasks=tasks, by=request.person, at=request.now
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(number)s.") % {"number": document.number})
            return redirect("programmes:programme", slug=slug, public_id=document.public_id)
    shown = {
        "campaign": here.campaign,
        "here": here,
        "versions": versions,
        "form": form if issue_programme.allowed(request.viewer, here) else None,
        "rows": task_rows(tasks, is_more="more" in request.POST),
        "is_file_lost": bool(request.FILES),
        "is_from_above": stands_above(request.viewer, here.unit),
    }
    return render(request, "programmes/unit_programme.html", shown)


def programme_file(request: Request, slug: str, public_id: str) -> HttpResponseBase:
    """Send the file of a programme to be saved."""
    document = _programme_or_404(request, slug, public_id)
    if document.file is None:
        raise Http404
    return file_response(document.file)


def _to_the_next(request: Request, slug: str, done: ActionProgramme) -> HttpResponse:
    above = done.campaign_unit.parent
    following = programmes_to_receive(request.viewer, above).first() if above else None
    if following is None:
        return redirect("programmes:programme_list", slug=slug)
    return redirect("programmes:programme", slug=slug, public_id=following.public_id)


def _named(document: ActionProgramme) -> dict[str, str]:
    return {"number": document.number, "unit": document.campaign_unit.name}


def _programme_or_404(request: Request, slug: str, public_id: str) -> ActionProgramme:
    try:
        return programme_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except ActionProgramme.DoesNotExist:
        raise Http404 from None
