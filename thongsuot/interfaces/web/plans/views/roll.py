"""Freezing the roll, and totals declared without names."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.roll import declare_total, freeze_roll
from thongsuot.domain.plans.models import Audience, Campaign
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import audiences_of
from thongsuot.domain.plans.queries.documents import stands_above
from thongsuot.domain.plans.queries.roll import declarations_of, people_in_campaign, roll_in_force, totals_of_unit
from thongsuot.domain.plans.totals_import import import_totals
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.plans.forms import FreezeForm, TotalForm
from thongsuot.interfaces.web.plans.lines import rule_lines
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, query_of, unit_or_404

PAGE = 30


def freeze(request: Request, slug: str) -> HttpResponse:
    """Show whom the roll would hold as of a day (`?as_of=`), and freeze it."""
    campaign = campaign_or_404(request, slug)
    if not freeze_roll.allowed(request.viewer, campaign):
        raise Http404
    today = local_day(request.now)
    form = FreezeForm(request.POST or request.GET or None, initial={"as_of": today})
    day: date = form.cleaned_data["as_of"] if form.is_bound and form.is_valid() else today
    if request.method == "POST" and form.is_valid():
        try:
            freeze_roll(campaign, as_of=day, by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error("as_of", str(refusal))
        else:
            messages.success(request, _("Đã chốt danh sách. Mọi tỷ lệ của đợt tính trên danh sách này."))
            return redirect("plans:plan", slug=slug)
    people = people_in_campaign(campaign, day)
    shown = {
        "campaign": campaign,
        "form": form,
        "day": day,
        "members": people[AudienceRule.MEMBERS],
        "audiences": rule_lines(people),
        "roll": roll_in_force(campaign),
    }
    return render(request, "plans/freeze.html", shown)


def totals(request: Request, slug: str) -> HttpResponse:
    """Show which units have declared how many non-members they have, and let one be declared."""
    campaign = campaign_or_404(request, slug)
    audience = _non_members(campaign)
    declarations = declarations_of(request.viewer, campaign, audience)
    units = [d.campaign_unit for d in declarations if declare_total.allowed(request.viewer, d.campaign_unit)]
    form = TotalForm(request.POST or None, units=units, initial={"declared_on": local_day(request.now)})
    if request.method == "POST" and units and form.is_valid():
        try:
            declare_total(form.chosen(), audience=audience, **form.told(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi tổng số của %(unit)s.") % {"unit": form.chosen().name})
            return redirect("plans:totals", slug=slug)
    undeclared_first = sorted(declarations, key=lambda d: d.total is not None)
    shown = {
        "campaign": campaign,
        "page": Paginator(undeclared_first, PAGE).get_page(request.GET.get("page")),
        "units": len(declarations),
        "query": query_of(request),
        "declared": sum(d.total is not None for d in declarations),
        "people": sum(d.total.people for d in declarations if d.total),
        "form": form if units else None,
        "may_import": import_totals.allowed(request.viewer, campaign),
    }
    return render(request, "plans/totals.html", shown)


def unit_total(request: Request, slug: str, code: str) -> HttpResponse:
    """Show what one unit has declared, in all versions, and let it declare."""
    here = unit_or_404(request, slug, code)
    audience = _non_members(here.campaign)
    form = TotalForm(request.POST or None, initial={"declared_on": local_day(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            declare_total(here, audience=audience, **form.told(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi tổng số quần chúng."))
            return redirect("plans:unit_total", slug=slug, code=code)
    may_declare = here.kind.is_base and declare_total.allowed(request.viewer, here)
    shown = {
        "campaign": here.campaign,
        "here": here,
        "versions": totals_of_unit(here, audience),
        "form": form if may_declare else None,
        "is_from_above": stands_above(request.viewer, here.unit),
    }
    return render(request, "plans/unit_total.html", shown)


def _non_members(campaign: Campaign) -> Audience:
    return next(a for a in audiences_of(campaign) if a.code == AudienceRule.NON_MEMBERS)
