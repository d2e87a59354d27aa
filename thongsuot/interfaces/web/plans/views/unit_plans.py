"""A unit's own study plan: recorded by it or for it, received by the level above."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.actions.study_plans import (
    ask_study_plan_supplement,
    confirm_study_plan,
    issue_study_plan,
    receive_study_plan,
)
from thongsuot.domain.plans.models import CampaignUnit, StudyPlan
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.plans.queries.campaigns import ancestors_of, obligations_of
from thongsuot.domain.plans.queries.documents import (
    stands_above,
    study_plan_by_public_id,
    study_plans_of,
    versions_of,
)
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.plans.unit_page import crumbs_to, due_of
from thongsuot.interfaces.web.site.documents import CommentForm, IssueForm, usual_issue
from thongsuot.interfaces.web.site.files import file_response, upload_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, unit_or_404

WAITING_SHOWN = 20


def unit_plan(request: Request, slug: str, code: str) -> HttpResponse:
    """Show a unit's study plan in all versions; let the unit record what it issued, and the level above receive it."""
    here = unit_or_404(request, slug, code)
    name = here.campaign.name
    start = usual_issue(local_day(request.now), _("Kế hoạch %(name)s") % {"name": name[:1].lower() + name[1:]})
    form = IssueForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            with upload_of(request, "file", "document") as file:
                plan = issue_study_plan(here, issue=form.issue_with(file), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(number)s.") % {"number": plan.number})
            return redirect("plans:unit_plan", slug=slug, code=code)
    return render(request, "plans/unit_plan.html", _around(request, here, form))


@require_POST
def receive(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Receive a study plan, then go on to the next that waits."""
    plan = _plan_or_404(request, slug, public_id)
    comment = request.POST.get("comment", "")
    receive_study_plan(Receiver(plan.campaign_unit), plan=plan, comment=comment, by=request.person, at=request.now)
    messages.success(request, _("Đã tiếp nhận %(number)s của %(unit)s.") % _words(plan))
    following = _waiting(request, plan.campaign_unit).first()
    if following is None:
        return redirect("plans:plan", slug=slug)
    return redirect("plans:unit_plan", slug=slug, code=following.campaign_unit.code)


@require_POST
def ask_supplement(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Ask the unit for a supplement, with a reason."""
    plan = _plan_or_404(request, slug, public_id)
    reason = request.POST.get("comment", "")
    ask_study_plan_supplement(Receiver(plan.campaign_unit), plan=plan, reason=reason, by=request.person, at=request.now)
    messages.success(request, _("Đã đề nghị %(unit)s bổ sung %(number)s.") % _words(plan))
    return redirect("plans:unit_plan", slug=slug, code=plan.campaign_unit.code)


@require_POST
def confirm(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Confirm a study plan that was entered on the unit's behalf."""
    plan = _plan_or_404(request, slug, public_id)
    confirm_study_plan(plan, by=request.person, at=request.now)
    messages.success(request, _("Đã xác nhận %(number)s.") % {"number": plan.number})
    return redirect("plans:unit_plan", slug=slug, code=plan.campaign_unit.code)


def plan_file(request: Request, slug: str, public_id: str) -> HttpResponseBase:
    """Send the file of a study plan to be saved."""
    plan = _plan_or_404(request, slug, public_id)
    if plan.file is None:
        raise Http404
    return file_response(plan.file)


def _around(request: Request, here: CampaignUnit, form: IssueForm) -> dict[str, object]:
    viewer = request.viewer
    versions = versions_of(StudyPlan, viewer, here)
    newest = versions[0] if versions else None
    may_receive = here.parent_id is not None and receive_study_plan.allowed(viewer, Receiver(here))
    return {
        "campaign": here.campaign,
        "here": here,
        "crumbs": crumbs_to(here, ancestors_of(viewer, here)),
        "due": due_of(obligations_of(here.campaign), here),
        "newest": newest,
        "versions": versions,
        "form": form if issue_study_plan.allowed(viewer, here) else None,
        "is_from_above": stands_above(viewer, here.unit),
        "may_confirm": newest is not None and _may_confirm(viewer, newest),
        "comment_form": CommentForm() if newest and may_receive else None,
        "waiting": _waiting(request, here)[:WAITING_SHOWN] if may_receive else [],
    }


def _waiting(request: Request, unit: CampaignUnit) -> QuerySet[StudyPlan]:
    plans = study_plans_of(request.viewer, unit.campaign)
    return plans.filter(state=DocumentState.ISSUED, campaign_unit__parent=unit.parent_id)


def _may_confirm(viewer: Viewer, plan: StudyPlan) -> bool:
    return plan.waits_for_unit and not stands_above(viewer, plan.unit) and confirm_study_plan.allowed(viewer, plan)


def _words(plan: StudyPlan) -> dict[str, str]:
    return {"number": plan.number, "unit": plan.campaign_unit.name}


def _plan_or_404(request: Request, slug: str, public_id: str) -> StudyPlan:
    try:
        return study_plan_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except StudyPlan.DoesNotExist:
        raise Http404 from None
