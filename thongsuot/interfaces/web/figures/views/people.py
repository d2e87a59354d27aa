"""Who has not studied, and reminding those who owe something."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.domain.figures.notices import reminder_text
from thongsuot.domain.figures.queries.coverage import coverage_of, coverage_of_base_units
from thongsuot.domain.figures.queries.owing import Owed, owing_units
from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import ancestors_of, audiences_of
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.interfaces.web.figures.answers import left_answer, owed_title, reminder_answer
from thongsuot.interfaces.web.figures.downloads import left_workbook
from thongsuot.interfaces.web.figures.left import left_people, named_left
from thongsuot.interfaces.web.figures.units import crumbs_of
from thongsuot.interfaces.web.site.looks import EXPORT, saw_people
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of, unit_or_404

PAGE = 50


def not_studied(request: Request, slug: str) -> HttpResponse:
    """Show who has not studied, unit by unit; by name only where names may be shown."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    viewer, audiences = request.viewer, audiences_of(stand.campaign)
    asked = request.GET.get("doi-tuong", AudienceRule.MEMBERS)
    audience = next((a for a in audiences if a.code == asked), audiences[0])
    people = named_left(viewer, stand, audience)
    if request.GET.get("dang") == "xlsx":
        saw_people(request, stand.unit.path, people.count() if people is not None else 0, purpose=EXPORT)
        return left_workbook(viewer, stand, audience, people)
    total = coverage_of(viewer, stand).of(audience.code)
    below = [c for c in coverage_of_base_units(viewer, stand) if c.of(audience.code).rate.remaining]
    # A LeftNames counts and slices: a paginator asks no more.
    paged: Paginator[RollEntry] | None = Paginator(people, PAGE) if people is not None else None  # type: ignore[arg-type]
    page = paged.get_page(request.GET.get("page")) if paged is not None else None
    saw_people(request, stand.unit.path, len(page) if page is not None else 0)
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "crumbs": crumbs_of(ancestors_of(viewer, stand)),
        "audience": audience,
        "audiences": audiences,
        "answer": left_answer(audience.code, audience.name, total.rate.remaining, len(below), total.undeclared_units),
        "below": [(c.unit, c.of(audience.code).rate) for c in below],
        "page": page,
        "query": query_of(request),
        "may_record": record_study_elsewhere.allowed(viewer, stand),
        "people": left_people(viewer, stand, audience, list(page)) if page is not None else [],
    }
    return render(request, "figures/not_studied.html", shown)


def reminder(request: Request, slug: str) -> HttpResponse:
    """Show which units owe something, those selected (`?don-vi=`) or all, and a text to paste where outsiders may read it."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    owed = Owed.of(request.GET.get("viec", ""))
    owing = owing_units(request.viewer, stand, owed, as_of=request.now)
    selected = set(request.GET.getlist("don-vi"))
    chosen = [row for row in owing if row.unit.code in selected] or owing
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "owed": owed,
        "choices": [(choice, owed_title(choice)) for choice in Owed],
        "owing": [(row, row in chosen) for row in owing],
        "chosen": len(chosen),
        "is_part": len(chosen) < len(owing),
        "answer": reminder_answer(owed, len(chosen), sum(row.people or 0 for row in chosen)),
        "text": reminder_text(stand.campaign, owed, len(chosen)),
    }
    return render(request, "figures/reminder.html", shown)
