"""The one way in for every means: a first proof, then the second step where the account has one, then the session."""

from dataclasses import dataclass
from typing import cast

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from thongsuot.foundation.accounts.entering import forget_expired_sessions, record_sign_in
from thongsuot.foundation.accounts.factors import has_second_factor
from thongsuot.foundation.accounts.models import Account, Means
from thongsuot.foundation.accounts.queries import account_by_key
from thongsuot.foundation.accounts.sessions import ADDRESS, DEVICE, FACTOR, MEANS, PROVED
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.interfaces.web.accounts.caller import remember_device, visit_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
_PENDING = "second_step"
_PENDING_SECONDS = 15 * 60
_FRESH_SECONDS = 10 * 60


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who has shown the first proof and owes the second."""

    account: Account
    means: Means
    back: str


def come_in(request: HttpRequest, account: Account, means: Means, *, factor: str = "", back: str = "") -> HttpResponse:
    """Let somebody in who has shown who they are; ask for the second step first where the account has one."""
    if factor or not has_second_factor(account):
        return let_in(request, account, means, factor=factor, back=back)
    request.session.cycle_key()
    request.session[_PENDING] = {
        "account": account.pk,
        "means": means.value,
        "back": back,
        "at": ticking_now().timestamp(),
    }
    return redirect("accounts:second_step")


def let_in(request: HttpRequest, account: Account, means: Means, *, factor: str = "", back: str = "") -> HttpResponse:
    """Open the session, under a new key, and go to where somebody wanted to be."""
    visit = visit_of(request, account)
    login(request, account, backend=BACKEND)
    request.session.pop(_PENDING, None)
    request.session.update({MEANS: means.value, DEVICE: visit.device, ADDRESS: visit.address})
    request.session[PROVED] = ticking_now().timestamp()
    if factor:
        request.session[FACTOR] = factor
    record_sign_in(account, means, factor, visit, at=now())
    forget_expired_sessions(ticking_now())
    return remember_device(request, redirect(safe_way_back(request, back)), account)


def pending_of(request: HttpRequest) -> Pending | None:
    """Return who is on the way in through this browser; nobody after a quarter of an hour."""
    kept = request.session.get(_PENDING)
    if kept is None or ticking_now().timestamp() - kept["at"] > _PENDING_SECONDS:
        return None
    account = account_by_key(kept["account"])
    return Pending(account, Means(kept["means"]), kept["back"]) if account else None


def safe_way_back(request: HttpRequest, back: str) -> str:
    """Return an address of this site, whatever was asked for."""
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if back and is_ours else "/"


def has_fresh_proof(request: HttpRequest) -> bool:
    """Tell whether somebody proved within the last ten minutes who they are."""
    return bool(ticking_now().timestamp() - request.session.get(PROVED, 0) <= _FRESH_SECONDS)


def note_proof(request: HttpRequest) -> None:
    """Note that somebody has just proved again who they are; the session goes on under a new key."""
    request.session.cycle_key()
    request.session[PROVED] = ticking_now().timestamp()


def holder(request: HttpRequest) -> Account:
    """Return whose account a request comes with; pages of one's own account are open to nobody else."""
    return cast("Account", request.user)
