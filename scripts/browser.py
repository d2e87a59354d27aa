"""Debian's chromium, driven without a window, as the roles of the demonstration."""

import shutil
from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP, PHONE, SMALL_PHONE = (1440, 900), (390, 844), (320, 640)
ROLES = {
    "officer": "can-bo",
    "secretary": "bi-thu",
    "rapporteur": "bao-cao-vien",
    "member": "dang-vien",
    "inspector": "kiem-tra",
}
# It asks nobody but the server under test: no updates, no services of its maker.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def open_browser(playwright: Playwright) -> Browser:
    """Start chromium. Whoever calls has seen that there is one."""
    return playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=_ARGUMENTS)


def open_context(browser: Browser, size: tuple[int, int], *, scripts: bool = True) -> BrowserContext:
    """Open a context as good as a fresh browser, in Vietnamese, with a window of this size."""
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )


def sign_in(page: Page, address: str, role: str) -> None:
    """Come in as a role of the demonstration, by one click, and stand on its home page."""
    page.goto(f"{address}/dang-nhap/")
    page.click(f"form[action$='/{ROLES[role]}/'] button")
    page.wait_for_load_state("load")


def scan_code(page: Page) -> str:
    """Return the address in the picture of the code on this page, read as a telephone's camera reads it."""
    picture = Image.open(BytesIO(page.locator("#door .qr").screenshot())).convert("L")
    return zxingcpp.read_barcodes(picture)[0].text
