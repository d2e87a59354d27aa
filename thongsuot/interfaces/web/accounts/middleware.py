"""What every request of a signed-in person passes: the limits of its session, and the second step that wide roles owe."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.sessions import FACTOR, OPENED, SEEN
from thongsuot.foundation.accounts.wide import needs_second_step, second_step_due
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.interfaces.web.site.request import Request

_NOTED_EVERY_SECONDS = 60
# What somebody needs who has yet to set up a second step, or would rather leave.
_WITHOUT_SECOND_STEP = {
    "site:set_language",
    "site:help",
    "accounts:sign_out",
    "accounts:prove",
    "accounts:second_step_setup",
    "accounts:security",
    "accounts:new_app",
    "accounts:new_passkey",
    "accounts:new_password",
    "accounts:leave_session",
    "accounts:leave_others",
}


class SessionLimitsMiddleware:
    """End a session that is too old or was left alone too long; note, once a minute, that its holder was here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            at = ticking_now().timestamp()
            opened, seen = request.session.get(OPENED, at), request.session.get(SEEN, at)
            if at - opened > settings.SESSION_COOKIE_AGE or at - seen > settings.SESSION_IDLE_SECONDS:
                return self._over(request)
            if at - seen > _NOTED_EVERY_SECONDS:
                request.session[SEEN] = at
        return self.get_response(request)

    def _over(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        request.session["is_over"] = True
        back = {"next": request.get_full_path()} if request.method == "GET" else {}
        address = redirect("accounts:sign_in")
        address["Location"] += f"?{urlencode(back)}" if back else ""
        return address


class SecondStepMiddleware:
    """Lead whoever has a wide role and no second step to where they set one up, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Redirect, unless the session has seen a second step or the role is not wide."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated or FACTOR in request.session:
            return None
        match = request.resolver_match
        if match is None or match.view_name in _WITHOUT_SECOND_STEP:
            return None
        asked = cast("Request", request)
        if not needs_second_step(asked.viewer) or asked.now < second_step_due(request.user):
            return None
        messages.warning(
            request, _("Việc đồng chí được giao cần bước xác minh thứ hai. Đặt một lần, mất chừng hai phút.")
        )
        return redirect("accounts:second_step_setup")
