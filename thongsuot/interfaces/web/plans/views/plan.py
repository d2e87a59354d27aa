"""The plan of a campaign: targets, deadlines, documents, audiences, roll, and the study plans of its units."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.actions.campaigns import add_campaign_event
from thongsuot.domain.plans.actions.roll import freeze_roll
from thongsuot.domain.plans.actions.study_plans import receive_study_plans
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import audiences_of, events_of, obligations_of
from thongsuot.domain.plans.queries.documents import plan_counts, unit_plans_of
from thongsuot.domain.plans.queries.roll import declarations_of, people_on, roll_in_force, roll_totals
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.queries import names_by_label
from thongsuot.interfaces.web.plans.answers import plan_answer
from thongsuot.interfaces.web.plans.forms import EventForm
from thongsuot.interfaces.web.plans.lines import audience_lines, obligation_lines
from thongsuot.interfaces.web.plans.unit_lines import States, plan_lines, plan_states
from thongsuot.interfaces.web.site.documents import CommentForm
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, query_of, unit_or_404

PAGE = 30


def plan(request: Request, slug: str) -> HttpResponse:
    """Show the plan; `?trang-thai=` filters the units' study plans by how they stand."""
    stand = unit_or_404(request, slug)
    campaign, viewer = stand.campaign, request.viewer
    units = unit_plans_of(viewer, campaign)
    counts, asked = plan_counts(units), request.GET.get("trang-thai", "")
    audiences, roll = audiences_of(campaign), roll_in_force(campaign)
    people: dict[str, int] = people_on(stand.unit, local_day(request.now))
    if roll:
        people = {code: total.people for code, total in roll_totals(stand).items() if not total.undeclared_units}
    declarations = declarations_of(viewer, campaign, next(a for a in audiences if a.code == AudienceRule.NON_MEMBERS))
    lines = plan_lines(units, asked, stand, may_receive=receive_study_plans.allowed(viewer, stand))
    shown = {
        "campaign": campaign,
        "stand": stand,
        "answer": plan_answer(counts, roll, campaign),
        "counts": counts,
        "states": plan_states(counts, asked),
        "asked": asked,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "query": query_of(request),
        "form": CommentForm(),
        "directives": campaign.directives.all(),
        "audiences": audience_lines(audiences, people),
        "obligations": obligation_lines(obligations_of(campaign)),
        "events": events_of(campaign),
        "roll": roll,
        "roll_by": names_by_label(viewer, [roll.frozen_by]).get(roll.frozen_by, "") if roll else "",
        "may_run": freeze_roll.allowed(viewer, campaign),
        "declared": sum(d.total is not None for d in declarations),
        "declaring": len(declarations),
    }
    return render(request, "plans/plan.html", shown)


@require_POST
def receive_many(request: Request, slug: str) -> HttpResponse:
    """Receive the study plans that are ticked; those left out are named."""
    stand = unit_or_404(request, slug)
    waiting = plan_lines(unit_plans_of(request.viewer, stand.campaign), States.WAITING, stand, may_receive=True)
    shown, chosen = set(request.POST.getlist("shown")), set(request.POST.getlist("plan"))
    offered = [line for line in waiting if line.may_tick and line.plan and line.plan.public_id in shown]
    plans = [line.plan for line in offered if line.plan and line.plan.public_id in chosen]
    comment = request.POST.get("comment", "")
    receive_study_plans(stand, plans=plans, comment=comment, by=request.person, at=request.now)
    messages.success(request, _("Đã tiếp nhận %(n)d kế hoạch.") % {"n": len(plans)})
    left = [line.campaign_unit.name for line in offered if line.plan and line.plan.public_id not in chosen]
    if left:
        words = {"n": len(left), "names": ", ".join(left)}
        messages.info(request, _("Để lại %(n)d kế hoạch, chưa tiếp nhận: %(names)s.") % words)
    return redirect("plans:plan", slug=slug)


def new_event(request: Request, slug: str) -> HttpResponse:
    """Let a known period be noted that explains the curve."""
    campaign = campaign_or_404(request, slug)
    if not add_campaign_event.allowed(request.viewer, campaign):
        raise Http404
    form = EventForm(request.POST or None, initial={"from_day": local_day(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            added = add_campaign_event(campaign, event=form.event(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(name)s.") % {"name": added.name})
            return redirect("plans:plan", slug=slug)
    return render(request, "plans/new_event.html", {"campaign": campaign, "form": form})
