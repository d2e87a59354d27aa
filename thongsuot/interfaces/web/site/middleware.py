"""The viewer of a request, and refusals as sentences."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh

from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.site.request import Request


class ViewerMiddleware:
    """Put the instant, the person and the viewer on every request; the viewer's grants are read once, when asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("Request", request)
        asked.now = now()
        asked.person = SimpleLazyObject(lambda: request.user.person)  # type: ignore[assignment, union-attr]
        asked.viewer = SimpleLazyObject(lambda: viewer_for(request.user.person, local_day(asked.now)))  # type: ignore[assignment, union-attr, arg-type]
        return self.get_response(request)


class RefusalMiddleware:
    """Show a refusal that a view did not place in its own form: as a message on the page it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a sentence; anything else is a defect and rises."""
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotAllowed):
            return render(request, "site/refused.html", {"sentence": str(exception)}, status=403)
        if getattr(request, "htmx", None) and request.method == "POST":
            messages.error(request, str(exception))
            return HttpResponseClientRefresh()
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            messages.error(request, str(exception))
            return HttpResponseRedirect(back)
        return render(request, "site/refused.html", {"sentence": str(exception)}, status=409)
