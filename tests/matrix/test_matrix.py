"""Every address for everybody, at their own unit, below it, above, beside, and in a foreign tree: who gets in, and what they see.

What is expected is the table of `policies.py`, never the code. A cell is one request; what it wrote is rolled back.
"""

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.matrix.policies import NAMES, POLICIES, SIGNED_IN, WORKERS, Of, Policy
from tests.matrix.world import ABOVE, AT, BELOW, BESIDE, FOREIGN, OWN, PLACES, World, make_world
from thongsuot import urls
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.interfaces.web.site import chrome

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"Q[nutd](?:own|below|above|beside|foreign)")
# Who is tried where: each role at its own unit, and from there those who come nearest to getting in.
LOOKING = {
    OWN: ("officer", "secretary", "rapporteur", "inspector", "delegate", "steward", "former", "nobody"),
    BELOW: ("officer", "secretary", "steward"),
    ABOVE: ("officer", "inspector"),
    BESIDE: ("officer", "secretary", "rapporteur", "steward"),
    FOREIGN: ("officer",),
}
# The frame around a page asks much and is the same on every page: it is drawn on these.
FRAMED = {"site:help", "site:search", "figures:dashboard", "organisations:organisation", "accounts:profile"}
_NO_SUCH_KEY = 999_999_999
WAY_IN = re.compile(r"^/dang-nhap/")


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Make the world once for all cells, and throw it away."""
    from django.conf import settings

    patch = pytest.MonkeyPatch()
    with patch.context(), django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "PINNED_NOW", AT)
        patch.setattr(settings, "FILES_ROOT", tmp_path_factory.mktemp("files"))
        world = make_world()
        patch.setattr(urls, "handler404", _not_found)  # its page, with all that stands around it, is tried once, below
        patch.setattr(NotAllowed, "__init__", _noting(world))
        framed = chrome._chrome
        patch.setattr(chrome, "_chrome", lambda request: framed(request) if world.has_frame else chrome.Chrome())
        yield world
        transaction.set_rollback(True)
    patch.undo()


def _noting(world: World) -> Callable[..., None]:
    """Return a way to make a refusal that notes it: a page may say it in its own words, with any status."""
    said = NotAllowed.__init__

    def note(refusal: NotAllowed, *told: Any) -> None:
        world.refused.append(told)
        said(refusal, *told)

    return note


def _not_found(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


def _routes(patterns: list[Any], room: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, pattern.namespace or room)
        elif isinstance(pattern, URLPattern):
            yield f"{room}:{pattern.name}"


def test_every_route_has_its_policy_and_every_policy_a_route() -> None:
    assert set(_routes(get_resolver().url_patterns)) == set(POLICIES)


@pytest.mark.parametrize("route", sorted(POLICIES))
def test_route_lets_in_whom_its_policy_names_and_shows_nothing_from_outside(route: str, world: World) -> None:
    policy = POLICIES[route]

    wrong = [
        f"{method} {who} at {place}: {found}"
        for place in (PLACES if policy.has_place else (OWN,))
        for method in (policy.methods if place in (OWN, BESIDE) else policy.methods[:1])
        for who in LOOKING[place]
        if (found := _wrong(world, route, policy, method, who, place))
    ]

    assert wrong == []


def _wrong(world: World, route: str, policy: Policy, method: str, who: str, place: str) -> str:
    """Return what is wrong with a cell; nothing where it is as the table says."""
    answer = _ask(world, route, policy, method, who, place)
    got_in = _got_in(answer, who) and not world.refused
    if got_in != policy.lets_in(who, place):
        return f"{'gets in' if got_in else 'is kept out'} with {answer.status_code}"
    seen = set(TOKEN.findall(_told(answer))) - _may_see(policy, who, place)
    return f"sees {sorted(seen)}" if seen else ""


def _ask(world: World, route: str, policy: Policy, method: str, who: str, place: str) -> HttpResponse:
    here = world.at[place]

    def filled(values: Any) -> dict[str, Any]:
        return {key: getattr(here, value.name) if isinstance(value, Of) else value for key, value in values.items()}

    address, sent = reverse(route.removeprefix(":"), kwargs=filled(policy.uses)), filled(policy.sent)
    client, cookies = world.clients[who], world.cookies[who]
    client.cookies.clear()
    client.cookies.update(cookies)  # whoever signed out in the cell before is in again
    world.refused.clear()
    world.has_frame = route in FRAMED
    with transaction.atomic():
        asked = f"{address}?{urlencode(sent)}"
        answer = client.get(asked) if method == "GET" else client.post(asked, sent | {"sent": "1"})
        transaction.set_rollback(True)
    return answer  # type: ignore[return-value]


def _got_in(answer: HttpResponse, who: str) -> bool:
    if who == "nobody" and answer.status_code == 302 and WAY_IN.match(answer.get("Location", "")):
        return "next=" not in answer["Location"]
    return answer.status_code not in (401, 403, 404)


def _told(answer: HttpResponse) -> str:
    """Return all that an answer says: its body, its headers."""
    if answer.streaming:
        return str(answer.headers)
    return f"{answer.headers}{answer.content.decode(errors='ignore')}"


def _may_see(policy: Policy, who: str, place: str) -> set[str]:
    """Return the tokens somebody may see there, by the table."""
    tokens = {token for part in policy.shows for token in ([part] if len(part) > 2 else [part + p for p in PLACES])}
    if who in SIGNED_IN:
        tokens |= {"Quown", "Quabove"}
    if who in WORKERS:
        tokens |= {"Qubelow", "Qtown", "Qtbelow", "Qdown", "Qdbelow", "Qdabove"}
    if who in NAMES or who in policy.names:
        tokens |= {"Qnown", "Qnbelow"}
    if who == "steward" and who in policy.names and place == OWN:
        tokens |= {"Qtown", "Qdown", "Qubelow"}
    return tokens


@pytest.mark.parametrize(
    ("route", "stranger"),
    [
        (route, name)
        for route, policy in sorted(POLICIES.items())
        if len(named := [key for key, value in {**policy.uses, **policy.sent}.items() if isinstance(value, Of)]) > 1
        for name in named
    ],
)
def test_route_with_a_strangers_id_in_one_parameter_lets_nobody_in(route: str, stranger: str, world: World) -> None:
    policy = POLICIES[route]
    what = {**policy.uses, **policy.sent}[stranger].name
    strange = getattr(world.at[FOREIGN if what == "slug" else BESIDE], what)
    world.at["mixed"] = SimpleNamespace(**(vars(world.at[OWN]) | {what: strange}))

    let_in = [
        (who, method)
        for who in ("officer", "secretary", "steward")
        for method in policy.methods
        if _got_in(_ask(world, route, policy, method, who, "mixed"), who) and not world.refused
    ]

    assert let_in == []


@pytest.mark.parametrize("route", sorted(route for route, policy in POLICIES.items() if policy.has_place))
def test_answer_for_what_is_foreign_is_that_for_what_is_absent(route: str, world: World) -> None:
    policy = POLICIES[route]
    world.at["absent"] = _absent(world.at[FOREIGN])

    foreign, absent = (
        _ask(world, route, policy, policy.methods[-1], "officer", place) for place in (FOREIGN, "absent")
    )

    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)


def _absent(place: SimpleNamespace) -> SimpleNamespace:
    """Return a place of which nothing is there: every name of something is replaced by one that nobody bears."""
    return SimpleNamespace(
        **{
            name: "khong-co-gi" if isinstance(value, str) else _NO_SUCH_KEY
            for name, value in vars(place).items()
            if name != "class_row"
        }
    )
