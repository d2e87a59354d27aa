"""The roster of a unit, and one person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.accounts.actions import invite_people
from thongsuot.foundation.organisations.actions.details import correct_details
from thongsuot.foundation.organisations.actions.people import enrol_person
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.people_lists import people_in, whole_person
from thongsuot.foundation.organisations.queries import units_above
from thongsuot.interfaces.web.people.finding import person_or_404, unit_or_404
from thongsuot.interfaces.web.people.lines import post_rows, stay_rows
from thongsuot.interfaces.web.people.sentences import person_answer, roster_answer
from thongsuot.interfaces.web.site.crumbs import crumbs_in_tree
from thongsuot.interfaces.web.site.looks import saw_people, saw_person
from thongsuot.interfaces.web.site.people_rows import person_rows
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50


def person_list(request: Request) -> HttpResponse:
    """Show the people at home in a unit and below, by given name; by words of the name and by category."""
    here = unit_or_404(request, request.GET.get("vao", ""))
    text = request.GET.get("q", "").strip()[:100]
    category = request.GET.get("dien", "")
    category = category if category in Category.values else ""
    page = Paginator(people_in(request.viewer, here, text=text, category=category), PAGE).get_page(
        request.GET.get("page")
    )
    saw_people(request, here.path, len(page))
    shown = {
        "here": here,
        "crumbs": crumbs_in_tree(units_above(request.viewer, here)),
        "answer": roster_answer(page.paginator.count, here, text, category),
        "text": text,
        "category": category,
        "categories": Category.choices,
        "page": page,
        "rows": person_rows(page),
        "query": query_of(request),
        "may_see": request.viewer.may(Permission.SEE_NAMES, here.path),
        "may_change": enrol_person.allowed(request.viewer, here),
    }
    return render(request, "people/person_list.html", shown)


def person(request: Request, public_id: str) -> HttpResponse:
    """Show everything of a person this room knows, and what may be done."""
    one = person_or_404(request, public_id)
    whole = whole_person(one)
    saw_person(request, one)
    shown = {
        "one": one,
        "whole": whole,
        "crumbs": crumbs_in_tree([*units_above(request.viewer, one.home), one.home]),
        "answer": person_answer(whole),
        "stays": stay_rows(whole.memberships),
        "posts": post_rows(whole.appointments),
        "may_change": correct_details.allowed(request.viewer, one),
        "may_help_in": invite_people.allowed(request.viewer, one),
        "may_see_log": request.viewer.may(Permission.SEE_AUDIT, one.path),
    }
    return render(request, "people/person.html", shown)
