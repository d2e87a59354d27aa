"""Passkeys in a real browser with a virtual device: made, used instead of a password, used as second step, taken away."""

import os
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from scripts.browser import CHROMIUM, DESKTOP, open_browser, open_context
from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.accounts.actions import choose_password, first_sign_in_token, open_account
from thongsuot.foundation.accounts.factors import factors_of
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.audit.models import AuditEntry

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("passkeys"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]
PASSWORD = "trường sơn đông nắng"


@pytest.fixture(autouse=True)
def _in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this thread ask the database while the browser's own loop runs in it."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        yield open_context(browser, DESKTOP)
        browser.close()


@pytest.fixture
def page(context: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """A page of a browser with a device that knows its holder; nobody's console may hold an error."""
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    assert [words for words in complaints if "422" not in words] == []  # what is refused is refused aloud


@pytest.fixture
def account(settings: LazySettings) -> Account:
    settings.SECOND_FACTOR_REQUIRED = True
    unit = make_unit()
    person = make_person(unit, name="Trần Thu Hà")
    make_grant(person, unit)
    opened = open_account(person, login="ha@example.org", by=SYSTEM, at=AT)
    return choose_password(first_sign_in_token(opened, at=AT), PASSWORD, at=AT)


def test_passkey_is_made_lets_in_alone_proves_the_second_step_and_is_taken_away(
    account: Account, page: Page, live_server: LiveServer
) -> None:
    here = live_server.url.replace("127.0.0.1", "localhost")

    # A password alone leads a wide role to the second step; a passkey is made.
    page.goto(f"{here}/dang-nhap/")
    _fill_password(page)
    page.goto(f"{here}/to-chuc/")
    assert page.url == f"{here}/tai-khoan/bao-mat/buoc-hai/"
    page.click("text=Tạo khóa truy cập")
    page.fill("[name=name]", "Máy cơ quan")
    page.click("text=Tạo khóa")
    page.wait_for_selector(".recovery-codes li")
    assert page.locator(".recovery-codes li").count() == 10
    assert [passkey.name for passkey in factors_of(account).passkeys] == ["Máy cơ quan"]

    # The passkey alone lets in: no password, no code.
    page.context.clear_cookies()
    page.goto(f"{here}/dang-nhap/")
    page.click("text=Dùng khóa truy cập")
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    page.goto(f"{here}/to-chuc/")
    assert page.url == f"{here}/to-chuc/"

    # After a password it is the second step.
    page.context.clear_cookies()
    page.goto(f"{here}/dang-nhap/")
    _fill_password(page)
    page.wait_for_url("**/dang-nhap/buoc-hai/")
    page.click("text=Dùng khóa truy cập")
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)

    # Taken away, with the recovery codes, it lets nobody in.
    page.goto(f"{here}/tai-khoan/bao-mat/")
    page.click("[aria-label='Gỡ khóa Máy cơ quan']")
    page.wait_for_load_state()
    assert factors_of(account).has_any is False
    page.context.clear_cookies()
    page.goto(f"{here}/dang-nhap/")
    page.click("text=Dùng khóa truy cập")
    page.wait_for_selector(".error-summary")
    events = AuditEntry.objects.filter(event__startswith="account.passkey").order_by("pk")
    assert list(events.values_list("event", flat=True)) == ["account.passkey_added", "account.passkey_removed"]


def _fill_password(page: Page) -> None:
    page.fill("[name=username]", "ha@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("button.primary >> text=Vào")
    page.wait_for_load_state()
