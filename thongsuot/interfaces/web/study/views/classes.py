"""Pages of classes: all of a campaign, one while it is held and afterwards, its sheet to sign."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.attendance import mark_people, record_held_class
from thongsuot.domain.study.actions.classes import close_class, open_class, start_class
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.domain.study.actions.sheets import attach_sheets
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.notices import invitation_text
from thongsuot.domain.study.queries.classes import class_totals, evidence_of, head_counts_of, participants_of
from thongsuot.domain.study.queries.counts import counts_to_confirm
from thongsuot.domain.study.queries.door import waiting_claims
from thongsuot.domain.study.queries.registers import sign_in_order
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.files import file_response
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of, unit_or_404
from thongsuot.interfaces.web.study.lines import REASONS, place_of
from thongsuot.interfaces.web.study.listing import chips_of, list_answer, listed_classes
from thongsuot.interfaces.web.study.papers import count_rows, papers_of
from thongsuot.interfaces.web.study.register import counter_of, main_part, shown_register, whole_register
from thongsuot.interfaces.web.study.standing import class_answer
from thongsuot.interfaces.web.study.views.finding import class_or_404
from thongsuot.interfaces.web.study.wall import door_of, public_address

PAGE = 50
EMPTY_LINES = range(5)


def class_list(request: Request, slug: str) -> HttpResponse:
    """Show the classes of a campaign in the viewer's scope, the latest first; and counts that wait to be confirmed."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    waiting = count_rows(request.viewer, stand.campaign, counts_to_confirm(request.viewer, stand))
    totals = class_totals(listed_classes(request, stand, filtered=False))
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "is_of_unit": bool(request.GET.get("goc")),
        "answer": list_answer(totals, len(waiting)),
        "totals": totals,
        "chips": chips_of(request, totals, len(waiting)),
        "page": Paginator(listed_classes(request, stand), PAGE).get_page(request.GET.get("page")),
        "query": query_of(request),
        "is_waiting": bool(request.GET.get("cho-xac-nhan")),
        "waiting": waiting,
        "may_open": open_class.allowed(request.viewer, stand),
        "may_record": record_held_class.allowed(request.viewer, stand),
    }
    return render(request, "study/class_list.html", shown)


def study_class(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show a class: who is not there yet, who has come, what it rests on; and, while it is open, the code of its door."""
    here = class_or_404(request, slug, public_id)
    only_door = here.door in request.viewer.doors and not request.viewer.grants
    register, counts, session = (
        whole_register(request, here),
        [] if only_door else head_counts_of(here),
        here.sessions.get(),
    )
    audiences = list(here.audiences.all())
    saw_people(request, here.host.unit.path, len(register.lines))
    address = public_address(request) + reverse("study:my_page")
    shown = {
        "campaign": here.campaign,
        "here": here,
        "session": session,
        "may_see_host": request.viewer.may(Permission.SEE_FIGURES, here.host.unit.path),
        "answer": class_answer(here, main_part(register), counts),
        "counter": counter_of(here, register, audiences, request),
        "register": shown_register(here, register, request.GET),
        "reasons": REASONS,
        "participants": participants_of(here),
        "directives": here.directives.all(),
        "audiences": audiences,
        "counts": count_rows(request.viewer, here.campaign, counts),
        "papers": papers_of(request.viewer, here, evidence_of(here)) if may_see_papers(request, here.host) else [],
        "may_mark": mark_people.allowed(request.viewer, here) and here.state != ClassState.PLANNED,
        "may_attach": attach_sheets.allowed(request.viewer, here),
        "may_record": record_study_elsewhere.allowed(request.viewer, here),
        "only_door": only_door,
        "may_hold": start_class.allowed(request.viewer, here),
        "door": door_of(here, request),
        "claims": waiting_claims(request.viewer, here),
        "invitation": invitation_text(here, session.starts_at, address) if here.state == ClassState.PLANNED else "",
    }
    return render(request, "study/study_class.html", shown)


def class_file(request: Request, slug: str, public_id: str, file: str) -> FileResponse:
    """Give a file of a class: a signed sheet, a list."""
    here = class_or_404(request, slug, public_id)
    if not may_see_papers(request, here.host):
        raise Http404
    for stored in evidence_of(here):
        if stored.public_id == file:
            return file_response(stored)
    raise Http404


@require_POST
def start(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Open check-in."""
    start_class(class_or_404(request, slug, public_id), by=request.person, at=request.now)
    return redirect("study:study_class", slug=slug, public_id=public_id)


@require_POST
def close(request: Request, slug: str, public_id: str) -> HttpResponse:
    """End check-in and say what stays not recorded."""
    here = class_or_404(request, slug, public_id)
    close_class(here, by=request.person, at=request.now)
    register = whole_register(request, here)
    words = {
        "there": count_text(register.present),
        "absent": count_text(register.count(Presence.ABSENT) + register.count(Presence.EXCUSED)),
        "unknown": count_text(len(register.not_recorded())),
    }
    said = _(
        "Đã kết thúc điểm danh: %(there)s có mặt, %(absent)s vắng, %(unknown)s chưa ghi. Ai chưa ghi vẫn là chưa ghi."
    )
    messages.success(request, said % words)
    return redirect("study:study_class", slug=slug, public_id=public_id)


def sign_in_sheet(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the sheet to be printed and signed, with a few empty lines for late comers."""
    here = class_or_404(request, slug, public_id)
    names = sign_in_order(request.viewer, here)
    saw_people(request, here.host.unit.path, len(names))
    shown = {
        "campaign": here.campaign,
        "here": here,
        "session": here.sessions.get(),
        "directives": here.directives.all(),
        "lines": [(line.entry.person.full_name, place_of(line.entry, here)) for line in names],
        "empty": EMPTY_LINES,
    }
    return render(request, "study/sign_in_sheet.html", shown)


def may_see_papers(request: Request, host: CampaignUnit) -> bool:
    """Tell whether the viewer may read the papers of a host's classes: they bear the names of everybody."""
    either = (Permission.SEE_NAMES, Permission.RECORD_ATTENDANCE)
    return any(request.viewer.may(permission, host.unit.path) for permission in either)
