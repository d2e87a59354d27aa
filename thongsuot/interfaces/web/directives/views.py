"""Pages of directives."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from thongsuot.domain.directives.actions import DirectiveAlreadyRegistered, register_directive
from thongsuot.domain.directives.models import Directive
from thongsuot.domain.directives.queries import (
    carried_out_by,
    directive_by_public_id,
    directives_found,
    directives_of,
)
from thongsuot.domain.plans.queries.campaigns import campaigns_carrying_out
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.directives.forms import DirectiveForm
from thongsuot.interfaces.web.site.files import file_response, upload_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import places_of, query_of

PAGE = 30


def directive_list(request: Request) -> HttpResponse:
    """Show the library, the newest first; `?q=` finds by number in any spelling and by words without marks."""
    asked = request.GET.get("q", "").strip()[:100]
    page = Paginator(directives_found(request.viewer, asked), PAGE).get_page(request.GET.get("page"))
    campaigns = campaigns_carrying_out(request.viewer, page)
    shown = {
        "asked": asked,
        "page": page,
        "rows": [(directive, campaigns.get(directive.pk, [])) for directive in page],
        "query": query_of(request),
        "may_register": bool(request.viewer.scope(Permission.REGISTER_DIRECTIVE).subtrees),
    }
    return render(request, "directives/directive_list.html", shown)


def new_directive(request: Request) -> HttpResponse:
    """Let a document be registered; what was typed stays when it is refused."""
    places = places_of(request, Permission.REGISTER_DIRECTIVE)
    form = DirectiveForm(
        request.POST or None,
        request.FILES or None,
        places=places,
        library=list(directives_of(request.viewer)),
        initial={"issued_on": local_day(request.now)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with upload_of(request, "file", "document") as file:
                kept = register_directive(form.keeper(), file=file, **form.told(), by=request.person, at=request.now)
        except DirectiveAlreadyRegistered as refusal:
            address = reverse("directives:directive", args=[refusal.directive.public_id])
            form.add_error(None, format_html('{} <a href="{}">{}</a>', str(refusal), address, _("Mở văn bản đã có")))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đăng ký %(heading)s.") % {"heading": kept.heading})
            return redirect("directives:directive", public_id=kept.public_id)
    return render(request, "directives/new_directive.html", {"form": form, "place": places[0]})


def directive(request: Request, public_id: str) -> HttpResponse:
    """Show one document: what it carries out, what carries it out, its file, the campaigns."""
    here = _directive_or_404(request, public_id)
    shown = {
        "here": here,
        "below": carried_out_by(request.viewer, here),
        "campaigns": campaigns_carrying_out(request.viewer, [here]).get(here.pk, []),
        "may_run": bool(request.viewer.scope(Permission.RUN_CAMPAIGN).subtrees),
    }
    return render(request, "directives/directive.html", shown)


def directive_file(request: Request, public_id: str) -> HttpResponseBase:
    """Send the document's file to be saved."""
    here = _directive_or_404(request, public_id)
    if here.file is None:
        raise Http404
    return file_response(here.file)


def _directive_or_404(request: Request, public_id: str) -> Directive:
    try:
        return directive_by_public_id(request.viewer, public_id)
    except Directive.DoesNotExist:
        raise Http404 from None
