"""Pages of figures."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.domain.figures.notices import reminder_text
from thongsuot.domain.figures.queries.classes import class_counts
from thongsuot.domain.figures.queries.coverage import coverage_of, coverage_of_base_units, coverage_of_children
from thongsuot.domain.figures.queries.names import may_see_left_names
from thongsuot.domain.figures.queries.obligations import debts_of, fulfilments_of
from thongsuot.domain.figures.queries.owing import Owed, owing_units
from thongsuot.domain.figures.queries.waiting import waiting_work
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import ancestors_of, audiences_of
from thongsuot.domain.programmes.queries import programme_counts
from thongsuot.domain.study.queries.classes import classes_at
from thongsuot.domain.study.queries.people import not_studied as people_not_studied
from thongsuot.foundation.core.clock import local_day
from thongsuot.interfaces.web.figures.answers import days_text, members_answer, owed_title, reminder_answer
from thongsuot.interfaces.web.figures.dashboard import icicle_of, left_rows, progress_picture, tree_of
from thongsuot.interfaces.web.figures.downloads import left_workbook
from thongsuot.interfaces.web.figures.key_figures import form_rows, key_figures
from thongsuot.interfaces.web.figures.titles import forms_title, tree_title
from thongsuot.interfaces.web.figures.units import crumbs_of, left_people, steps_of, unit_rows
from thongsuot.interfaces.web.figures.work import work_rows
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of, unit_or_404

ROWS_SHOWN = 12
PAGE = 50
NAMES_SHOWN = 20


def dashboard(request: Request, slug: str) -> HttpResponse:
    """Show where a campaign stands against its targets, from where the viewer stands."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    today = local_day(request.now)
    tree = tree_of(request.viewer, stand)
    members = tree.top.of(AudienceRule.MEMBERS)
    icicle, strips = icicle_of(tree)
    progress = progress_picture(request.viewer, stand, members, today=today)
    rows = left_rows(request.viewer, tree)
    owed = fulfilments_of(request.viewer, stand, as_of=request.now)
    classes = class_counts(request.viewer, stand)
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "answer": members_answer(members, tree.worst_first()),
        "days": days_text(today, stand.campaign.ends_on),
        "key_figures": key_figures(stand, tree.top, owed, programme_counts(request.viewer, stand.campaign)),
        "icicle": icicle,
        "strips": strips,
        "tree_title": tree_title(tree.children),
        "curve": progress.picture,
        "curve_title": progress.title,
        "rows": rows[:ROWS_SHOWN],
        "rows_left": len(rows) - ROWS_SHOWN,
        "widest": max((row.left for row in rows), default=1),
        "work": work_rows(waiting_work(request.viewer, stand, as_of=request.now), stand.campaign),
        "forms": form_rows(classes, members),
        "forms_title": forms_title(classes),
    }
    return render(request, "figures/dashboard.html", shown)


def unit_list(request: Request, slug: str) -> HttpResponse:
    """Show the units below a unit as a table."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    is_worst_first = request.GET.get("xep") == "thieu"
    rows = unit_rows(coverage_of_children(request.viewer, stand), worst_first=is_worst_first)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = {"campaign": stand.campaign, "stand": stand, "page": page, "is_worst_first": is_worst_first}
    shown["query"] = query_of(request)
    return render(request, "figures/unit_list.html", shown)


def unit(request: Request, slug: str, code: str) -> HttpResponse:
    """Show what a unit has done and what is left."""
    here = unit_or_404(request, slug, code)
    viewer = request.viewer
    coverage = coverage_of(viewer, here)
    members = coverage.of(AudienceRule.MEMBERS)
    children = coverage_of_children(viewer, here)
    audience = next(a for a in audiences_of(here.campaign) if a.code == AudienceRule.MEMBERS)
    left = people_not_studied(viewer, here, audience) if may_see_left_names(viewer, here) else None
    shown = {
        "campaign": here.campaign,
        "here": here,
        "crumbs": crumbs_of(ancestors_of(viewer, here)),
        "answer": members_answer(members, children),
        "members": members,
        "non_members": coverage.of(AudienceRule.NON_MEMBERS),
        "steps": steps_of(here.campaign, here, debts_of(viewer, here, as_of=request.now)),
        "rows": unit_rows(children, worst_first=True),
        "left": None if left is None else left_people(viewer, here, list(left[:NAMES_SHOWN])),
        "left_count": members.rate.remaining or 0,
        "classes": classes_at(viewer, here)[:NAMES_SHOWN],
    }
    return render(request, "figures/unit.html", shown)


def not_studied(request: Request, slug: str) -> HttpResponse:
    """Show who has not studied, unit by unit; by name only where names may be shown."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    audiences = audiences_of(stand.campaign)
    asked = request.GET.get("doi-tuong", AudienceRule.MEMBERS)
    audience = next((a for a in audiences if a.code == asked), audiences[0])
    below = [c for c in coverage_of_base_units(request.viewer, stand) if c.of(audience.code).rate.remaining]
    is_named = may_see_left_names(request.viewer, stand)
    people = people_not_studied(request.viewer, stand, audience) if is_named else None
    if request.GET.get("dang") == "xlsx":
        return left_workbook(stand, audience, below, people, request.viewer)
    page = Paginator(people, PAGE).get_page(request.GET.get("page")) if people is not None else None
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "audience": audience,
        "audiences": audiences,
        "below": [(c.unit, c.of(audience.code).rate) for c in below],
        "page": page,
        "query": query_of(request),
        "people": left_people(request.viewer, stand, list(page)) if page is not None else [],
    }
    return render(request, "figures/not_studied.html", shown)


def reminder(request: Request, slug: str) -> HttpResponse:
    """Show which units owe something, and a text to paste where outsiders may read it."""
    stand = unit_or_404(request, slug, "")
    owed = Owed.of(request.GET.get("viec", ""))
    owing = owing_units(request.viewer, stand, owed, as_of=request.now)
    shown = {
        "campaign": stand.campaign,
        "owed": owed,
        "choices": [(choice, owed_title(choice)) for choice in Owed],
        "owing": owing,
        "answer": reminder_answer(owed, len(owing)),
        "text": reminder_text(stand.campaign, owed, len(owing)),
    }
    return render(request, "figures/reminder.html", shown)
