"""Pages of all campaigns, and of a new one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.directives.queries import directives_of
from thongsuot.domain.figures.queries.campaigns import member_rates_of
from thongsuot.domain.plans.actions.campaigns import create_campaign
from thongsuot.domain.plans.frame import proposed_slug, refuse_unfit_frame
from thongsuot.domain.plans.queries.campaigns import campaigns_of, kinds_below, schemes_of
from thongsuot.domain.plans.queries.roll import campaigns_with_roll, people_on
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.plans.campaign_form import CampaignForm
from thongsuot.interfaces.web.plans.first_steps import first_steps
from thongsuot.interfaces.web.plans.lines import campaign_lines, frame_audiences, frame_obligations, rule_lines
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import places_of, query_of

PAGE = 25


def campaign_list(request: Request) -> HttpResponse:
    """Show the campaigns with how far they are; without one, what an officer does first."""
    page = Paginator(campaigns_of(request.viewer), PAGE).get_page(request.GET.get("page"))
    campaigns = list(page)
    today = local_day(request.now)
    rates = member_rates_of(request.viewer, campaigns) if campaigns else {}
    may_create = bool(request.viewer.scope(Permission.RUN_CAMPAIGN).subtrees)
    shown = {
        "page": page,
        "lines": campaign_lines(campaigns, rates, campaigns_with_roll(campaigns), today),
        "query": query_of(request),
        "may_create": may_create,
        "steps": first_steps(request, today) if may_create and not campaigns else [],
    }
    return render(request, "plans/campaign_list.html", shown)


def new_campaign(request: Request) -> HttpResponse:
    """Let a campaign be described, looked at once more, then published. Nothing exists before it is published."""
    form = _campaign_form(request)
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        try:
            refuse_unfit_frame(form.frame())
            if "publish" not in request.POST:
                return render(request, "plans/check_campaign.html", _last_look(request, form))
            made = create_campaign(form.of_unit(), frame=form.frame(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.place_refusal(refusal)
        else:
            messages.success(
                request, _("Đã phát hành đợt “%(name)s”. Tiếp theo: chốt danh sách.") % {"name": made.name}
            )
            return redirect("plans:plan", slug=made.slug)
    people = people_on(form.of_unit(), local_day(request.now))
    shown = {"form": form, "place": form.of_unit(), "audiences": rule_lines(people)}
    return render(request, "plans/new_campaign.html", shown)


def _campaign_form(request: Request) -> CampaignForm:
    places = places_of(request, Permission.RUN_CAMPAIGN)
    typed = request.POST.copy()
    if typed and not typed.get("slug", "").strip():
        typed["slug"] = proposed_slug(typed.get("name", ""))
    schemes = list(schemes_of(request.viewer))
    start: dict[str, Any] = {"directives": [request.GET.get("van-ban", "")]}
    if len(schemes) == 1:
        start["scheme"] = schemes[0].public_id
    return CampaignForm(
        typed or None,
        places=places,
        library=list(directives_of(request.viewer)),
        schemes=schemes,
        kinds=kinds_below(places[0]),
        initial=start,
    )


def _last_look(request: Request, form: CampaignForm) -> dict[str, object]:
    frame = form.frame()
    return {
        "form": form,
        "frame": frame,
        "place": form.of_unit(),
        "audiences": frame_audiences(frame, people_on(form.of_unit(), local_day(request.now))),
        "obligations": frame_obligations(frame),
    }
