"""Home, search, language, help."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.queries.campaigns import campaigns_of, top_unit
from thongsuot.domain.study.queries.search import search_classes
from thongsuot.foundation.accounts.actions import choose_language
from thongsuot.foundation.organisations.queries import search_people, search_units
from thongsuot.interfaces.web.site.request import Request

_A_YEAR = 365 * 24 * 3600


def home(request: Request) -> HttpResponse:
    """Send everyone to where their work is: the campaign, their own unit, or their own page."""
    campaign = campaigns_of(request.viewer).first() if request.viewer.grants else None
    if campaign is None:
        return redirect("study:my_page")
    stand = top_unit(request.viewer, campaign)
    if stand.parent_id is None:
        return redirect("figures:dashboard", slug=campaign.slug)
    return redirect("figures:unit", slug=campaign.slug, code=stand.code)


def search(request: Request) -> HttpResponse:
    """Find units, people and classes the viewer may see."""
    asked = request.GET.get("q", "").strip()[:100]
    found = {
        "units": search_units(request.viewer, asked) if asked else [],
        "people": search_people(request.viewer, asked) if asked else [],
        "classes": search_classes(request.viewer, asked) if asked else [],
    }
    return render(request, "site/search.html", {"asked": asked, "is_empty": not any(found.values()), **found})


@require_POST
def set_language(request: Request) -> HttpResponse:
    """Switch the language: kept with the account, and in a cookie for pages before signing in."""
    language = "en" if request.POST.get("language") == "en" else "vi"
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    if request.user.is_authenticated:
        choose_language(request.user, language)
    response = redirect(back if safe else "/")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=_A_YEAR, samesite="Lax", httponly=True)
    return response


def help_page(request: Request) -> HttpResponse:
    """Show how the work goes, one step after another, printable."""
    return render(request, "site/help.html")
