"""Opening a unit, renaming it, ordering it among its siblings."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.units import open_unit, order_unit, rename_unit
from thongsuot.foundation.organisations.kinds import kinds_under
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import unit_by_public_id, units_above
from thongsuot.interfaces.web.organisations.unit_forms import OpeningForm, RenamingForm, fitting_day
from thongsuot.interfaces.web.site.crumbs import crumbs_in_tree
from thongsuot.interfaces.web.site.request import Request


def unit_opening(request: Request, public_id: str) -> HttpResponse:
    """Let a unit be opened under another."""
    parent = managed_unit_or_404(request, public_id)
    kinds = kinds_under(parent)
    form = OpeningForm(kinds, request.POST or None, initial=fitting_day(local_day(request.now)))
    if request.method == "POST" and form.is_valid():
        try:
            unit = open_unit(parent, **form.cleaned_data, by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã mở %(name)s.") % {"name": unit.name})
            return redirect("organisations:organisation", public_id=parent.public_id)
    shown = {
        "form": form,
        "here": parent,
        "kinds": kinds,
        "crumbs": crumbs_in_tree([*units_above(request.viewer, parent), parent]),
    }
    return render(request, "organisations/unit_opening.html", shown)


def unit_renaming(request: Request, public_id: str) -> HttpResponse:
    """Let a unit be given another name from a day on."""
    here = managed_unit_or_404(request, public_id)
    first = {"name": here.name, **fitting_day(local_day(request.now))}
    form = RenamingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            rename_unit(here, **form.cleaned_data, by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đổi tên thành %(name)s.") % {"name": form.cleaned_data["name"]})
            return redirect("organisations:organisation", public_id=public_id)
    shown = {"form": form, "here": here, "crumbs": crumbs_in_tree([*units_above(request.viewer, here), here])}
    return render(request, "organisations/unit_renaming.html", shown)


@require_POST
def order(request: Request, public_id: str) -> HttpResponse:
    """Put a unit one place up or down among its siblings."""
    here = managed_unit_or_404(request, public_id)
    try:
        order_unit(here, up=request.POST.get("len") == "1", by=request.person, at=request.now)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã đổi thứ tự của %(name)s.") % {"name": here.name})
    return redirect("organisations:organisation", public_id=public_id)


def managed_unit_or_404(request: Request, public_id: str) -> Unit:
    """Return the open unit of an address over which the viewer may change the tree."""
    try:
        return unit_by_public_id(request.viewer, public_id, Permission.MANAGE_ORGANISATION)
    except Unit.DoesNotExist:
        raise Http404 from None
