"""One demonstration for all journeys, served by the real command; a fresh browser context for every visitor."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.browser import CHROMIUM, DESKTOP, open_browser, open_context, sign_in
from scripts.demonstration import Demonstration, served_demonstration, thrown_away
from tests.journeys.visiting import Visit, Visitor


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys on one worker, so that they share one demonstration; say why they are skipped where they are."""
    for item in items:
        if "journeys" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.xdist_group("journeys"))
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine: browser journeys cannot be made"))


@pytest.fixture(scope="package")
def demonstration() -> Iterator[Demonstration]:
    """Serve a demonstration that only the journeys know."""
    with thrown_away("journeys") as folder, served_demonstration(folder / "home") as served:
        yield served


@pytest.fixture(scope="package")
def browser(demonstration: Demonstration) -> Iterator[Browser]:
    """Run one chromium; it ends with the last journey, because its event loop would disturb the tests of the database."""
    with sync_playwright() as playwright:
        running = open_browser(playwright)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, demonstration: Demonstration) -> Iterator[Visit]:
    """Return a function that lets somebody come in; at the end nobody's console may hold an error."""
    with ExitStack() as leaving:

        def come(role: str = "", *, size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Visitor:
            context = leaving.enter_context(open_context(browser, size, scripts=scripts))
            page = context.new_page()
            visitor = Visitor(page, demonstration.address, has_scripts=scripts)
            leaving.callback(visitor.refuse_complaints)
            if role:
                sign_in(page, demonstration.address, role)
            return visitor

        yield come
