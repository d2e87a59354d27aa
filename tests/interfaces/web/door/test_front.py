"""The function in front of Django: every outcome, without network."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from thongsuot.domain.study.actions.check_ins import Answer, CheckIn, Outcome
from thongsuot.domain.study.codes import make_opening, make_pass, read_telling, wall_code
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.interfaces.web.door.front import TOLD, Front
from thongsuot.interfaces.web.door.writer import DoorUnavailable

CLASS, ENTRY = "k7m2p9q4rs", 7
AT = datetime(2021, 6, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2100, 1, 1, tzinfo=UTC)


class Reply:
    """What a WSGI application answered."""

    def __init__(self, application: Front, environ: WSGIEnvironment) -> None:
        self.status, self.headers = 0, {}
        self.body = b"".join(application(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        self.status, self.headers = int(status.split()[0]), dict(headers)


def _django(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("418 Behind", [])
    return [b""]


def _answering(outcome: Outcome, recorded_at: datetime | None = None) -> Callable[[CheckIn], Answer]:
    return lambda row: Answer(outcome, recorded_at)


def _never(row: CheckIn) -> Answer:
    msg = "nobody may be recorded here"
    raise AssertionError(msg)


def _unavailable(row: CheckIn) -> Answer:
    raise DoorUnavailable


def _post(
    check_in: Callable[[CheckIn], Answer] = _never, *, proof: str = "", carried: str | None = "", **headers: str
) -> Reply:
    """Post to the door of a class, with a good code and a good pass unless told otherwise."""
    code = proof or wall_code(CLASS, ticking_now()).code
    environ: WSGIEnvironment = {"PATH_INFO": f"/v/{CLASS}/{code}/", "REQUEST_METHOD": "POST", "HTTP_HOST": "here"}
    token = carried if carried is None else carried or make_pass(ENTRY, 1, LATER)
    if token is not None:
        environ["HTTP_COOKIE"] = f"other=1; pass={token}"
    environ |= headers
    setup_testing_defaults(environ)
    return Reply(Front(_django, check_in), environ)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_front_when_decided_leads_to_a_page_that_tells_it(outcome: Outcome) -> None:
    recorded_at = AT if outcome in (Outcome.RECORDED, Outcome.ALREADY) else None

    reply = _post(_answering(outcome, recorded_at))

    told = read_telling(CLASS, reply.headers["Location"].split("/")[4])
    assert reply.status == 303
    assert told is not None
    assert (told.entry_id, TOLD[told.outcome], told.recorded_at) == (ENTRY, outcome.value, recorded_at)
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("outcome", "status"), [(o, 200 if o in ("recorded", "already") else 409) for o in Outcome])
def test_front_when_json_is_wanted_says_the_word_and_when(outcome: Outcome, status: int) -> None:
    reply = _post(_answering(outcome, AT), HTTP_ACCEPT="application/json")

    assert reply.status == status
    assert json.loads(reply.body) == {"outcome": outcome.value, "recorded_at": AT.isoformat()}


def test_front_hands_over_the_class_of_the_address_and_the_person_of_the_pass() -> None:
    rows: list[CheckIn] = []

    def remember(row: CheckIn) -> Answer:
        rows.append(row)
        return Answer(Outcome.RECORDED, AT)

    _post(remember)

    assert rows == [CheckIn(CLASS, ENTRY)]


@pytest.mark.parametrize("carried", [None, "forged", make_pass(ENTRY, 1, AT)], ids=["none", "forged", "over"])
def test_front_without_a_good_pass_records_nobody(carried: str | None) -> None:
    page, word = _post(carried=carried), _post(carried=carried, HTTP_ACCEPT="application/json")

    assert (page.status, word.status, json.loads(word.body)["outcome"]) == (303, 401, "no_pass")
    assert page.headers["Location"].startswith(f"/v/{CLASS}/")


@pytest.mark.parametrize("seconds", [-10, 31])
def test_front_when_the_code_is_not_of_now_asks_to_scan_again(seconds: int) -> None:
    code = wall_code(CLASS, ticking_now() - timedelta(seconds=seconds)).code

    page, word = _post(proof=code), _post(proof=code, HTTP_ACCEPT="application/json")

    told = read_telling(CLASS, page.headers["Location"].split("/")[4])
    assert told is not None
    assert TOLD[told.outcome] == "code_changed"
    assert (word.status, json.loads(word.body)["outcome"]) == (409, "code_changed")


def test_front_takes_a_page_opened_in_time_and_only_the_persons_own() -> None:
    check_in, at = _answering(Outcome.RECORDED, AT), ticking_now()

    own = _post(check_in, proof=make_opening(CLASS, ENTRY, at), HTTP_ACCEPT="application/json")
    anothers = _post(proof=make_opening(CLASS, ENTRY + 1, at), HTTP_ACCEPT="application/json")

    assert (own.status, anothers.status) == (200, 409)


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_ORIGIN": "https://elsewhere"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}],
)
def test_front_when_a_page_of_another_site_posts_records_nobody(headers: dict[str, str]) -> None:
    page, word = _post(**headers), _post(**headers, HTTP_ACCEPT="application/json")

    assert (page.status, word.status) == (303, 403)
    assert page.headers["Location"].startswith(f"/v/{CLASS}/")


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_ORIGIN": "http://here"}, {"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_ORIGIN": "https://proxy"}],
)
def test_front_when_a_page_of_ours_posts_records(headers: dict[str, str], settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://proxy"]

    assert _post(_answering(Outcome.RECORDED, AT), **headers, HTTP_ACCEPT="application/json").status == 200


def test_front_when_it_cannot_be_said_never_claims_success() -> None:
    page, word = _post(_unavailable), _post(_unavailable, HTTP_ACCEPT="application/json")

    assert (page.status, word.status) == (503, 503)
    assert page.headers["Retry-After"] == word.headers["Retry-After"] == "2"
    assert "Chưa ghi được" in page.body.decode()
    assert json.loads(word.body)["recorded_at"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/v/{CLASS}/aaaaaaaaaaaaaaaa/"),
        ("POST", "/v/"),
        ("POST", f"/v/{CLASS}/aaaaaaaaaaaaaaaa/khai-ten/"),
        ("POST", "/v/K7M2P9Q4RS/aaaaaaaaaaaaaaaa/"),
        ("POST", "/dot/nq13/"),
    ],
)
def test_front_leaves_all_else_to_django(method: str, path: str) -> None:
    environ: WSGIEnvironment = {"PATH_INFO": path, "REQUEST_METHOD": method, "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)

    assert Reply(Front(_django, _never), environ).status == 418
