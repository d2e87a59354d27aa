"""The function in front of Django that takes check-ins, and lets everything else pass.

It asks the database nothing itself: the pass and the code are proved by the installation's key, and what becomes of the
check-in is decided in the writer's transaction. Whoever answers here has been committed: the answer of a success leaves
only after the writer has said so (docs/decisions/0007-the-door.md).
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from thongsuot.domain.study.actions.check_ins import Answer, CheckIn, Outcome
from thongsuot.domain.study.codes import Pass, Telling, is_good_code, is_open_still, make_telling, read_pass
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.interfaces.web.door.writer import DoorUnavailable
from thongsuot.interfaces.web.site.pass_cookie import COOKIE

# The door's list: a telling keeps the place of its outcome here, so the order stands for ever.
TOLD = (*(outcome.value for outcome in Outcome), "code_changed")
CODE_CHANGED = TOLD.index("code_changed")
_PLACE = re.compile(r"/v/([0-9a-z]{10})/([0-9A-Za-z_-]{16,64})/")
_GOOD = {Outcome.RECORDED, Outcome.ALREADY}
_RETRY_AFTER_SECONDS = "2"
_ALWAYS = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")]
_POLICY = ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'")

CheckInNow = Callable[[CheckIn], Answer]


class _Reply(NamedTuple):
    """An answer of HTTP, whole."""

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes = b""


class Front:
    """A WSGI application: check-ins here, all else behind."""

    def __init__(self, behind: WSGIApplication, check_in: CheckInNow) -> None:
        self._behind = behind
        self._check_in = check_in

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a POST to the door; hand anything else to Django."""
        place = _PLACE.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "POST" else None
        if place is None:
            return self._behind(environ, start_response)
        reply = self._reply(environ, *place.groups())
        headers = [*_ALWAYS, *reply.headers, ("Content-Length", str(len(reply.body)))]
        start_response(f"{reply.status.value} {reply.status.phrase}", headers)
        return [reply.body]

    def _reply(self, environ: WSGIEnvironment, class_id: str, proof: str) -> _Reply:
        wants_json = "application/json" in environ.get("HTTP_ACCEPT", "")
        if not is_from_here(environ):
            return _said(HTTPStatus.FORBIDDEN, "foreign_page") if wants_json else _to(f"/v/{class_id}/{proof}/")
        carried = _carried(environ, now())
        if carried is None:
            return _said(HTTPStatus.UNAUTHORIZED, "no_pass") if wants_json else _to(f"/v/{class_id}/{proof}/")
        if not is_proved(class_id, proof, carried.entry_id, ticking_now()):
            return _told(class_id, Telling(carried.entry_id, CODE_CHANGED, None), wants_json=wants_json)
        try:
            answer = self._check_in(CheckIn(class_id, carried.entry_id))
        except DoorUnavailable:
            return _unavailable(environ, wants_json=wants_json)
        telling = Telling(carried.entry_id, TOLD.index(answer.outcome.value), answer.recorded_at)
        return _told(class_id, telling, wants_json=wants_json)


def is_proved(class_id: str, proof: str, entry_id: int, at: datetime) -> bool:
    """Tell whether somebody is at the class: a good code of its wall, or a page opened with one in time."""
    return is_open_still(class_id, entry_id, proof, at) or is_good_code(class_id, proof, at)


def is_from_here(environ: WSGIEnvironment) -> bool:
    """Tell whether a POST comes from a page of ours, or from no page at all. Browsers always say; scripts of other sites cannot lie."""
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return environ.get("HTTP_SEC_FETCH_SITE", "none") in ("none", "same-origin")
    return urlsplit(origin).netloc == environ.get("HTTP_HOST") or origin in settings.CSRF_TRUSTED_ORIGINS


def _carried(environ: WSGIEnvironment, at: datetime) -> Pass | None:
    token = _cookie(environ, COOKIE)
    return read_pass(token, at) if token else None


def _cookie(environ: WSGIEnvironment, name: str) -> str:
    for part in environ.get("HTTP_COOKIE", "").split(";"):
        key, _, value = part.partition("=")
        if key.strip() == name:
            return str(value.strip())
    return ""


def _told(class_id: str, told: Telling, *, wants_json: bool) -> _Reply:
    """Answer with what became of it: for people an address of our pages that shows it, for programs the word itself."""
    outcome = TOLD[told.outcome]
    if wants_json:
        return _said(HTTPStatus.OK if outcome in _GOOD else HTTPStatus.CONFLICT, outcome, told.recorded_at)
    return _to(f"/v/{class_id}/ket-qua/{make_telling(class_id, told)}/")


def _to(address: str) -> _Reply:
    return _Reply(HTTPStatus.SEE_OTHER, [("Location", address)])


def _said(status: HTTPStatus, outcome: str, recorded_at: datetime | None = None, *more: tuple[str, str]) -> _Reply:
    body = {"outcome": outcome, "recorded_at": recorded_at.isoformat() if recorded_at else None}
    return _Reply(status, [("Content-Type", "application/json"), *more], json.dumps(body).encode())


def _unavailable(environ: WSGIEnvironment, *, wants_json: bool) -> _Reply:
    """Say that it is not known to be recorded, and to come again: the button of that page repeats the same check-in."""
    later = ("Retry-After", _RETRY_AFTER_SECONDS)
    if wants_json:
        return _said(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", None, later)
    language = _cookie(environ, settings.LANGUAGE_COOKIE_NAME)
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        page = render_to_string("door/unavailable.html", {"here": environ["PATH_INFO"]}).encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), _POLICY, later]
    return _Reply(HTTPStatus.SERVICE_UNAVAILABLE, headers, page)
