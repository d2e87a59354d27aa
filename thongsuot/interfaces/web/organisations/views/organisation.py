"""A unit on any day: the tree below it as a table and as a picture, its own people, its history."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.pending_imports import submit_roster
from thongsuot.foundation.organisations.actions.units import open_unit, rename_unit
from thongsuot.foundation.organisations.counting import UnitCounts, counts_of, counts_then
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import imports_of, people_at, senders_of, top_units, units_above
from thongsuot.foundation.organisations.tree import (
    Branch,
    branches_of,
    history_of,
    tree_on,
    unit_of_any_time,
    units_elsewhere,
    units_ever,
    units_named,
)
from thongsuot.interfaces.web.organisations.lines import import_lines, unit_lines
from thongsuot.interfaces.web.organisations.picture import tree_picture
from thongsuot.interfaces.web.organisations.sentences import organisation_answer
from thongsuot.interfaces.web.organisations.step_words import BULK_WORDS, STEP_WORDS
from thongsuot.interfaces.web.organisations.tree_lines import TreeChoice, tree_lines, version_lines
from thongsuot.interfaces.web.site.crumbs import crumbs_in_tree
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.people_rows import person_rows
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
IMPORTS_SHOWN = 5


def organisation(request: Request, public_id: str = "") -> HttpResponse:
    """Show a unit: how large it is, and the units below it, by name the people at home in it itself, or its history."""
    viewer = request.viewer
    here = _unit_or_404(request, public_id)
    choice = TreeChoice.of(request.GET, local_day(request.now))
    counts = _own_counts(request, here, choice)
    view = choice.view or ("" if counts.units_below or choice.is_past else "nguoi")
    recent = list(imports_of(viewer, here)[:IMPORTS_SHOWN])
    shown = {
        "here": here,
        "choice": choice,
        "view": view,
        "answer": organisation_answer(counts),
        "crumbs": crumbs_in_tree(units_above(viewer, here)),
        "tops": [top for top in top_units(viewer) if not is_within(here.path, top.path)],
        "counts": counts,
        "is_fresh": here.parent_id is None and counts.is_bare,
        "query": query_of(request),
        "may_import": submit_roster.allowed(viewer, here),
        "may_give": grant_role.allowed(viewer, here) and here.closed_on is None,
        "may_open": open_unit.allowed(viewer, here) and here.kind.may_have_units and here.closed_on is None,
        "may_rename": rename_unit.allowed(viewer, here) and here.closed_on is None,
        "step_kinds": STEP_WORDS,
        "bulk_kinds": BULK_WORDS,
        "imports": import_lines(recent, senders_of(viewer, recent)),
    }
    return render(request, "organisations/organisation.html", shown | _VIEWS[view](request, here, choice))


def _tree(request: Request, here: Unit, choice: TreeChoice) -> dict[str, object]:
    viewer = request.viewer
    if choice.text:
        page = Paginator(units_named(viewer, here, choice.text), PAGE).get_page(choice.page)
        return {"page": page, "found": unit_lines(page, counts_of(viewer, list(page), on=choice.today))}
    opened = list(units_ever(viewer).filter(public_id__in=choice.opened))
    start = (choice.page - 1) * PAGE
    branches = branches_of(viewer, here, on=choice.on, opened=opened, start=start, most=PAGE)
    below = next((branch.siblings for branch in branches if branch.depth == 0), 0)
    return {
        "page": Paginator(range(below), PAGE).get_page(choice.page),
        "rows": tree_lines(branches, choice, _counts(request, branches, choice), PAGE),
        "elsewhere": units_elsewhere(viewer, here, on=choice.on) if choice.is_past else 0,
    }


def _picture(request: Request, here: Unit, choice: TreeChoice) -> dict[str, object]:
    viewer = request.viewer
    first = branches_of(viewer, here, on=choice.on)
    opened = [branch.unit for branch in first if branch.unit and branch.has_units]
    branches = branches_of(viewer, here, on=choice.on, opened=opened)
    counts = _counts(request, branches, choice)
    hrefs = {line.branch.version.unit_id: line.href for line in tree_lines(branches, choice, {}, PAGE)}
    return {
        "bars": tree_picture(branches, hrefs, counts),
        "left_out": max((branch.siblings for branch in first), default=0) - len(first),
    }


def _people(request: Request, here: Unit, choice: TreeChoice) -> dict[str, object]:
    page = Paginator(people_at(request.viewer, here), PAGE).get_page(choice.page)
    saw_people(request, here.path, len(page))
    return {"page": page, "rows": person_rows(page)}


def _history(request: Request, here: Unit, choice: TreeChoice) -> dict[str, object]:
    return {"versions": version_lines(history_of(here), here)}


_VIEWS = {"": _tree, "hinh": _picture, "nguoi": _people, "lich-su": _history}


def _own_counts(request: Request, here: Unit, choice: TreeChoice) -> UnitCounts:
    if not choice.is_past:
        return counts_of(request.viewer, [here], on=choice.today)[here.pk]
    then = list(tree_on(choice.on, under=here)[:1])
    return counts_then(request.viewer, then, on=choice.on).get(here.pk, UnitCounts(0, 0, 0, 0, choice.on))


def _counts(request: Request, branches: list[Branch], choice: TreeChoice) -> dict[int, UnitCounts]:
    if choice.is_past:
        return counts_then(request.viewer, [branch.version for branch in branches], on=choice.on)
    return counts_of(request.viewer, [branch.unit for branch in branches if branch.unit], on=choice.today)


def _unit_or_404(request: Request, public_id: str) -> Unit:
    """Return the unit of an address, ended ones too; without one, the first of the highest units the viewer may see."""
    try:
        return unit_of_any_time(request.viewer, public_id) if public_id else top_units(request.viewer)[0]
    except (Unit.DoesNotExist, IndexError):
        raise Http404 from None
