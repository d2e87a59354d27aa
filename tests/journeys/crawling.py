"""Every page somebody can reach by links, and what makes one page differ from another for a reader with aids."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

MOST_PAGES = 150
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_TELLING = ("role", "type", "scope", "tabindex")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address of the site and what it answered; `shapes` are the kinds of elements the page is made of."""

    path: str
    status: int
    is_page: bool
    html: str = ""
    shapes: frozenset[str] = frozenset()
    styles: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Bytes of the HTML, compressed."""
        return len(gzip.compress(self.html.encode(), 6))


def pages_of_site(request: APIRequestContext, address: str, start: str) -> Iterator[Fetched]:
    """Yield what can be reached by links from `start`: one of each address pattern and set of filters."""
    seen: set[object] = set()
    waiting = [start]
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if (kind := _kind(path)) in seen:
            continue
        seen.add(kind)
        fetched = fetch(request, address, path)
        yield fetched
        waiting += fetched.links


def fetch(request: APIRequestContext, address: str, path: str) -> Fetched:
    """Ask for one address as the person whose cookies the request carries."""
    answer = request.get(address + path)
    if "text/html" not in answer.headers.get("content-type", ""):
        return Fetched(path, answer.status, is_page=False)
    reading = _Reading()
    reading.feed(answer.text())
    links = [_inside(address, answer.url, link) for link in reading.links]
    return Fetched(
        path,
        answer.status,
        is_page=True,
        html=answer.text(),
        shapes=frozenset(reading.shapes),
        styles=tuple(reading.styles),
        links=tuple(link for link in links if link),
    )


def _kind(path: str) -> object:
    """Return the pattern of an address with the names of its filters; an address nobody answers is a kind of its own."""
    parts = urlsplit(path)
    try:
        return resolve(parts.path).route, frozenset(parse_qs(parts.query))
    except Resolver404:
        return path


def _inside(address: str, here: str, link: str) -> str:
    """Return the path of a link that stays within the site and is not a file of its own look; else nothing."""
    parts = urlsplit(urljoin(here, link))
    if f"{parts.scheme}://{parts.netloc}" != address or parts.path.startswith("/static/"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass
class _Reading(HTMLParser):
    """Reads a page: its links, its style sheets, and the shape of every element: where it stands, what it wears, what it tells."""

    links: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._above: list[str] = []
        self._heading = "h0"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag == "link" and told.get("rel") == "stylesheet":
            self.styles.append(told["href"])
        self.shapes.add(self._shape(tag, told))
        if tag not in _VOID:
            self._above.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._above and self._above.pop() != tag:
            pass

    def _shape(self, tag: str, told: dict[str, str]) -> str:
        parent = self._above[-1] if self._above else ""
        known = [f"{name}={told[name]}" for name in _TELLING if name in told]
        aria = sorted(name for name in told if name.startswith("aria-") or name in ("alt", "title", "for", "disabled"))
        after = ""
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            after, self._heading = f" after {self._heading}", tag
        return f"{parent}>{tag}.{told.get('class', '')} {known} {aria}{after}"
