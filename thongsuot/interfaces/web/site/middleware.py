"""The viewer of a request, and refusals as sentences."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh

from thongsuot.domain.plans.queries.bounds import bounds_of
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.bounds import EVERYTHING, NOBODY, within_bounds
from thongsuot.foundation.organisations.models import Person
from thongsuot.interfaces.web.site.request import Request


class ViewerMiddleware:
    """Put the instant, the person and the viewer on every request, and bound what its transactions may touch.

    A page that only shows sees one snapshot: its figures are all of the same instant.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("Request", request)
        asked.now = now()
        asked.person = None  # type: ignore[assignment]
        view, slug = _asked_for(request)
        bounds = NOBODY
        if request.user.is_authenticated and request.user.person_id is not None:
            with within_bounds(EVERYTHING), transaction.atomic():
                asked.person = _person_of(request.user.person_id)
                asked.viewer = viewer_for(asked.person, local_day(asked.now))
            bounds = bounds_of(asked.viewer, asked.person, slug)
        if not getattr(view, "login_required", True):
            bounds = EVERYTHING  # few pages are open to strangers: each proves a pass, digits or a one-time address, and asks by that
        only_shows = request.method in ("GET", "HEAD") or getattr(view, "sees_one_snapshot", False)
        with within_bounds(replace(bounds, sees_one_snapshot=only_shows)):
            return self.get_response(request)


def _person_of(key: int) -> Person:
    """Return the person of an account; who was merged into another is that other."""
    person = Person.objects.select_related("home", "merged_into__home").get(pk=key)
    return person.merged_into or person


def sees_one_snapshot(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view that writes see one snapshot from its first statement, as one that only shows does."""
    view.sees_one_snapshot = True  # type: ignore[attr-defined]
    return view


def _asked_for(request: HttpRequest) -> tuple[object, str | None]:
    """Return the view of an address and the campaign it names."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None, None
    return match.func, match.kwargs.get("slug")


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
            return _refused(request, exception, 403)
        if getattr(request, "htmx", None) and request.method == "POST":
            messages.error(request, str(exception))
            return HttpResponseClientRefresh()
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            messages.error(request, str(exception))
            return HttpResponseRedirect(back)
        return _refused(request, exception, 409)


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    with transaction.atomic():  # the view's own transaction is over, and outside any the frame of the page sees nothing
        return render(request, "site/refused.html", {"sentence": str(refusal)}, status=status)
