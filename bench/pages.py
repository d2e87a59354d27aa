"""The drill-down pages over a few thousand people and over half a million: HTTP time and SQL time."""

import http.client
import statistics
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

from bench.crowd import Crowd
from bench.ground import Scale
from bench.table import Row, in_turns

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_GOAL = 1.5
PAGES = {"campaign page": "", "units": "don-vi/", "who has not studied": "chua-hoc/"}


def rows_of_pages(address: str, small: Crowd, large: Crowd, scale: Scale) -> Iterator[Row]:
    """Measure each page at both sizes: the answer over HTTP, and the statements it asks."""
    sizes = f"{large.people:,} people against {small.people:,}"
    for name, page in PAGES.items():
        for how, measure in (("HTTP", _over_http), ("SQL", _statements)):
            ours, theirs = in_turns(
                scale.rounds, measure(address, large, page, scale), measure(address, small, page, scale)
            )
            yield Row(f"{name}, {how}, {sizes}", "ms", _GOAL, ours, theirs, more_is_better=False)


def _over_http(address: str, crowd: Crowd, page: str, scale: Scale) -> Callable[[], float]:
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in _signed_in(crowd).cookies.items())
    parts, path = urlsplit(address), f"/dot/{crowd.campaign.slug}/{page}"

    def once() -> float:
        asked = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        began = time.perf_counter()
        asked.request("GET", path, headers={"Cookie": cookie})
        answer = asked.getresponse()
        answer.read()
        taken = 1e3 * (time.perf_counter() - began)
        asked.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return taken

    return lambda: statistics.median(once() for _turn in range(scale.page_views))


def _statements(_address: str, crowd: Crowd, page: str, scale: Scale) -> Callable[[], float]:
    """Return what measures the time a page waits for the database, in this process, template and all."""
    client, path = _signed_in(crowd), f"/dot/{crowd.campaign.slug}/{page}"

    def once() -> float:
        waited = []

        def timed(execute, statement, parameters, many, context):
            began = time.perf_counter()
            try:
                return execute(statement, parameters, many, context)
            finally:
                waited.append(1e3 * (time.perf_counter() - began))

        with connection.execute_wrapper(timed):
            client.get(path)
        return sum(waited)

    return lambda: statistics.median(once() for _turn in range(scale.page_views))


def _signed_in(crowd: Crowd) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(crowd.account, backend=_BACKEND)
    client.get("/tro-giup/")
    return client
