"""Take the pictures of docs/screenshots from a demonstration: five pages, each as on a desk and on a telephone.

`make screenshots`, or `python -m scripts.screenshots [--home FOLDER] [--out FOLDER]`. A folder that holds a demonstration is used
as it is; otherwise one is built and thrown away.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import CHROMIUM, DESKTOP, PHONE, open_browser, open_context, scan_code, sign_in
from scripts.demonstration import ROOT, Demonstration, served_demonstration, thrown_away

FOLDER = ROOT / "docs" / "screenshots"
LARGEST_BYTES = 400_000
COLOURS = 256
_IS_AT_REST = "() => document.querySelector('.htmx-added, .htmx-swapping, .htmx-settling') === null"
_HEIGHT = "() => document.documentElement.scrollHeight"
SIZES = {"desktop": DESKTOP, "phone": PHONE}


class Shot(NamedTuple):
    """A picture: its name, who looks, and how they come to the page."""

    name: str
    role: str
    reach: Callable[[Page, str], object]


def main() -> int:
    """Take them all, and say how large each is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="the data folder of a demonstration, or where to build one")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    if CHROMIUM is None:
        print("no chromium on this machine: install Debian's package chromium", file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    with thrown_away("screenshots") as folder:
        home = options.home or folder / "home"
        with served_demonstration(home.absolute()) as served, sync_playwright() as playwright:
            browser = open_browser(playwright)
            sizes = [_take(browser, served, shot, name, options.out) for shot in _shots(served) for name in SIZES]
            browser.close()
    return 0 if max(sizes) <= LARGEST_BYTES else 1


def _shots(served: Demonstration) -> Iterator[Shot]:
    """Yield first what shows the campaign as it was built; then open a class, and yield what shows that."""
    yield Shot("dashboard", "officer", lambda page, address: page.goto(f"{address}/dot/nq13/"))
    yield Shot("unit", "secretary", lambda page, address: page.goto(f"{address}/dot/nq13/don-vi/K08/"))
    yield Shot("review", "officer", _reach_waiting_programme)
    opened = subprocess.run(
        [sys.executable, "-m", "scripts.live_class"],
        env=served.environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    class_page = opened.stdout.strip()
    yield Shot("class", "secretary", lambda page, address: page.goto(address + class_page))
    yield Shot("member", "member", lambda page, address: _scan(page, address, class_page))


def _reach_waiting_programme(page: Page, address: str) -> None:
    """Open the first programme that waits to be received."""
    page.goto(f"{address}/dot/nq13/ctr/?trang-thai=cho")
    page.click("main table tbody a")


def _scan(page: Page, address: str, class_page: str) -> None:
    """Make the telephone known, read the code from the wall as its camera would, and open what it says."""
    page.click("form[method=post] button:has-text('Ghi nhớ máy này')")
    browser = page.context.browser
    if browser is None:
        raise RuntimeError("the page is of no browser that was launched here")
    with open_context(browser, DESKTOP) as beside:
        wall = beside.new_page()
        sign_in(wall, address, "secretary")
        wall.goto(address + class_page)
        page.goto(scan_code(wall))


def _take(browser: Browser, served: Demonstration, shot: Shot, size: str, out: Path) -> int:
    """Take one picture of the whole page, with few colours; return its size in bytes."""
    with open_context(browser, SIZES[size]) as context:
        page = context.new_page()
        sign_in(page, served.address, shot.role)
        shot.reach(page, served.address)
        page.wait_for_load_state("networkidle")
        context.set_offline(True)  # no part of the page may be just being redrawn
        page.wait_for_function(_IS_AT_REST)
        # As tall as the page, so that the bar at the telephone's lower edge covers nothing.
        page.set_viewport_size({"width": SIZES[size][0], "height": page.evaluate(_HEIGHT)})
        picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    file = out / f"{shot.name}-{size}.png"
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.stat().st_size:>8,} {file.name}")
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
