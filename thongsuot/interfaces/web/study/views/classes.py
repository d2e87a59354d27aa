"""Pages of classes: all of a campaign, one while it is held and afterwards, its sheet to sign."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.queries.roll import roll_entry
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.classes import close_class, start_class
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.queries.classes import (
    class_by_public_id,
    classes_of,
    evidence_of,
    head_counts_of,
)
from thongsuot.domain.study.queries.door import waiting_claims
from thongsuot.domain.study.queries.registers import register_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, query_of
from thongsuot.interfaces.web.study.lines import WORDS, arrived_lines, segments_of, waiting_lines
from thongsuot.interfaces.web.study.wall import door_of

PAGE = 50
ARRIVED_SHOWN = 30


def class_list(request: Request, slug: str) -> HttpResponse:
    """Show the classes of a campaign in the viewer's scope, the latest first."""
    campaign = campaign_or_404(request, slug)
    classes = classes_of(request.viewer, campaign)
    page = Paginator(classes, PAGE).get_page(request.GET.get("page"))
    shown = {"campaign": campaign, "page": page, "query": query_of(request)}
    return render(request, "study/class_list.html", shown)


def study_class(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show a class: who is not there yet, who has come; and, while it is open, the code of its door."""
    here = _class_or_404(request, slug, public_id)
    register = register_of(request.viewer, here)
    asked = request.GET.get("ten", "")[:60]
    is_arrived = request.GET.get("xem") == "da-den"
    shown = {
        "campaign": here.campaign,
        "here": here,
        "session": here.sessions.get(),
        "present": register.present,
        "summoned": len(register.lines),
        "segments": segments_of(register),
        "waiting": [] if is_arrived else waiting_lines(register, here, asked),
        "arrived": arrived_lines(register)[: None if is_arrived else ARRIVED_SHOWN],
        "is_arrived": is_arrived,
        "asked": asked,
        "counts": head_counts_of(here),
        "evidence": evidence_of(here),
        "may_mark": mark_people.allowed(request.viewer, here) and here.state != ClassState.PLANNED,
        "may_hold": start_class.allowed(request.viewer, here),
        "door": door_of(here, request)
        if here.state == ClassState.OPEN and mark_people.allowed(request.viewer, here)
        else None,
        "claims": waiting_claims(request.viewer, here),
    }
    return render(request, "study/study_class.html", shown)


@require_POST
def start(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Open check-in."""
    start_class(_class_or_404(request, slug, public_id), by=request.person, at=request.now)
    return redirect("study:study_class", slug=slug, public_id=public_id)


@require_POST
def close(request: Request, slug: str, public_id: str) -> HttpResponse:
    """End check-in."""
    close_class(_class_or_404(request, slug, public_id), by=request.person, at=request.now)
    messages.success(request, _("Đã kết thúc điểm danh. Ai chưa ghi vẫn là chưa ghi."))
    return redirect("study:study_class", slug=slug, public_id=public_id)


@require_POST
def mark(request: Request, slug: str, public_id: str, entry: str, presence: str) -> HttpResponse:
    """Mark one person present or absent, or take it back."""
    here = _class_or_404(request, slug, public_id)
    person = roll_entry(here.campaign, entry)
    if person is None or presence not in WORDS:
        raise Http404
    mark_people(here, marks=[Mark(person.pk, WORDS[presence])], by=request.person, at=request.now)
    words = {"name": person.person.full_name, "what": WORDS[presence].label.lower()}
    messages.success(request, _("Đã ghi %(name)s: %(what)s.") % words)
    return redirect("study:study_class", slug=slug, public_id=public_id)


def sign_in_sheet(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the sheet to be printed and signed, with a few empty lines for late comers."""
    here = _class_or_404(request, slug, public_id)
    shown = {
        "campaign": here.campaign,
        "here": here,
        "session": here.sessions.get(),
        "lines": sorted(register_of(request.viewer, here).lines, key=lambda line: line.entry.sort_key),
        "empty": range(5),
    }
    return render(request, "study/sign_in_sheet.html", shown)


def _class_or_404(request: Request, slug: str, public_id: str) -> StudyClass:
    try:
        return class_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except StudyClass.DoesNotExist:
        raise Http404 from None
