"""Every page each role can reach, in English: whatever is Vietnamese there is data, or says that it is Vietnamese."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from scripts.demonstration import Demonstration
from tests.journeys.crawling import pages_of_site
from tests.journeys.visiting import Visit
from thongsuot.foundation.database.connections import django_databases

FEWEST_PAGES = {"": 1, "officer": 14, "secretary": 12, "rapporteur": 12, "member": 3, "inspector": 12}
VIETNAMESE = re.compile("[ăâđêôơưàáãèéìíòóõùúý\u1ea0-\u1ef9\u0129\u0169\u1ef3]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_TOLD = ("alt", "aria-label", "content", "placeholder", "title", "value")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NAME = "Thông Suốt"  # the product's


class StoredWords:
    """Everything people have stored, found again in what a page says, in capitals or not."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for text in {_plain(text).lower() for text in (*texts, _NAME)}:
            if VIETNAMESE.search(text) and (first := _WORD.search(text)):
                self._by_word[first[0]].append(text[first.start() :])
        for texts_of_word in self._by_word.values():
            texts_of_word.sort(key=len, reverse=True)

    def without(self, said: str) -> str:
        """Return what is said without what is stored."""
        said, rest, place = _plain(said).lower(), [], 0
        while word := _WORD.search(said, place):
            rest.append(said[place : word.start()])
            stored = next((t for t in self._by_word[word[0]] if said.startswith(t, word.start())), "")
            rest.append("" if stored else word[0])
            place = word.start() + len(stored or word[0])
        return "".join([*rest, said[place:]])


class _Page(HTMLParser):
    """Collects what a page says: its text and what it tells aids.

    It passes over what says itself that it is Vietnamese, initials beside a name, and the names written into the cells of
    a picture, which are broken into lines and stand whole in the cell's title.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.language = ""
        self._above: list[tuple[str, set[str], bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = {*told.get("class", "").split()}
        self.language = told.get("lang", "") if tag == "html" else self.language
        in_cell = tag == "text" and any("cell" in above for _tag, above, _passed in self._above)
        passed = self._is_passed or in_cell or "avatar" in classes or (told.get("lang") == "vi" and tag != "html")
        if not passed:
            self.said += [value for name, value in told.items() if name in _TOLD or name.startswith("data-")]
        if tag not in _VOID:
            self._above.append((tag, classes, passed))

    def handle_endtag(self, tag: str) -> None:
        while self._above and self._above.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_passed:
            self.said.append(data)

    @property
    def _is_passed(self) -> bool:
        return bool(self._above) and self._above[-1][2]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _stored_texts(demonstration: Demonstration) -> Iterator[str]:
    at = django_databases(demonstration.environment)["owner"]
    columns = (
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb')"
    )
    with psycopg.connect(
        dbname=at["NAME"], user=at["USER"], password=at["PASSWORD"], host=at["HOST"], port=at["PORT"]
    ) as connection:
        for table, column in connection.execute(columns).fetchall():
            asked = sql.SQL("SELECT DISTINCT {0} FROM {1}").format(sql.Identifier(column), sql.Identifier(table))
            for (value,) in connection.execute(asked):
                yield from _lines_of(value)


def _lines_of(value: object) -> Iterator[str]:
    """Yield the lines of a text, or of all texts within a stored structure."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _lines_of(part)


@pytest.fixture(scope="module")
def stored(demonstration: Demonstration) -> StoredWords:
    return StoredWords(_stored_texts(demonstration))


@pytest.mark.parametrize("role", FEWEST_PAGES)
def test_every_page_of_a_role_in_english_says_nothing_in_vietnamese_but_data(
    visit: Visit, demonstration: Demonstration, stored: StoredWords, role: str
) -> None:
    visitor = visit(role)
    start = visitor.path if role else "/dang-nhap/"
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": demonstration.address}
    visitor.page.context.add_cookies([cookie])

    pages = [page for page in pages_of_site(visitor.page.request, demonstration.address, start) if page.is_page]
    read = {page.path: _Page(page.html) for page in pages}
    left = {
        f"{path}: {rest.strip()[:120]}"
        for path, page in read.items()
        for said in page.said
        if VIETNAMESE.search(said) and VIETNAMESE.search(rest := stored.without(said))
    }

    assert {path: page.language for path, page in read.items() if page.language != "en"} == {}
    assert sorted(left) == []
    assert len(pages) >= FEWEST_PAGES[role]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_person_changes_the_language_without_scripts_and_it_is_kept(visit: Visit, size: tuple[int, int]) -> None:
    visitor = visit("inspector", size=size, scripts=False)
    here = visitor.path

    visitor.press("English", within=".foot")
    in_english = (visitor.path, visitor.page.get_attribute("html", "lang"), "97.87%" in visitor.text)
    visitor.go("/tro-giup/")
    kept = visitor.page.get_attribute("html", "lang")
    visitor.press("Tiếng Việt", within=".foot")

    assert in_english == (here, "en", True)
    assert kept == "en"
    assert (visitor.page.get_attribute("html", "lang"), visitor.path) == ("vi", "/tro-giup/")
