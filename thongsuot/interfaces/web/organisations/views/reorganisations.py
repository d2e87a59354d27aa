"""Reorganisations: their list, one with its steps and what they will do, confirming, undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.figures.actions import confirm_reorganisation
from thongsuot.domain.figures.queries.reorganising import campaigns_touched, open_duties
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.reorganising import (
    amend_reorganisation,
    remove_step,
    set_aside_reorganisation,
    undo_reorganisation,
)
from thongsuot.foundation.organisations.models import Reorganisation
from thongsuot.foundation.organisations.reorganising.checking import examined
from thongsuot.foundation.organisations.reorganising.drafts import (
    hands_of,
    people_of_label,
    reorganisation_by_public_id,
    reorganisations_of,
)
from thongsuot.foundation.organisations.reorganising.plan import Plan
from thongsuot.foundation.organisations.reorganising.preview import effect_of
from thongsuot.interfaces.web.organisations.step_words import (
    STEP_WORDS,
    draft_answer,
    draft_lines,
    effect_lines,
    state_of,
    step_lines,
    touched_lines,
)
from thongsuot.interfaces.web.organisations.unit_forms import AmendForm
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
NAMED = 50


def reorganisation_list(request: Request) -> HttpResponse:
    """Show the reorganisations that one may draft or confirm."""
    _refuse_strangers(request)
    page = Paginator(reorganisations_of(request.viewer), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": draft_lines(page), "query": query_of(request)}
    return render(request, "organisations/reorganisation_list.html", shown)


def reorganisation(request: Request, public_id: str) -> HttpResponse:
    """Show a reorganisation: its steps, what is in the way of them, what they will do."""
    return _page(request, _reorganisation_or_404(request, public_id))


@require_POST
def amend(request: Request, public_id: str) -> HttpResponse:
    """Give a draft another name or day."""
    here = _reorganisation_or_404(request, public_id)
    form = AmendForm(request.POST)
    if form.is_valid():
        try:
            amend_reorganisation(here, **form.cleaned_data, seen=_seen(request), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("organisations:reorganisation", public_id=public_id)
    return _page(request, _reorganisation_or_404(request, public_id), form)


@require_POST
def drop_step(request: Request, public_id: str) -> HttpResponse:
    """Take a step out of a draft."""
    here = _reorganisation_or_404(request, public_id)
    number = request.POST.get("so", "")
    if not number.isdecimal() or len(number) > 6:
        raise Http404
    try:
        remove_step(here, number=int(number), seen=_seen(request), by=request.person, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:reorganisation", public_id=public_id)


@require_POST
def set_aside_draft(request: Request, public_id: str) -> HttpResponse:
    """Give up a draft."""
    here = _reorganisation_or_404(request, public_id)
    try:
        set_aside_reorganisation(here, by=request.person, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("organisations:reorganisation", public_id=public_id)
    messages.success(request, _("Đã bỏ phương án %(name)s. Không có gì thay đổi.") % {"name": here.title})
    return redirect("organisations:reorganisation_list")


@require_POST
def confirm_draft(request: Request, public_id: str) -> HttpResponse:
    """Carry a draft out as it was seen."""
    here = _reorganisation_or_404(request, public_id)
    try:
        confirm_reorganisation(here, seen=request.POST.get("seen", ""), by=request.person, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thực hiện phương án %(name)s.") % {"name": here.title})
    return redirect("organisations:reorganisation", public_id=public_id)


@require_POST
def undo_confirmed(request: Request, public_id: str) -> HttpResponse:
    """Take back everything a reorganisation did."""
    here = _reorganisation_or_404(request, public_id)
    try:
        undo_reorganisation(here, by=request.person, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:reorganisation", public_id=public_id)


def _page(request: Request, here: Reorganisation, form: AmendForm | None = None) -> HttpResponse:
    plan = examined(here) if here.is_draft else None
    steps = plan.steps if plan else here.steps.select_related("of_unit", "to_unit", "unit_kind")
    hands = hands_of(here)
    names = people_of_label({*hands, here.confirmed_by, here.undone_by})
    state, kind = state_of(here)
    first = {"title": here.title, "takes_effect_on": here.takes_effect_on}
    shown = {
        "here": here,
        "state": state,
        "state_kind": kind,
        "answer": draft_answer(here, plan),
        "steps": step_lines(steps, names),
        "drafter": names.get(here.drafted_by, ""),
        "confirmer": names.get(here.confirmed_by, ""),
        "undoer": names.get(here.undone_by, ""),
        "form": form or AmendForm(initial=first),
        "is_own": request.person.actor_label in hands,
        "is_to_come": here.takes_effect_on > local_day(request.now),
        "may_change": amend_reorganisation.allowed(request.viewer, here),
        "may_confirm": confirm_reorganisation.allowed(request.viewer, here),
        "step_kinds": STEP_WORDS,
    }
    if plan and plan.steps:
        shown |= _preview(request, plan)
    return render(request, "organisations/reorganisation.html", shown)


def _preview(request: Request, plan: Plan) -> dict[str, object]:
    today = local_day(request.now)
    effect = effect_of(plan, today=today)
    ended = [node.unit for node in plan.ended if node.unit]
    duties = open_duties(ended, as_of=request.now, today=today)
    return {
        "problems": [str(problem) for problem in plan.problems],
        "duties": duties,
        "effects": effect_lines(effect, plan),
        "posts": effect.posts[:NAMED],
        "posts_more": max(len(effect.posts) - NAMED, 0),
        "roles": effect.roles[:NAMED],
        "roles_more": max(len(effect.roles) - NAMED, 0),
        "touched": touched_lines(campaigns_touched(plan, today=today)),
        "seen": effect.seen.told(),
        "is_ready": not plan.problems and not duties,
    }


def _seen(request: Request) -> int:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 10 else -1


def _refuse_strangers(request: Request) -> None:
    viewer = request.viewer
    scopes = [viewer.scope(p) for p in (Permission.MANAGE_ORGANISATION, Permission.CONFIRM_REORGANISATION)]
    if not any(scope.subtrees or scope.nodes for scope in scopes):
        raise Http404


def _reorganisation_or_404(request: Request, public_id: str) -> Reorganisation:
    try:
        return reorganisation_by_public_id(request.viewer, public_id)
    except Reorganisation.DoesNotExist:
        raise Http404 from None
