"""Units as a table, and one unit."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.domain.figures.queries.coverage import coverage_of_family
from thongsuot.domain.figures.queries.obligations import debts_of
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import ancestors_of
from thongsuot.domain.study.actions.attendance import record_held_class
from thongsuot.domain.study.actions.classes import open_class
from thongsuot.domain.study.actions.counts import confirm_count
from thongsuot.domain.study.queries.classes import classes_at
from thongsuot.domain.study.queries.counts import counts_to_confirm
from thongsuot.foundation.core.clock import local_day
from thongsuot.interfaces.web.figures.answers import members_answer, unit_answer
from thongsuot.interfaces.web.figures.downloads import units_workbook
from thongsuot.interfaces.web.figures.left import left_of
from thongsuot.interfaces.web.figures.steps import dues_of, papers_of, steps_of
from thongsuot.interfaces.web.figures.units import Choice, crumbs_of, units_asked, units_sentence, with_programmes
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of, unit_or_404

PAGE = 50
CLASSES_SHOWN = 8


def unit_list(request: Request, slug: str) -> HttpResponse:
    """Show the units below a unit as a table; `?tim=` looks by name at all levels, `?loc=` and `?xep=` filter and sort."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    choice = Choice.of(request.GET)
    rows = units_asked(request.viewer, stand, choice)
    if request.GET.get("dang") == "xlsx":
        return units_workbook(stand, rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.object_list = with_programmes(request.viewer, stand.campaign, list(page))
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "crumbs": crumbs_of(ancestors_of(request.viewer, stand)),
        "page": page,
        "choice": choice,
        "answer": units_sentence(stand, rows, choice),
        "query": query_of(request),
    }
    return render(request, "figures/unit_list.html", shown)


def unit(request: Request, slug: str, code: str) -> HttpResponse:
    """Show what a unit has done and what is left."""
    here = unit_or_404(request, slug, code)
    viewer, today = request.viewer, local_day(request.now)
    coverage, children = coverage_of_family(viewer, here)
    members = coverage.of(AudienceRule.MEMBERS)
    classes = list(classes_at(viewer, here)[:CLASSES_SHOWN])
    debts = debts_of(viewer, here, as_of=request.now)
    papers = papers_of(viewer, here) if debts else None
    steps = steps_of(viewer, here, coverage, debts, papers, classes) if papers else []
    still_open = [step.title for step in steps if step.state != "done"]
    left = left_of(viewer, here, members)
    saw_people(request, here.unit.path, len(left.names or ()))
    shown = {
        "campaign": here.campaign,
        "here": here,
        "crumbs": crumbs_of(ancestors_of(viewer, here)),
        "answer": unit_answer(members_answer(members, children), still_open if steps else None, dues_of(debts), today),
        "members": members,
        "non_members": coverage.of(AudienceRule.NON_MEMBERS),
        "steps": steps,
        "done": len(steps) - len(still_open),
        "rows": units_asked(viewer, here, Choice(order="thieu"), children),
        "left": left,
        "classes": classes,
        "papers": papers,
        "may_record": record_held_class.allowed(viewer, here),
        "may_open": open_class.allowed(viewer, here),
        "counts_waiting": len(counts_to_confirm(viewer, here)) if confirm_count.allowed(viewer, here) else 0,
    }
    return render(request, "figures/unit.html", shown)
