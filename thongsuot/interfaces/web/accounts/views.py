"""Signing in, the first password, signing out; and, in the demonstration only, one click for each role."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thongsuot.foundation.accounts.actions import account_of_token, choose_password
from thongsuot.foundation.accounts.queries import account_of_demonstration_role, demonstration_roles
from thongsuot.foundation.core.clock import now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.accounts.forms import PasswordForm, SignInForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_THIS_MACHINE = {"127.0.0.1", "::1"}


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignIn(LoginView):
    """Ask for address and password. Wrong ones are throttled by account and address."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **options: object) -> dict[str, object]:
        """Add the demonstration's roles, where there is one."""
        roles = demonstration_roles() if is_demonstration_here(self.request) else []
        return super().get_context_data(**options) | {"roles": roles}


@login_not_required
@never_cache
def first_password(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a one-time address choose a password and come in."""
    account_of_token(token)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            account = choose_password(token, form.cleaned_data["password"], at=now())
        except Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            login(request, account, backend=_BACKEND)
            return redirect("/")
    return render(request, "accounts/first_password.html", {"form": form})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """Come in as a role of the demonstration, from this very machine only."""
    account = account_of_demonstration_role(role) if is_demonstration_here(request) else None
    if account is None:
        raise Http404
    login(request, account, backend=_BACKEND)
    return redirect("/")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("accounts:sign_in")


def is_demonstration_here(request: HttpRequest) -> bool:
    """Tell whether this is the demonstration, looked at from its own machine and not through a proxy."""
    direct = request.META.get("REMOTE_ADDR") in _THIS_MACHINE and "HTTP_X_FORWARDED_FOR" not in request.META
    return bool(settings.DEMONSTRATION) and direct
