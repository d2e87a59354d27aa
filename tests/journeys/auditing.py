"""What a page must be for everyone: free of axe's violations, within the window, light."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from scripts.browser import DESKTOP, PHONE, SMALL_PHONE
from tests.journeys.crawling import Fetched

VENDOR = Path(__file__).parent / "vendor"
HEAVIEST_BYTES = 40 * 1024
_AXE = (VENDOR / "axe.min.js").read_text()
_RUN_AXE = """() => axe.run(document, {resultTypes: ["violations"]}).then(
    (found) => found.violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.join(" ")}`)))"""
_WIDTH = "() => document.documentElement.scrollWidth"


@dataclass
class Auditor:
    """Looks at pages. One made only of elements that were looked at before is weighed, but not opened again."""

    address: str
    seen: set[str] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def findings(self, page: Page, fetched: Fetched) -> list[str]:
        """Return what is wrong with a page, each finding with its address."""
        if not fetched.is_page:
            return []
        found = self._of_weight(page, fetched)
        if not fetched.shapes <= self.seen:
            self.seen |= fetched.shapes
            self.opened.append(fetched.path)
            found += self._of_sight(page, fetched.path)
        return [f"{fetched.path}: {finding}" for finding in found]

    def _of_weight(self, page: Page, fetched: Fetched) -> list[str]:
        for style in fetched.styles:
            if style not in self.weights:
                self.weights[style] = len(gzip.compress(page.request.get(self.address + style).body(), 6))
        weight = fetched.weight + sum(self.weights[style] for style in fetched.styles)
        return [f"{weight} bytes of HTML and CSS"] if weight > HEAVIEST_BYTES else []

    def _of_sight(self, page: Page, path: str) -> list[str]:
        found = []
        page.goto(self.address + path)
        page.evaluate(_AXE)
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{violation} ({width})" for violation in page.evaluate(_RUN_AXE)]
        for width, height in (PHONE, SMALL_PHONE):
            page.set_viewport_size({"width": width, "height": height})
            taken = page.evaluate(_WIDTH)
            found += [f"{taken} wide in a window of {width}"] if taken > width else []
        return found
