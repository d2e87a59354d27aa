"""The organisation as it is today: units, and the people of a unit."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.pending_imports import submit_roster
from thongsuot.foundation.organisations.counting import counts_of
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import (
    children_of,
    imports_of,
    people_at,
    senders_of,
    top_units,
    unit_by_public_id,
    units_above,
)
from thongsuot.interfaces.web.organisations.lines import crumbs_of, import_lines, people_lines, unit_lines
from thongsuot.interfaces.web.organisations.sentences import organisation_answer
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
IMPORTS_SHOWN = 5


def organisation(request: Request, public_id: str = "") -> HttpResponse:
    """Show a unit: how large it is, the units below it, and by name the people at home in it itself."""
    viewer, today = request.viewer, local_day(request.now)
    here = _unit_or_404(request, public_id)
    number = request.GET.get("page")
    units = Paginator(children_of(viewer, here), PAGE).get_page(number)
    is_people = request.GET.get("xem") == "nguoi" or not units.paginator.count
    people = Paginator(people_at(viewer, here), PAGE).get_page(number) if is_people else None
    if people is not None:
        saw_people(request, here.path, len(people))
    counts = counts_of(viewer, [here] if is_people else [here, *units], on=today)
    recent = list(imports_of(viewer, here)[:IMPORTS_SHOWN])
    shown = {
        "here": here,
        "answer": organisation_answer(counts[here.pk]),
        "crumbs": crumbs_of(units_above(viewer, here)),
        "tops": [top for top in top_units(viewer) if not is_within(here.path, top.path)],
        "counts": counts[here.pk],
        "is_people": is_people,
        "is_fresh": here.parent_id is None and counts[here.pk].is_bare,
        "page": units if people is None else people,
        "query": query_of(request),
        "rows": unit_lines(units, counts) if people is None else people_lines(people),
        "may_import": submit_roster.allowed(viewer, here),
        "imports": import_lines(recent, senders_of(viewer, recent)),
    }
    return render(request, "organisations/organisation.html", shown)


def _unit_or_404(request: Request, public_id: str) -> Unit:
    """Return the unit of an address; without one, the first of the highest units the viewer may see."""
    try:
        return unit_by_public_id(request.viewer, public_id) if public_id else top_units(request.viewer)[0]
    except (Unit.DoesNotExist, IndexError):
        raise Http404 from None
