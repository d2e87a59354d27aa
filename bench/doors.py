"""A tick and a check-in over HTTP against pgbench's single durable insert, at the same number of connections."""

import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from django.db import connection
from django.test import Client

from bench.crowd import Crowd
from bench.floor import single_inserts
from bench.ground import Scale
from bench.load import GENERATOR, Loaded, Post, send
from bench.table import Row, in_turns
from thongsuot.domain.study.codes import make_opening, make_pass
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.core.trees import STEP
from thongsuot.interfaces.web.site.pass_cookie import COOKIE

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_LATER = datetime(2100, 1, 1, tzinfo=UTC)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Nobody is sent twice: so many people are set aside for a second of load, more than this software could take.
_TICKED_A_SECOND, _CHECKED_IN_A_SECOND = 500, 2_500
# A small campaign is divided: a share for each row of a load and its rounds, and as much again for the bursts.
_SHARES = 4
_BURST = 1_000
Waiting = tuple[int, int, str, str]


def rows_of_doors(address: str, crowd: Crowd, scale: Scale) -> Iterator[Row]:
    """Measure a tick at 8 connections, a check-in at 32 and 256, and 32 connections into one organisation against all."""
    waiting = crowd.not_studied()
    people, most = iter(waiting), len(waiting) // (_SHARES * (scale.rounds + 1))
    yield _tick(address, crowd, people, scale, most)
    yield _check_in(address, crowd, people, scale, 32, 0.5, most)
    yield _check_in(address, crowd, people, scale, 256, 0.8, most)
    yield _one_unit(address, crowd, list(people), scale)


def _tick(address: str, crowd: Crowd, people: Iterable[Waiting], scale: Scale, most: int) -> Row:
    host = Client(HTTP_HOST="127.0.0.1")
    host.force_login(crowd.account, backend=_BACKEND)
    token = _TOKEN.search(host.get("/tro-giup/").content.decode())
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in host.cookies.items())
    headers = {"Cookie": cookies, "X-CSRFToken": token[1] if token else ""}
    place = f"/dot/{crowd.campaign.slug}/lop/{crowd.open_class.public_id}/ghi"

    def post(person: Waiting) -> Post:
        return Post(f"{place}/{person[2]}/co-mat/", headers)

    ours, theirs = in_turns(
        scale.rounds,
        lambda: _rate(address, crowd, people, post, 8, scale, most=min(most, _TICKED_A_SECOND * scale.seconds))[0],
        lambda: single_inserts(8, scale.seconds),
    )
    note = f"by a signed-in host, one name a request, with its audit entry; sent by {GENERATOR}. Stock Django was measured at 0.05 to 0.07"
    return Row("a tick over HTTP against pgbench, 8 connections", "a second", 0.05, ours, theirs, note=note)


def _check_in(
    address: str, crowd: Crowd, people: Iterable[Waiting], scale: Scale, clients: int, goal: float, most: int
) -> Row:
    slowest: list[float] = []

    def ours() -> float:
        most_now = min(most, _CHECKED_IN_A_SECOND * scale.seconds)
        rate, loaded = _rate(address, crowd, people, _post_at(crowd), clients, scale, most=most_now)
        slowest.append(loaded.p99_ms)
        return rate

    mine, theirs = in_turns(scale.rounds, ours, lambda: single_inserts(clients, scale.seconds))
    note = (
        f"with standing, ledger and audit leaf, answered after its own commit, the fold running; sent by {GENERATOR}; "
        f"slowest in a hundred {statistics.median(slowest):.0f} ms"
    )
    return Row(
        f"a check-in over HTTP against pgbench, {clients} connections", "a second", goal, mine, theirs, note=note
    )


def _one_unit(address: str, crowd: Crowd, people: list[Waiting], scale: Scale) -> Row:
    """Into one grassroots organisation, and into thirty: a shared row would show."""
    tops = {person[3][: 3 * STEP] for person in people}  # campaign, committee, organisation
    one = max(tops, key=lambda top: sum(person[3].startswith(top) for person in people))
    hot = iter([person for person in people if person[3].startswith(one)])
    spread = iter([person for person in people if not person[3].startswith(one)])
    rounds = min(scale.rounds, 3)
    burst = min(_BURST, sum(person[3].startswith(one) for person in people) // (rounds + 1))
    ours, theirs = in_turns(
        rounds,
        lambda: _rate(address, crowd, hot, _post_at(crowd), 32, scale, all_of=burst)[0],
        lambda: _rate(address, crowd, spread, _post_at(crowd), 32, scale, all_of=burst)[0],
    )
    return Row(
        f"{burst:,} check-ins into one organisation against into all others, 32 connections",
        "a second",
        0.9,
        ours,
        theirs,
    )


def _post_at(crowd: Crowd) -> Callable[[Waiting], Post]:
    class_id, now = crowd.open_class.public_id, ticking_now()

    def post(person: Waiting) -> Post:
        proof = make_opening(class_id, person[0], now)
        carried = make_pass(person[0], person[1], _LATER)
        return Post(f"/v/{class_id}/{proof}/", {"Cookie": f"{COOKIE}={carried}", "Accept": "application/json"})

    return post


def _rate(
    address: str,
    crowd: Crowd,
    people: Iterable[Waiting],
    post: Callable[[Waiting], Post],
    clients: int,
    scale: Scale,
    *,
    most: int = 0,
    all_of: int = 0,
) -> tuple[float, Loaded]:
    """Return facts committed a second, as the database counts them, and what the sender saw.

    For so many seconds, or until `most` have been sent; or until so many (`all_of`) have been, however long it takes.
    """
    posts = [post(person) for person in islice(people, all_of or most)]
    if not posts:
        raise RuntimeError("nobody is left who has not studied: the campaign is too small for so long a load")
    before = _facts(crowd)
    seconds = 0 if all_of else scale.seconds
    loaded = send(address, posts, connections=clients, seconds=seconds)
    return (_facts(crowd) - before) / loaded.seconds, loaded


def _facts(crowd: Crowd) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM study_attendance a JOIN study_session s ON s.id = a.session_id WHERE s.study_class_id = %s",
            [crowd.open_class.pk],
        )
        (facts,) = cursor.fetchone()
    return int(facts)
