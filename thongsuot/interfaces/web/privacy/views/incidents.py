"""The register of incidents."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.privacy.actions.incidents import (
    carry_on_incident,
    close_incident,
    note_notification,
    record_incident,
)
from thongsuot.foundation.privacy.clocks import clock_on
from thongsuot.foundation.privacy.queries.desk import incident_by_public_id, incidents_of
from thongsuot.interfaces.web.privacy.forms import (
    ConclusionForm,
    IncidentForm,
    NotifiedForm,
    ProgressForm,
    beginning,
)
from thongsuot.interfaces.web.privacy.lines import notify_deadline
from thongsuot.interfaces.web.privacy.views.finding import or_404, protectors_only
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import places_of, query_of

PAGE = 50


def incident_list(request: Request) -> HttpResponse:
    """Show incidents, open ones first with the hours left to tell the authority."""
    protectors_only(request)
    page = Paginator(incidents_of(request.viewer), PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": [(incident, notify_deadline(incident, request.now)) for incident in page],
        "open": incidents_of(request.viewer).filter(closed_at=None).count(),
        "query": query_of(request),
        "clock": clock_on(local_day(request.now)),
    }
    return render(request, "privacy/incident_list.html", shown)


def new_incident(request: Request) -> HttpResponse:
    """Enter an incident."""
    protectors_only(request)
    places = {unit.public_id: unit for unit in places_of(request, Permission.PROTECT_DATA)}
    form = IncidentForm(request.POST or None, initial=beginning(request.now), places=places.values())
    if request.method == "POST" and form.is_valid():
        try:
            made = record_incident(
                places[form.cleaned_data["unit"]], told=form.happening(), by=request.person, at=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("privacy:incident", public_id=made.public_id)
    clock = clock_on(local_day(request.now))
    return render(request, "privacy/new_incident.html", {"form": form, "clock": clock})


def incident(request: Request, public_id: str) -> HttpResponse:
    """Show one incident, printable as the record of it, with what may be done next."""
    here = or_404(incident_by_public_id, request.viewer, public_id)
    shown = {
        "here": here,
        "deadline": notify_deadline(here, request.now),
        "may_act": close_incident.allowed(request.viewer, here) and here.is_open,
        "progress_form": ProgressForm(initial={"measures": here.measures, "people": here.people}),
        "notified_form": NotifiedForm(initial={"on": request.now}),
        "conclusion_form": ConclusionForm(),
    }
    return render(request, "privacy/incident.html", shown)


@require_POST
def carry_on(request: Request, public_id: str) -> HttpResponse:
    """Write what was done so far."""
    here = or_404(incident_by_public_id, request.viewer, public_id)
    form = ProgressForm(request.POST)
    if _is_right(request, form):
        carry_on_incident(here, **form.cleaned_data, by=request.person, at=request.now)
    return redirect("privacy:incident", public_id=public_id)


@require_POST
def notified(request: Request, public_id: str) -> HttpResponse:
    """Note that the authority was told."""
    here = or_404(incident_by_public_id, request.viewer, public_id)
    form = NotifiedForm(request.POST)
    if _is_right(request, form):
        note_notification(here, **form.cleaned_data, by=request.person, at=request.now)
    return redirect("privacy:incident", public_id=public_id)


@require_POST
def conclude(request: Request, public_id: str) -> HttpResponse:
    """Close an incident."""
    here = or_404(incident_by_public_id, request.viewer, public_id)
    form = ConclusionForm(request.POST)
    if _is_right(request, form):
        close_incident(here, **form.cleaned_data, by=request.person, at=request.now)
    return redirect("privacy:incident", public_id=public_id)


def _is_right(request: Request, form: forms.Form) -> bool:
    if form.is_valid():
        return True
    for name, errors in form.errors.items():
        messages.error(
            request, _("%(field)s: %(error)s") % {"field": form[name].label, "error": " ".join(map(str, errors))}
        )
    return False
