"""In which language a page speaks: the account's choice, then the cookie, then Vietnamese. What a browser asks for does not count.

A language of the browser is a property of the machine: on a shared computer in an office it says nothing about who reads.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

_KEPT_FOR = timedelta(days=365)


class LanguageMiddleware:
    """Speak the reader's language while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def is_language(code: str) -> bool:
    """Tell whether pages can be shown in this language."""
    return code in dict(settings.LANGUAGES)


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """Keep the choice on this machine, for pages that need no sign-in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=int(_KEPT_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _language_of(request: HttpRequest) -> str:
    account = getattr(request.user, "language", "")  # nobody has none
    wanted = (account, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    return next((code for code in wanted if is_language(code)), settings.LANGUAGE_CODE)
