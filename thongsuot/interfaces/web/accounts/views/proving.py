"""Proving again who one is, before the way into an account is changed."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from thongsuot.foundation.accounts.factors import account_of_passkey, factors_of, passkey_question
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.accounts.forms import CodeForm, PasskeyForm, ProofForm
from thongsuot.interfaces.web.accounts.throttled import account_by_password, prove_second_step
from thongsuot.interfaces.web.accounts.way_in import has_fresh_proof, holder, note_proof, safe_way_back
from thongsuot.interfaces.web.accounts.words import WRONG_SIGN_IN
from thongsuot.interfaces.web.site.request import Request

View = Callable[..., HttpResponse]
_Form = TypeVar("_Form", bound=Form)


def freshly_proved(view: View) -> View:
    """Let a view be reached only within ten minutes of a proof; whoever comes later proves again and is brought back."""

    @wraps(view)
    def asked(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if has_fresh_proof(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else "/tai-khoan/bao-mat/"
        answer = redirect("accounts:prove")
        answer["Location"] += "?" + urlencode({"next": back})
        return answer

    return never_cache(asked)


@never_cache
def prove(request: Request) -> HttpResponse:
    """Ask for the password, a code or a passkey again, and go back to what was wanted."""
    back = safe_way_back(request, request.POST.get("next", request.GET.get("next", "")))
    password, code = _form(request, ProofForm, "password"), _form(request, CodeForm, "code")
    passkey = _form(request, PasskeyForm, "credential")
    wrong = ""
    try:
        if _is_proved(request, password, code, passkey):
            note_proof(request)
            return redirect(back)
        if request.method == "POST" and password.is_bound and password.is_valid():
            wrong = str(WRONG_SIGN_IN)
    except Refusal as refusal:
        wrong = str(refusal)
    answered = next((form for form in (password, code, passkey) if form.is_bound), password)
    if wrong:
        answered.add_error(None, wrong)
    factors = factors_of(holder(request))
    shown = {
        "password": password if holder(request).has_usable_password() else None,
        "code": code if factors.app_added_at or factors.codes_left else None,
        "question": passkey_question(holder(request)) if factors.passkeys else None,
        "passkey": PasskeyForm(),
        "answered": answered,
        "next": back,
    }
    return render(request, "accounts/prove.html", shown, status=422 if answered.errors else 200)


def _form(request: Request, kind: type[_Form], field: str) -> _Form:
    return kind(request.POST if field in request.POST else None)


def _is_proved(request: Request, password: ProofForm, code: CodeForm, passkey: PasskeyForm) -> bool:
    at, account = ticking_now(), holder(request)
    if passkey.is_valid():
        account_of_passkey(passkey.cleaned_data["credential"], account, at=at)
        return True
    if code.is_valid():
        return bool(prove_second_step(account, code.cleaned_data["code"], at=at))
    if password.is_valid():
        return account_by_password(request, account.login, password.cleaned_data["password"], at=at) == account
    return False
