"""Somebody before a screen: goes to addresses, presses what they read, and counts the clicks."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Response, TimeoutError

Visit = Callable[..., "Visitor"]
PATIENCE_MS = 10_000
_WORSE = ("error", "warning")


class Visitor:
    """A page in a browser context of its own. `clicks` counts what changes page or saves; typing and ticking do not."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.clicks = 0
        self.complaints: list[str] = []
        self._address = address
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Response:
        """Go to an address of the site, or to one that was read from a picture; return the answer."""
        answer = self.page.goto(self.at(path))
        assert answer is not None
        return answer

    def at(self, path: str) -> str:
        """Return the whole address of a path of the site; one that is whole already stays as it is."""
        return path if path.startswith("http") else self._address + path

    def press(self, words: str, *, within: str = "body", exact: bool = False) -> None:
        """Press the first link or button that reads so: one click."""
        scope = self.page.locator(within)
        named = scope.get_by_role("link", name=words, exact=exact).or_(
            scope.get_by_role("button", name=words, exact=exact)
        )
        self.clicks += 1
        try:
            named.first.click(timeout=PATIENCE_MS)
        except TimeoutError:
            raise AssertionError(f"nothing to press reads “{words}” at {self.path}: {self.text[:600]}") from None
        self.page.wait_for_load_state("load")

    def choose_file(self, field: str, file: Path) -> None:
        """Choose a file for the field of this name: not a click, as nothing is saved yet."""
        self.page.set_input_files(f"input[name='{field}']", str(file))

    @property
    def text(self) -> str:
        """What the page says, with plain spaces: compounds are held together by unbreakable ones."""
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    @property
    def path(self) -> str:
        """Where one stands."""
        return self.page.url.removeprefix(self._address)

    def refuse_complaints(self) -> None:
        """Fail when the browser's console held an error or a warning."""
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in _WORSE:
            self.complaints.append(f"{self.page.url}: {message.text}")
