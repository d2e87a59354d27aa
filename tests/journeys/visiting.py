"""Somebody before a screen: goes to addresses, presses what they read, and counts the clicks."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Response, TimeoutError

Visit = Callable[..., "Visitor"]
PATIENCE_MS = 10_000
_IS_SWAPPED = "(pressed) => pressed.closest('[hx-boost], [hx-post]') !== null"
_IS_SETTLED = "() => document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling') === null"
_WORSE = ("error", "warning")


class Visitor:
    """A page in a browser context of its own. `clicks` counts what changes page or saves; typing and ticking do not."""

    def __init__(self, page: Page, address: str, *, has_scripts: bool = True) -> None:
        self.page = page
        self._has_scripts = has_scripts
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
            named.first.wait_for(timeout=PATIENCE_MS)
        except TimeoutError:
            raise AssertionError(f"nothing to press reads “{words}” at {self.path}: {self.text[:600]}") from None
        if self._has_scripts and named.first.evaluate(_IS_SWAPPED):
            with self.page.expect_response(
                lambda answer: answer.request.resource_type == "xhr" and answer.status < 300
            ):
                named.first.click()
            self.page.wait_for_function(_IS_SETTLED)
        else:
            with self.page.expect_event("load"):
                named.first.click()

    def post(self, path: str) -> None:
        """Send what a button of a page of this site would send, where the page shows none: with its token and its origin."""
        token = self.page.input_value("[name=csrfmiddlewaretoken] >> nth=0")
        headers = {"Referer": self.page.url}
        answer = self.page.request.post(self.at(path), form={"csrfmiddlewaretoken": token}, headers=headers)
        assert answer.ok, f"{path} answered {answer.status}"

    def fill(self, **fields: str) -> None:
        """Type into the fields of these names."""
        for name, words in fields.items():
            self.page.fill(f"[name='{name}']", words)

    def choose_file(self, field: str, file: Path) -> None:
        """Choose a file for the field of this name: not a click, as nothing is saved yet."""
        self.page.set_input_files(f"input[name='{field}']", str(file))

    @property
    def text(self) -> str:
        """What the page says, with plain spaces: compounds are held together by unbreakable ones."""
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    @property
    def path(self) -> str:
        """Where one stands, without the place within the page, which a form's answer keeps."""
        return self.page.url.removeprefix(self._address).partition("#")[0]

    def refuse_complaints(self) -> None:
        """Fail when the browser's console held an error or a warning."""
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in _WORSE:
            self.complaints.append(f"{self.page.url}: {message.text}")
