"""Single sign-on by OpenID Connect: allauth speaks the protocol, the house decides who comes in.

Only whom an officer has linked, or, where the setting allows, whose verified e-mail is a login here. Nobody is signed up.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.models import Account, Means
from thongsuot.foundation.accounts.queries import account_of_login
from thongsuot.interfaces.web.accounts.way_in import come_in

PROVIDER = "oidc"


def is_offered() -> bool:
    """Tell whether this installation has a sign-on service."""
    return bool(settings.OIDC_SERVER)


class SignOnAdapter(DefaultSocialAccountAdapter):
    """What allauth asks of the house."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the service of the settings; tables hold none."""
        if not is_offered() or provider not in (None, PROVIDER, "openid_connect"):
            return []
        providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
        told: dict[str, Any] = providers["openid_connect"]["APPS"][0]
        return [SocialApp(provider="openid_connect", **told | {"settings": {"server_url": settings.OIDC_SERVER}})]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up: accounts are opened by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Take over as soon as the service has said who it is: let in by the house's own way, or say why not."""
        account = _account_for(sociallogin)
        if account is None or not account.is_active:
            messages.error(
                request,
                _("Danh tính này chưa được nối với tài khoản nào ở đây. Đề nghị cán bộ theo dõi của đơn vị nối giúp."),
            )
            raise ImmediateHttpResponse(redirect("accounts:sign_in"))
        factor = "sign_on_service" if settings.OIDC_HAS_SECOND_STEP else ""
        back = str(sociallogin.state.get("next") or "")
        raise ImmediateHttpResponse(come_in(request, account, Means.SINGLE_SIGN_ON, factor=factor, back=back))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_trouble: Any) -> NoReturn:
        """Say that the service did not let in, and offer the other ways."""
        messages.error(request, _("Dịch vụ đăng nhập một lần chưa xác nhận được. Thử lại, hoặc vào bằng cách khác."))
        raise ImmediateHttpResponse(redirect("accounts:sign_in"))


def _account_for(sociallogin: SocialLogin) -> Account | None:
    if sociallogin.is_existing:
        return sociallogin.user
    if not settings.OIDC_MATCHES_EMAIL:
        return None
    verified = [address.email for address in sociallogin.email_addresses if address.verified]
    return account_of_login(verified[0]) if verified else None
