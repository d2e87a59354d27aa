"""Who does what at a unit: giving work and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.foundation.access.actions import end_grant, grant_role
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Permission, Role
from thongsuot.foundation.access.queries import Viewer, grant_to_give_back, grants_at, grants_reaching
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import unit_by_public_id
from thongsuot.interfaces.web.access.finding import asked_of, candidate_or_404, candidates_of
from thongsuot.interfaces.web.access.forms import EndingForm, GivingForm, first_day_without, place_refusal
from thongsuot.interfaces.web.access.lines import right_lines
from thongsuot.interfaces.web.access.sentences import rights_answer
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request


def unit_rights(request: Request, public_id: str) -> HttpResponse:
    """Show who does what at a unit, where it comes from and until when; and who may from above."""
    unit = _unit_or_404(request, public_id)
    here = right_lines(
        request.viewer, list(grants_at(request.viewer, unit).select_related("taken_from")), at=request.now
    )
    above = right_lines(
        request.viewer, list(grants_reaching(request.viewer, unit).select_related("taken_from")), at=request.now
    )
    saw_people(request, unit.path, len({line.person.pk for line in (*here, *above)}))
    shown = {"unit": unit, "answer": rights_answer(here, above), "here": here, "above": above}
    return render(request, "access/unit_rights.html", shown)


def giving(request: Request, public_id: str) -> HttpResponse:
    """Find a person, choose what they are to do in plain words, and give it."""
    unit = _unit_or_404(request, public_id)
    found = candidate_or_404(request)
    start = {"valid_from": local_day(request.now)}
    form = GivingForm(_roles_to_give(request.viewer, unit), request.POST or None, initial=start)
    if request.method == "POST" and found and form.is_valid():
        try:
            grant_role(unit, person_id=found.person.pk, **form.told(), by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            words = {"name": found.person.full_name, "role": Role(form.cleaned_data["role"]).label}
            messages.success(request, _("Đã giao cho %(name)s: %(role)s.") % words)
            return redirect("access:unit_rights", public_id=public_id)
    shown = {
        "unit": unit,
        "found": found,
        "form": form,
        "asked": asked_of(request),
        "hits": candidates_of(request, unit.path),
    }
    return render(request, "access/giving.html", shown)


def ending(request: Request, public_id: str, key: int) -> HttpResponse:
    """Show what somebody holds, and take it back now or on a day. Whoever is second is told what changed."""
    unit = _unit_or_404(request, public_id)
    grant = _grant_or_404(request, unit, key)
    form = EndingForm(request.POST or None, initial={"seen": grant.version})
    if request.method == "POST" and form.is_valid():
        on = first_day_without(form.cleaned_data["last_day"]) or local_day(request.now)
        try:
            end_grant(grant, on=on, seen=form.cleaned_data["seen"], by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
            form.data = {**form.data, "seen": str(grant.version)}  # what is shown now has been seen
        else:
            messages.success(request, _("Đã ghi. Việc kết thúc thì lần mở trang sau không còn quyền."))
            return redirect("access:unit_rights", public_id=public_id)
    lines = right_lines(request.viewer, [grant], at=request.now)
    shown = {"unit": unit, "line": lines[0] if lines else None, "form": form}
    return render(request, "access/ending.html", shown)


def _unit_or_404(request: Request, public_id: str) -> Unit:
    try:
        return unit_by_public_id(request.viewer, public_id, Permission.GRANT_ROLES)
    except Unit.DoesNotExist:
        raise Http404 from None


def _grant_or_404(request: Request, unit: Unit, key: int) -> Grant:
    try:
        grant = grant_to_give_back(request.viewer, key)
    except Grant.DoesNotExist:
        raise Http404 from None
    if grant.unit_id != unit.pk:
        raise Http404
    return grant


def _roles_to_give(viewer: Viewer, unit: Unit) -> list[Role]:
    """Return the roles the viewer may give over a unit, at least narrowed to it; a steward's is given at the class."""
    narrowed = {role: REACHES_OF_ROLE[role].narrowed() for role in Role if role != Role.STEWARD}
    return [role for role, reaches in narrowed.items() if viewer.holds_all(role, reaches, unit.path, until=viewer.on)]
