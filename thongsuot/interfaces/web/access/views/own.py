"""What one may do oneself, and delegating it for some days."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.study.queries.classes import classes_kept
from thongsuot.foundation.access.actions import delegate_role, end_delegation
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.queries import delegable_grants, own_delegations, own_grants
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.access.finding import asked_of, candidate_or_404, candidates_of
from thongsuot.interfaces.web.access.forms import DelegatingForm, place_refusal
from thongsuot.interfaces.web.access.lines import delegation_lines, own_lines
from thongsuot.interfaces.web.access.sentences import delegations_answer, own_answer
from thongsuot.interfaces.web.site.request import Request


def my_rights(request: Request) -> HttpResponse:
    """Show what one may do, in words: where, from where it comes, until when."""
    held = own_grants(request.viewer).filter(door_id=None).select_related("taken_from")
    lines, kept = own_lines(request.viewer, list(held)), classes_kept(request.viewer)
    shown = {
        "answer": own_answer(lines, len(kept)),
        "lines": lines,
        "kept": kept,
        "may_delegate": bool(delegable_grants(request.viewer)),
    }
    return render(request, "access/my_rights.html", shown)


def delegations(request: Request) -> HttpResponse:
    """Show what one has delegated, and what one may."""
    lines = delegation_lines(request.viewer, own_delegations(request.viewer))
    shown = {
        "answer": delegations_answer(lines),
        "lines": lines,
        "own": own_lines(request.viewer, delegable_grants(request.viewer)),
    }
    return render(request, "access/delegations.html", shown)


def delegating(request: Request, key: int) -> HttpResponse:
    """Find a person and let them hold one's own role for some days."""
    grant = _own_grant_or_404(request, key)
    found = candidate_or_404(request)
    form = DelegatingForm(request.POST or None, initial={"valid_from": local_day(request.now)})
    if request.method == "POST" and found and form.is_valid():
        try:
            delegate_role(grant, person_id=found.person.pk, **form.told(), by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ủy quyền cho %(name)s.") % {"name": found.person.full_name})
            return redirect("access:delegations")
    shown = {
        "line": own_lines(request.viewer, [grant])[0],
        "found": found,
        "form": form,
        "asked": asked_of(request),
        "hits": candidates_of(request, grant.unit_path),
    }
    return render(request, "access/delegating.html", shown)


@require_POST
def take_back(request: Request, key: int) -> HttpResponse:
    """End at once what one delegated."""
    try:
        grant = own_delegations(request.viewer).get(pk=key)
    except Grant.DoesNotExist:
        raise Http404 from None
    seen = request.POST.get("seen", "")
    end_delegation(grant, seen=int(seen) if seen.isdecimal() else 0, by=request.person, at=request.now)
    messages.success(request, _("Đã kết thúc ủy quyền."))
    return redirect("access:delegations")


def _own_grant_or_404(request: Request, key: int) -> Grant:
    for grant in delegable_grants(request.viewer):
        if grant.pk == key:
            return grant
    raise Http404
