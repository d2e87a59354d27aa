"""Every page each role can reach, in English: whatever is Vietnamese there is data, or says that it is Vietnamese."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from scripts.demonstration import Demonstration
from tests.builders.listening import SpokenPage, StoredWords, vietnamese_left
from tests.journeys.crawling import pages_of_site
from tests.journeys.visiting import Visit
from thongsuot.foundation.database.connections import django_databases

FEWEST_PAGES = {"": 1, "officer": 14, "secretary": 12, "member": 3, "inspector": 12}


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
    left = {f"{page.path}: {words[:120]}" for page in pages for words in vietnamese_left(page.html, stored)}

    assert [page.path for page in pages if SpokenPage(page.html).language != "en"] == []
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
