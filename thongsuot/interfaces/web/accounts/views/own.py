"""One's own account: who one is here, how one comes in, where one is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thongsuot.foundation.accounts.actions import change_password, invite_people
from thongsuot.foundation.accounts.entering import end_other_sessions, end_session, sessions_of
from thongsuot.foundation.accounts.factors import (
    add_app,
    add_passkey,
    app_address,
    factors_of,
    new_app_secret,
    passkey_creation,
    remove_app,
    remove_passkey,
    renew_recovery_codes,
)
from thongsuot.foundation.accounts.sessions import FACTOR
from thongsuot.foundation.accounts.wide import needs_second_step, second_step_due
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.queries import role_words, top_units
from thongsuot.interfaces.web.accounts.forms import CodeForm, PasskeyForm, PasswordForm
from thongsuot.interfaces.web.accounts.lines import grant_lines
from thongsuot.interfaces.web.accounts.views.proving import freshly_proved
from thongsuot.interfaces.web.accounts.way_in import holder
from thongsuot.interfaces.web.site.pictures.qr import qr_picture
from thongsuot.interfaces.web.site.request import Request

_SECRET = "new_app_secret"  # noqa: S105 - the name of a place in the session, not a secret


def profile(request: Request) -> HttpResponse:
    """Show who one is here: as the list says, and which work one holds where."""
    tops = top_units(request.viewer)
    shown = {
        "person": request.person,
        "role": role_words(request.person, request.viewer),
        "grants": grant_lines(request.viewer),
        "unit_of_accounts": next((unit for unit in tops if invite_people.allowed(request.viewer, unit)), None),
    }
    return render(request, "accounts/profile.html", shown)


@never_cache
def security(request: Request) -> HttpResponse:
    """Show how one comes in, and where one is signed in."""
    factors = factors_of(holder(request))
    is_wide, due = needs_second_step(request.viewer), second_step_due(holder(request))
    shown = {
        "factors": factors,
        "is_wide": is_wide,
        "due": due if is_wide and not factors.has_any and due > request.now else None,
        "sessions": sessions_of(holder(request), request.session.session_key, now=ticking_now()),
    }
    return render(request, "accounts/security.html", shown)


def second_step_setup(request: Request) -> HttpResponse:
    """Let whoever owes a second step choose one."""
    if factors_of(holder(request)).has_any:
        return redirect("accounts:security")
    may_wait = request.now < second_step_due(holder(request)) or not needs_second_step(request.viewer)
    return render(request, "accounts/second_step_setup.html", {"may_wait": may_wait})


@freshly_proved
def new_password(request: Request) -> HttpResponse:
    """Change one's own password; other sessions end."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        key = request.session.session_key
        try:
            account = change_password(holder(request), form.cleaned_data["password"], key, at=request.now)
        except Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Đã đổi mật khẩu. Các phiên khác đã kết thúc."))
            return redirect("accounts:security")
    return render(request, "accounts/new_password.html", {"form": form}, status=422 if form.errors else 200)


@freshly_proved
def new_app(request: Request) -> HttpResponse:
    """Show the picture an authenticator app reads, and take its first code as proof that it did."""
    form = CodeForm(request.POST or None)
    secret = request.session.get(_SECRET)
    if secret is None or request.method == "GET":
        secret = request.session[_SECRET] = new_app_secret()
    if form.is_valid():
        try:
            codes = add_app(holder(request), secret, form.cleaned_data["code"], at=ticking_now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[_SECRET]
            return _added(request, "totp", codes)
    shown = {"form": form, "secret": secret, "qr": qr_picture(app_address(holder(request), secret))}
    return render(request, "accounts/new_app.html", shown, status=422 if form.errors else 200)


@freshly_proved
def new_passkey(request: Request) -> HttpResponse:
    """Let the browser make a passkey and keep it under a name."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            codes = add_passkey(holder(request), told["name"], told["credential"], at=ticking_now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, "passkey", codes)
    shown = {"form": form, "question": passkey_creation(holder(request))}
    return render(request, "accounts/new_passkey.html", shown, status=422 if form.errors else 200)


@freshly_proved
@require_POST
def new_codes(request: Request) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    codes = renew_recovery_codes(holder(request), at=ticking_now())
    return render(request, "accounts/codes.html", {"codes": _in_halves(codes)})


@freshly_proved
@require_POST
def drop_app(request: Request) -> HttpResponse:
    """Take the authenticator app away."""
    remove_app(holder(request), at=ticking_now())
    return _dropped(request)


@freshly_proved
@require_POST
def drop_passkey(request: Request, key: int) -> HttpResponse:
    """Take a passkey away."""
    remove_passkey(holder(request), key, at=ticking_now())
    return _dropped(request)


@require_POST
def leave_session(request: Request, token: str) -> HttpResponse:
    """End one session of one's own."""
    end_session(holder(request), token, at=request.now)
    messages.success(request, _("Đã kết thúc phiên."))
    return redirect("accounts:security")


@require_POST
def leave_others(request: Request) -> HttpResponse:
    """End all sessions of one's own but this one."""
    end_other_sessions(holder(request), request.session.session_key, at=request.now)
    messages.success(request, _("Đã kết thúc các phiên khác."))
    return redirect("accounts:security")


def _added(request: Request, factor: str, codes: list[str]) -> HttpResponse:
    request.session[FACTOR] = factor
    if codes:
        return render(request, "accounts/codes.html", {"codes": _in_halves(codes), "is_first": True})
    messages.success(request, _("Đã thêm vào bước xác minh thứ hai."))
    return redirect("accounts:security")


def _dropped(request: Request) -> HttpResponse:
    if not factors_of(holder(request)).has_any:
        request.session.pop(FACTOR, None)
    messages.success(request, _("Đã gỡ."))
    return redirect("accounts:security")


def _in_halves(codes: list[str]) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in codes]
