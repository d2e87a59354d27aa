"""Home, search, help, language."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.queries.campaigns import campaigns_of, standing_units
from thongsuot.foundation.accounts.actions import choose_language
from thongsuot.foundation.organisations.queries import search_people
from thongsuot.interfaces.web.site.hits import class_hits, document_hits, programme_hits, unit_hits
from thongsuot.interfaces.web.site.language import is_language, remember_language
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request


def home(request: Request) -> HttpResponse:
    """Send everyone to where their work is: the campaign, their own unit, the first steps to a campaign, or their own page."""
    if not request.viewer.grants:
        return redirect("study:my_page")
    campaign = campaigns_of(request.viewer).first()
    if campaign is None:
        return redirect("plans:campaign_list")
    stand = standing_units(request.viewer, [campaign]).get(campaign.pk)
    if stand is None:
        return redirect("study:my_page")
    if stand.parent_id is None:
        return redirect("figures:dashboard", slug=campaign.slug)
    return redirect("figures:unit", slug=campaign.slug, code=stand.code)


def search(request: Request) -> HttpResponse:
    """Find units, people, classes, programmes and documents the viewer may see, each with its page where it has one."""
    asked, viewer = request.GET.get("q", "").strip()[:100], request.viewer
    found: dict[str, Sequence[object]] = {}
    if asked:
        campaign = campaigns_of(viewer).first()
        found = {
            "units": unit_hits(viewer, campaign, asked),
            "people": search_people(viewer, asked),
            "classes": class_hits(viewer, asked),
            "programmes": programme_hits(viewer, campaign, asked),
            "documents": document_hits(viewer, asked),
        }
    if found.get("people"):
        saw_people(request, viewer.grants[0].unit_path, len(found["people"]))
    shown = {"asked": asked, "is_empty": not any(found.values()), "number": sum(map(len, found.values())), **found}
    return render(request, "site/search.html", shown)


def help_page(request: Request) -> HttpResponse:
    """Show how the work goes, one step after another, printable."""
    return render(request, "site/help.html")


@login_not_required
@require_POST
def set_language(request: Request) -> HttpResponse:
    """Change the language, for the account where there is one and on this machine, and go back to the page."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not is_language(language):
        raise SuspiciousOperation(language)
    if request.user.is_authenticated:
        choose_language(request.user, language, at=request.now)
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return remember_language(redirect(back if is_ours else "/"), language)
