"""Pages of standing schemes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.directives.queries import directives_of
from thongsuot.domain.plans.actions.schemes import adopt_scheme
from thongsuot.domain.plans.queries.campaigns import schemes_of
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.plans.forms import SchemeForm
from thongsuot.interfaces.web.plans.lines import scheme_targets
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import places_of


def scheme_list(request: Request) -> HttpResponse:
    """Show the schemes from which campaigns inherit their targets."""
    schemes = list(schemes_of(request.viewer))
    shown = {
        "rows": [(scheme, scheme_targets(scheme)) for scheme in schemes],
        "may_adopt": bool(request.viewer.scope(Permission.RUN_CAMPAIGN).subtrees),
    }
    return render(request, "plans/scheme_list.html", shown)


def new_scheme(request: Request) -> HttpResponse:
    """Let a scheme be registered with its targets."""
    places = places_of(request, Permission.RUN_CAMPAIGN)
    form = SchemeForm(request.POST or None, places=places, library=list(directives_of(request.viewer)))
    if request.method == "POST" and form.is_valid():
        try:
            scheme = adopt_scheme(form.of_unit(), **form.told(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(name)s.") % {"name": scheme.name})
            return redirect("plans:scheme_list")
    return render(request, "plans/new_scheme.html", {"form": form, "place": places[0]})
