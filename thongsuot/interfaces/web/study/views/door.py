"""Pages of the door for the host of a class: the code beside the list, the same on a screen, and names that wait."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.claims import accept_claim, decline_claim
from thongsuot.domain.study.models import DoorClaim, StudyClass
from thongsuot.domain.study.queries.door import arrivals_count, claim_at, newest_arrivals, waiting_claims
from thongsuot.domain.study.queries.registers import summoned_count
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.views.finding import class_or_404
from thongsuot.interfaces.web.study.wall import door_of

NEWEST_SHOWN = 3


@require_GET
@never_cache
def door_panel(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the code of an open class, to be drawn anew when it has changed."""
    here = _own_class_or_404(request, slug, public_id)
    shown = {"campaign": here.campaign, "here": here, "door": door_of(here, request)}
    return render(request, "study/parts/door.html", shown)


@require_GET
@never_cache
def projector(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the code for a whole hall: large, with the digits and how many have come; given names of the newest, nothing more."""
    here = _own_class_or_404(request, slug, public_id)
    shown = {
        "here": here,
        "campaign": here.campaign,
        "session": here.sessions.get(),
        "door": door_of(here, request),
        "present": arrivals_count(here),
        "summoned": summoned_count(here),
        "newest": newest_arrivals(here, NEWEST_SHOWN),
    }
    return render(request, f"study/projector.html{'#screen' if request.htmx else ''}", shown)


@require_GET
@never_cache
def claims(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the typed names that wait for the host."""
    here = _own_class_or_404(request, slug, public_id)
    shown = {"campaign": here.campaign, "here": here, "claims": waiting_claims(request.viewer, here)}
    return render(request, "study/parts/claims.html", shown)


@require_POST
def accept(request: Request, slug: str, public_id: str, claim: str) -> HttpResponse:
    """Mark a claimed person present, on the host's word."""
    found = _claim_or_404(request, slug, public_id, claim)
    accept_claim(found, by=request.person, at=request.now)
    messages.success(request, _("Đã ghi %(name)s: có mặt.") % {"name": found.entry.person.full_name})
    return redirect("study:study_class", slug=slug, public_id=public_id)


@require_POST
def decline(request: Request, slug: str, public_id: str, claim: str) -> HttpResponse:
    """Say that the claimed person is not there."""
    found = _claim_or_404(request, slug, public_id, claim)
    decline_claim(found, by=request.person, at=request.now)
    messages.success(
        request, _("Không xác nhận %(name)s. Chưa ghi gì vào điểm danh.") % {"name": found.entry.person.full_name}
    )
    return redirect("study:study_class", slug=slug, public_id=public_id)


def _own_class_or_404(request: Request, slug: str, public_id: str) -> StudyClass:
    """Return a class whose door the viewer keeps: to all others its code, like the class, is not there."""
    here = class_or_404(request, slug, public_id)
    if not mark_people.allowed(request.viewer, here):
        raise Http404
    return here


def _claim_or_404(request: Request, slug: str, public_id: str, claim: str) -> DoorClaim:
    try:
        return claim_at(_own_class_or_404(request, slug, public_id), claim)
    except DoorClaim.DoesNotExist:
        raise Http404 from None
