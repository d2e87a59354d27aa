"""Accounts of a unit's people, for whoever gives work there: who has one, inviting many at once, helping one who cannot get in."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.accounts.actions import (
    MOST_AT_ONCE,
    close_account,
    invite_people,
    link_identity,
    reopen_account,
    reset_second_step,
)
from thongsuot.foundation.accounts.factors import factors_of
from thongsuot.foundation.accounts.invitations import (
    Standing,
    account_counts,
    holders_of,
    people_for_accounts,
    plan_of_invitation,
)
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.queries import identity_of
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.messaging.outbox import can_send
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.organisations.queries import person_by_public_id, unit_by_public_id
from thongsuot.interfaces.web.accounts.forms import IdentityForm
from thongsuot.interfaces.web.accounts.lines import filter_chips, holder_lines, slips
from thongsuot.interfaces.web.accounts.sentences import accounts_answer
from thongsuot.interfaces.web.accounts.single_sign_on import PROVIDER, is_offered
from thongsuot.interfaces.web.accounts.views.proving import freshly_proved
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
_ACTS = {"dat-lai": reset_second_step, "dong": close_account, "mo": reopen_account}


def unit_accounts(request: Request, public_id: str) -> HttpResponse:
    """Show who of a unit and below has an account, and what became of invitations."""
    unit = _unit_or_404(request, public_id)
    words, which = request.GET.get("q", "").strip()[:100], request.GET.get("loc", "")
    people = people_for_accounts(request.viewer, unit, words=folded(words), which=which, at=request.now)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    shown = {
        "unit": unit,
        "answer": accounts_answer(account_counts(request.viewer, unit)),
        "page": page,
        "rows": holder_lines(holders_of(page, at=request.now)),
        "asked": words,
        "which": which,
        "chips": filter_chips(which),
        "query": query_of(request),
        "may_send": can_send(),
        "most": MOST_AT_ONCE,
    }
    return render(request, "accounts/unit_accounts.html", shown)


@require_POST
def check_invitation(request: Request, public_id: str) -> HttpResponse:
    """Show what inviting those who were ticked will do, before anything leaves."""
    unit = _unit_or_404(request, public_id)
    on_paper = "giay" in request.POST
    people = _chosen(request, unit)
    if not people:
        messages.error(request, _("Chưa chọn ai. Tích ô trước tên, rồi bấm lại."))
        return redirect("accounts:unit_accounts", public_id=public_id)
    plan = plan_of_invitation(request.viewer, people, on_paper=on_paper, at=request.now)
    shown = {"unit": unit, "plan": plan, "is_on_paper": on_paper, "may_send": can_send()}
    return render(request, "accounts/check_invitation.html", shown)


@require_POST
@never_cache
def invite(request: Request, public_id: str) -> HttpResponse:
    """Invite; show the slips, if there are any, this once."""
    unit = _unit_or_404(request, public_id)
    people = _chosen(request, unit)
    on_paper = "giay" in request.POST
    plan = plan_of_invitation(request.viewer, people, on_paper=on_paper, at=request.now)
    invited = invite_people(unit, people=plan.people, on_paper=on_paper, by=request.person, at=request.now)
    written = sum(not one.code_on_paper for one in invited)
    if written:
        messages.success(request, _("Đang gửi %(count)d lời mời. Kết quả hiện ở bảng dưới.") % {"count": written})
    on_slips = [one for one in invited if one.code_on_paper]
    if not on_slips:
        return redirect("accounts:unit_accounts", public_id=public_id)
    shown = {"unit": unit, "slips": slips(on_slips), "address": settings.PUBLIC_ADDRESS, "written": written}
    return render(request, "accounts/slips.html", shown)


def person_account(request: Request, public_id: str) -> HttpResponse:
    """Show one person's account, to whoever may help them in."""
    person = _person_or_404(request, public_id)
    (holder,) = holders_of([person], at=request.now)
    (line,) = holder_lines([holder])
    account = holder.account
    shown = {
        "person": person,
        "line": line,
        "account": account,
        "factors": factors_of(account) if account else None,
        "is_closed": holder.standing == Standing.CLOSED,
        "identity": _identity_form(account) if is_offered() and account else None,
        "may_send": can_send() and holder.has_address,
        "unit": person.home,
    }
    return render(request, "accounts/person_account.html", shown)


@freshly_proved
@require_POST
@never_cache
def new_way_in(request: Request, public_id: str) -> HttpResponse:
    """Give somebody a new first code, also one whose account is in use: by letter, or on a slip shown this once."""
    person = _person_or_404(request, public_id)
    on_paper = "giay" in request.POST
    (one,) = invite_people(person.home, people=[person], on_paper=on_paper, by=request.person, at=request.now)
    if not one.code_on_paper:
        messages.success(request, _("Đang gửi mã vào mới."))
        return redirect("accounts:person_account", public_id=public_id)
    shown = {"unit": person.home, "slips": slips([one]), "address": settings.PUBLIC_ADDRESS}
    return render(request, "accounts/slips.html", shown)


@freshly_proved
@require_POST
def help_person(request: Request, public_id: str, act: str) -> HttpResponse:
    """Take a lost second step away, close an account, or open it again."""
    person = _person_or_404(request, public_id)
    if act not in _ACTS:
        raise Http404
    _with_account_or_404(person, act, request)
    messages.success(request, _("Đã ghi."))
    return redirect("accounts:person_account", public_id=public_id)


@freshly_proved
@require_POST
def identify(request: Request, public_id: str) -> HttpResponse:
    """Say which identity at the sign-on service a person has."""
    person, form = _person_or_404(request, public_id), IdentityForm(request.POST)
    if not is_offered() or not form.is_valid():
        raise Http404
    try:
        link_identity(
            person, provider=PROVIDER, identity=form.cleaned_data["subject"].strip(), by=request.person, at=request.now
        )
    except Account.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("accounts:person_account", public_id=public_id)


def _with_account_or_404(person: Person, act: str, request: Request) -> None:
    try:
        _ACTS[act](person, by=request.person, at=request.now)
    except Account.DoesNotExist:
        raise Http404 from None


def _identity_form(account: Account) -> IdentityForm:
    return IdentityForm(initial={"subject": identity_of(account, PROVIDER)})


def _chosen(request: Request, unit: Unit) -> list[Person]:
    """Return the people who were ticked, of this unit and below; an identifier of anybody else counts for nothing."""
    if "tat-ca" in request.POST:
        words, which = folded(request.POST.get("q", "")[:100]), request.POST.get("loc", "")
        return list(people_for_accounts(request.viewer, unit, words=words, which=which, at=request.now)[:MOST_AT_ONCE])
    ticked = request.POST.getlist("nguoi")[: MOST_AT_ONCE + 1]
    return list(people_for_accounts(request.viewer, unit, at=request.now).filter(public_id__in=ticked))


def _unit_or_404(request: Request, public_id: str) -> Unit:
    try:
        return unit_by_public_id(request.viewer, public_id, Permission.GRANT_ROLES)
    except Unit.DoesNotExist:
        raise Http404 from None


def _person_or_404(request: Request, public_id: str) -> Person:
    try:
        person = person_by_public_id(request.viewer, public_id)
    except Person.DoesNotExist:
        raise Http404 from None
    if not invite_people.allowed(request.viewer, person):
        raise Http404
    return person
