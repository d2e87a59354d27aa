"""Entering a person, correcting what is written, category, numbers, posts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.details import (
    CorrectedMeanwhile,
    correct_details,
    details_of,
    record_numbers,
)
from thongsuot.foundation.organisations.actions.memberships import change_category
from thongsuot.foundation.organisations.actions.people import appoint, end_appointment, enrol_person
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.people_lists import posts_held
from thongsuot.interfaces.web.people.finding import person_or_404, unit_or_404
from thongsuot.interfaces.web.people.forms import (
    CategoryForm,
    CorrectionForm,
    EndForm,
    NewPersonForm,
    NumbersForm,
    PostForm,
    place_refusal,
)
from thongsuot.interfaces.web.site.request import Request


def new_person(request: Request) -> HttpResponse:
    """Enter one person in a unit."""
    unit = unit_or_404(request, request.GET.get("vao", ""))
    if not enrol_person.allowed(request.viewer, unit):
        raise Http404
    form = NewPersonForm(request.POST or None, initial={"category": Category.OFFICIAL})
    if form.is_valid():
        told = form.cleaned_data | {"category": Category(form.cleaned_data["category"])}
        try:
            entered = enrol_person(unit, **told, by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi %(name)s vào %(unit)s.") % {"name": entered.full_name, "unit": unit.name}
            )
            return redirect("people:person", entered.public_id)
    return render(request, "people/new_person.html", {"unit": unit, "form": form}, status=_status(form))


def correction(request: Request, public_id: str) -> HttpResponse:
    """Correct what is written about a person; what another corrected meanwhile is shown beside it."""
    one = _changeable(request, public_id)
    form, meanwhile = CorrectionForm(details_of(one), request.POST or None), {}
    if form.is_valid():
        try:
            correct_details(one, seen=form.seen(), wanted=form.wanted(), by=request.person, at=request.now)
        except CorrectedMeanwhile as refusal:
            meanwhile = {str(form.fields[name].label): value for name, value in refusal.changed.items()}
            form.add_error(None, str(refusal))
            form.show_as(refusal.changed)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("people:person", public_id)
    shown = {"one": one, "form": form, "meanwhile": meanwhile}
    return render(request, "people/correction.html", shown, status=_status(form))


def numbers(request: Request, public_id: str) -> HttpResponse:
    """Write card and citizen number. They are kept encrypted and not shown again."""

    def write(one: Person, told: dict[str, Any]) -> str:
        record_numbers(one, **told, by=request.person, at=request.now)
        return _("Đã ghi, số được mã hóa.")

    form = NumbersForm(request.POST or None)
    title = _("Số thẻ đảng viên và số định danh")
    hint = _("Ô để trống thì giữ nguyên. Số được mã hóa, không hiện lại; dùng để nhận ra người khi nhập danh sách.")
    return _one_form(request, public_id, form, title, hint, write)


def category(request: Request, public_id: str) -> HttpResponse:
    """Count a person in another category from a day on."""

    def write(one: Person, told: dict[str, Any]) -> str:
        change_category(one, category=Category(told["category"]), on=told["on"], by=request.person, at=request.now)
        return _("Đã đổi diện.")

    form = CategoryForm(request.POST or None, initial={"on": local_day(request.now)})
    return _one_form(request, public_id, form, _("Đổi diện"), _("Diện trước đó vẫn được giữ kèm ngày."), write)


def new_post(request: Request, public_id: str) -> HttpResponse:
    """Give a person a post in the unit they are at home in."""

    def write(one: Person, told: dict[str, Any]) -> str:
        post, title = Post(told["post"]), told["title"]
        appoint(one.home, person=one, post=post, title=title, valid_from=told["on"], by=request.person, at=request.now)
        return _("Đã ghi chức vụ.")

    form = PostForm(request.POST or None, initial={"on": local_day(request.now)})
    hint = _(
        "Chức vụ bí thư, phó bí thư, báo cáo viên, cán bộ theo dõi, cán bộ kiểm tra đi kèm quyền làm việc tương ứng."
    )
    return _one_form(request, public_id, form, _("Ghi chức vụ"), hint, write)


def end_post(request: Request, public_id: str, post: int) -> HttpResponse:
    """End a post of a person on a day."""
    held = next((a for a in posts_held(person_or_404(request, public_id)) if a.pk == post), None)
    if held is None or not end_appointment.allowed(request.viewer, held.in_unit):
        raise Http404

    def write(_one: Person, told: dict[str, Any]) -> str:
        end_appointment(held.in_unit, appointment=held, on=told["on"], by=request.person, at=request.now)
        return _("Đã ghi thôi chức vụ.")

    form = EndForm(request.POST or None, initial={"on": local_day(request.now)})
    title = _("Thôi giữ chức vụ: %(post)s") % {"post": held.title or held.get_post_display()}
    return _one_form(request, public_id, form, title, _("Quyền làm việc đi kèm chức vụ cũng thôi từ ngày đó."), write)


def _one_form(
    request: Request,
    public_id: str,
    form: forms.Form,
    title: str,
    hint: str,
    write: Callable[[Person, dict[str, Any]], str],
) -> HttpResponse:
    """Show one form about a person, carry it out, and go back to the person."""
    one = _changeable(request, public_id)
    if form.is_valid():
        try:
            said = write(one, form.cleaned_data)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("people:person", public_id)
    shown = {"one": one, "form": form, "title": title, "hint": hint}
    return render(request, "people/one_form.html", shown, status=_status(form))


def _changeable(request: Request, public_id: str) -> Person:
    one = person_or_404(request, public_id)
    if not correct_details.allowed(request.viewer, one):
        raise Http404
    return one


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200
