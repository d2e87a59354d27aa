"""Coming in: password, passkey, link by e-mail, first code; the second step; and, in the demonstration only, one click."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thongsuot.foundation.accounts.actions import choose_password, enter_without_password
from thongsuot.foundation.accounts.codes import account_of_code
from thongsuot.foundation.accounts.entering import ask_for_link, enter_by_link
from thongsuot.foundation.accounts.factors import account_of_passkey, factors_of, passkey_question
from thongsuot.foundation.accounts.models import CodePurpose, Means
from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.accounts.queries import account_of_demonstration_role, demonstration_roles
from thongsuot.foundation.accounts.throttling import LINKS, count_attempt, refuse_too_many_attempts
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.messaging.outbox import can_send
from thongsuot.interfaces.web.accounts.caller import counted_address
from thongsuot.interfaces.web.accounts.forms import CodeForm, LinkForm, PasskeyForm, PasswordForm, SignInForm, SlipForm
from thongsuot.interfaces.web.accounts.single_sign_on import is_offered
from thongsuot.interfaces.web.accounts.throttled import account_by_password, holder_of_code, prove_second_step
from thongsuot.interfaces.web.accounts.way_in import come_in, let_in, pending_of, safe_way_back
from thongsuot.interfaces.web.accounts.words import WRONG_SIGN_IN

_THIS_MACHINE = {"127.0.0.1", "::1"}
_PASSKEY = "passkey"


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who comes: password, passkey, link, or whatever else this installation has."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(safe_way_back(request, back))
    form, status = SignInForm(request.POST or None), 200
    if form.is_valid():
        try:
            told = form.cleaned_data
            account = account_by_password(request, told["username"], told["password"], at=ticking_now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            if account is not None:
                return come_in(request, account, Means.PASSWORD, back=back)
            form.add_error(None, WRONG_SIGN_IN)
    return _sign_in_page(request, form, back, status)


@login_not_required
@require_POST
@never_cache
def send_link(request: HttpRequest) -> HttpResponse:
    """Take an address to which a link shall go. The answer is the same whether it is known or not."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, SignInForm(), request.POST.get("next", ""), 422, form)
    at, login = ticking_now(), plain_login(form.cleaned_data["address"])
    tried = {"login": login, "address": counted_address(request)}
    try:
        refuse_too_many_attempts("link", LINKS, tried, at=at)
    except Refusal as refusal:
        form.add_error("address", str(refusal))
        return _sign_in_page(request, SignInForm(), "", 429, form)
    count_attempt("link", tried, at=at)
    if can_send():
        ask_for_link(login, at=now())
    return redirect("accounts:link_asked")


@login_not_required
@require_GET
def link_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens next, in the same words for every address."""
    return render(request, "accounts/link_asked.html")


@login_not_required
@never_cache
def enter_link(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for one press and let in whoever holds a good link: programs that read mail open links, but press nothing."""
    if request.method == "POST":
        holder_of_code(request, code, CodePurpose.SIGN_IN, at=now())
        return come_in(request, enter_by_link(code, at=now()), Means.LINK)
    account_of_code(code, CodePurpose.SIGN_IN, at=now())
    return render(request, "accounts/enter_link.html")


@login_not_required
@never_cache
def slip_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a slip."""
    form = SlipForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            holder_of_code(request, code, CodePurpose.FIRST_SIGN_IN, at=now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("accounts:first_password", token=code.replace(" ", "").replace("/", ""))
    return render(request, "accounts/slip_code.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@never_cache
def first_password(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a one-time address in, with a password of their own choice, or without where letters reach them."""
    account = holder_of_code(request, token, CodePurpose.FIRST_SIGN_IN, at=now())
    if request.method == "POST" and "without" in request.POST:
        return come_in(request, enter_without_password(token, at=now()), Means.FIRST_CODE)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            account = choose_password(token, form.cleaned_data["password"], at=now())
        except Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            return come_in(request, account, Means.FIRST_CODE)
    shown = {"form": form, "login": account.login, "may_skip": bool(account.address) and can_send()}
    return render(request, "accounts/first_password.html", shown)


@login_not_required
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever has shown the first proof for the second: a code of the app, a recovery code, or a passkey."""
    pending = pending_of(request)
    if pending is None:
        return redirect("accounts:sign_in")
    form, passkey = CodeForm(), PasskeyForm(request.POST if "credential" in request.POST else None)
    account, at = pending.account, ticking_now()
    try:
        if passkey.is_valid():
            account_of_passkey(passkey.cleaned_data["credential"], account, at=at)
            return let_in(request, account, pending.means, factor=_PASSKEY, back=pending.back)
        if "code" in request.POST:
            form = CodeForm(request.POST)
            if form.is_valid():
                proved = prove_second_step(account, form.cleaned_data["code"], at=at)
                return let_in(request, account, pending.means, factor=proved, back=pending.back)
    except Refusal as refusal:
        form = CodeForm(request.POST or None)
        form.is_valid()
        form.add_error(None, str(refusal))
    factors = factors_of(account)
    question = passkey_question(account) if factors.passkeys else None
    shown = {"form": form, "factors": factors, "question": question, "passkey": PasskeyForm()}
    return render(request, "accounts/second_step.html", shown, status=422 if form.errors else 200)


@login_not_required
@never_cache
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask any passkey that knows its own account (GET, by script), and let in whoever it answers for (POST)."""
    if request.method == "GET":
        return JsonResponse({"request_options": passkey_question()})
    form = PasskeyForm(request.POST)
    if form.is_valid():
        try:
            account = account_of_passkey(form.cleaned_data["credential"], at=ticking_now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return come_in(request, account, Means.PASSKEY, factor=_PASSKEY, back=request.POST.get("next", ""))
    return _sign_in_page(request, SignInForm(), request.POST.get("next", ""), 422, passkey=form)


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """Come in as a role of the demonstration, from this very machine only."""
    account = account_of_demonstration_role(role) if is_demonstration_here(request) else None
    if account is None:
        raise Http404
    return let_in(request, account, Means.DEMONSTRATION, factor="demonstration")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("accounts:sign_in")


def is_demonstration_here(request: HttpRequest) -> bool:
    """Tell whether this is the demonstration, looked at from its own machine and not through a proxy."""
    direct = request.META.get("REMOTE_ADDR") in _THIS_MACHINE and "HTTP_X_FORWARDED_FOR" not in request.META
    return bool(settings.DEMONSTRATION) and direct


def _sign_in_page(
    request: HttpRequest,
    form: SignInForm,
    back: str,
    status: int,
    link: LinkForm | None = None,
    passkey: PasskeyForm | None = None,
) -> HttpResponse:
    shown = {
        "form": form,
        "link": link or LinkForm(auto_id="link_%s"),
        "passkey": passkey or PasskeyForm(),
        "next": back,
        "roles": demonstration_roles() if is_demonstration_here(request) else [],
        "may_send": can_send(),
        "sign_on": settings.OIDC_NAME or settings.OIDC_SERVER if is_offered() else "",
        "is_over": request.session.pop("is_over", False),
    }
    return render(request, "accounts/sign_in.html", shown, status=status)
