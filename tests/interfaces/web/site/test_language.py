"""The language of a page: the account's choice, then the cookie, then Vietnamese."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.builders.organisations import AT, SYSTEM, make_person
from thongsuot.foundation.accounts.actions import choose_language, open_account
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"
SWITCH = "/ngon-ngu/"


def _account(language: str = "") -> Account:
    account = open_account(make_person(), login="ha@x.example", by=SYSTEM, at=AT)
    return choose_language(account, language, at=AT) if language else account


def _signed_in(account: Account, **options: bool) -> Client:
    client = Client(**options)  # type: ignore[arg-type]
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _language_of(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    found = re.search(r'<html lang="(\w+)"', answer.content.decode())
    assert found is not None
    assert answer.headers["Content-Language"] == found[1]
    return found[1]


def test_page_for_a_browser_that_asks_for_english_is_vietnamese() -> None:
    assert _language_of(Client(), SIGN_IN, accept_language="en-GB,en") == "vi"


def test_page_after_the_switch_is_english_on_this_machine() -> None:
    client = Client()

    answer = client.post(SWITCH, {"language": "en", "next": SIGN_IN + "?next=/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, SIGN_IN + "?next=/")
    assert _language_of(client, SIGN_IN) == "en"


def test_page_of_a_made_up_cookie_is_vietnamese() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../etc"

    assert _language_of(client, SIGN_IN) == "vi"


def test_page_of_an_account_with_a_choice_ignores_the_cookie() -> None:
    client = _signed_in(_account("vi"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert _language_of(client, "/tro-giup/") == "vi"


def test_page_of_an_account_without_a_choice_follows_the_cookie() -> None:
    client = _signed_in(_account())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert _language_of(client, "/tro-giup/") == "en"


def test_set_language_of_a_signed_in_person_is_kept_by_the_account_and_recorded() -> None:
    account = _account()

    _signed_in(account).post(SWITCH, {"language": "en", "next": "/"})

    account.refresh_from_db()
    entry = AuditEntry.objects.latest("pk")
    assert account.language == "en"
    assert (entry.event, entry.payload, entry.actor_id) == (
        "account.language_chosen",
        {"language": "en"},
        account.person_id,
    )
    assert _language_of(_signed_in(account), "/tro-giup/") == "en"


def test_set_language_to_an_unknown_one_is_refused() -> None:
    account = _account()

    answer = _signed_in(account).post(SWITCH, {"language": "fr", "next": "/"})

    account.refresh_from_db()
    assert (answer.status_code, account.language) == (400, "")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_set_language_never_leads_elsewhere(elsewhere: str) -> None:
    answer = Client().post(SWITCH, {"language": "en", "next": elsewhere})

    assert answer.headers["Location"] == "/"


def test_set_language_by_a_link_or_without_a_token_changes_nothing() -> None:
    account = _account()
    client = _signed_in(account, enforce_csrf_checks=True)

    answers = client.get(SWITCH, {"language": "en"}), client.post(SWITCH, {"language": "en"})

    account.refresh_from_db()
    assert ([answer.status_code for answer in answers], account.language) == ([405, 403], "")


def _switches(html: str) -> list[str]:
    return re.findall(r'<form class="language" method="post" action="/ngon-ngu/">.*?</form>', html, re.DOTALL)


def test_page_of_a_person_offers_the_other_language_in_the_menu_and_at_the_foot() -> None:
    switches = _switches(_signed_in(_account()).get("/tro-giup/").content.decode())

    assert len(switches) == 2
    assert all('value="en" lang="en"' in switch and 'name="next" value="/tro-giup/"' in switch for switch in switches)


def test_sign_in_offers_the_other_language_once() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    (switch,) = _switches(client.get(SIGN_IN).content.decode())

    assert 'value="vi" lang="vi"' in switch
