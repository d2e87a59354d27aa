"""Links by e-mail: for a known address and an unknown one alike; once; by a press, not by being opened."""

import email
import re
from datetime import timedelta
from email.policy import default
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, SYSTEM, make_person, make_unit
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.accounts.entering import answer_link_requests
from thongsuot.foundation.accounts.models import Account, LinkRequest, OneTimeCode
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import now
from thongsuot.foundation.messaging.delivery import deliver_waiting
from thongsuot.foundation.messaging.models import Message

pytestmark = pytest.mark.django_db
# What would tell a reader over one's shoulder that somebody belongs to a political organisation, or who they are.
TELLING = re.compile(
    r"đảng|đồng chí|chi bộ|nghị quyết|cấp ủy|quần chúng|Trần Thu|Đơn vị thử|party|comrade|cell|member", re.I
)


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MAIL_CARRIER, settings.MAIL_FOLDER = "file", tmp_path
    return tmp_path


@pytest.fixture
def account(folder: Path) -> Account:
    """A member without a password."""
    unit = make_unit(make_unit(), name="Đơn vị thử")
    return open_account(make_person(unit, name="Trần Thu Hà"), login="ha@example.org", by=SYSTEM, at=AT)


def _ask(client: Client, address: str = "ha@example.org") -> object:
    return client.post("/dang-nhap/lien-ket/", {"address": address}, follow=True)


def _letters(folder: Path) -> list[email.message.EmailMessage]:
    answer_link_requests(now())
    deliver_waiting(now())
    return [email.message_from_bytes(p.read_bytes(), policy=default) for p in sorted(folder.glob("*.eml"))]  # type: ignore[misc]


def _link(folder: Path) -> str:
    (letter,) = _letters(folder)
    found = re.search(r"/dang-nhap/lien-ket/\w+/", letter.get_content())
    assert found
    return found.group()


def test_send_link_lets_a_member_without_password_in_once(account: Account, client: Client, folder: Path) -> None:
    _ask(client)
    link = _link(folder)

    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 200  # a program that reads mail opens it, and opens it again
    assert client.post(link)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(account.pk)
    again = Client().post(link)
    assert (again.status_code, "đã dùng hoặc đã hết hạn" in again.content.decode()) == (409, True)
    assert list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))[-3:] == [
        "account.link_sent",
        "account.link_used",
        "account.signed_in",
    ]


@pytest.mark.usefixtures("account")
def test_send_link_answers_an_unknown_address_with_the_same_words_and_statements(client: Client, folder: Path) -> None:
    with CaptureQueriesContext(connection) as for_known:
        known = _ask(client)
    with CaptureQueriesContext(connection) as for_unknown:
        unknown = _ask(Client(), "khong@example.org")

    shown = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in (known, unknown)]  # type: ignore[attr-defined]
    assert shown[0] == shown[1]
    assert known.redirect_chain == unknown.redirect_chain  # type: ignore[attr-defined]
    assert len(for_known) == len(for_unknown)
    assert LinkRequest.objects.count() == 2
    assert not Message.objects.exists()
    assert len(_letters(folder)) == 1


def test_send_link_after_its_quarter_of_an_hour_is_over(account: Account, client: Client, folder: Path) -> None:
    _ask(client)
    link = _link(folder)
    OneTimeCode.objects.update(ends_at=now() - timedelta(seconds=1))

    assert client.get(link).status_code == 409
    assert client.post(link).status_code == 409


@pytest.mark.usefixtures("account")
def test_send_link_a_fourth_time_is_refused_for_known_and_unknown_alike(client: Client) -> None:
    said = {}
    for address in ("ha@example.org", "khong@example.org"):
        for _ in range(3):
            _ask(client, address)
        said[address] = _ask(client, address)

    first, second = said.values()
    assert (first.status_code, second.status_code) == (429, 429)  # type: ignore[attr-defined]
    assert list(first.context["link"].errors["address"]) == list(second.context["link"].errors["address"])  # type: ignore[attr-defined]


def test_send_link_of_a_closed_account_sends_nothing(account: Account, client: Client, folder: Path) -> None:
    Account.objects.update(is_active=False)

    _ask(client)

    assert _letters(folder) == []


def test_answer_link_requests_of_yesterday_are_not_answered(account: Account, client: Client, folder: Path) -> None:
    _ask(client)
    LinkRequest.objects.update(asked_at=now() - timedelta(hours=1))

    assert _letters(folder) == []
    assert not LinkRequest.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters_reveal_neither_membership_nor_name(
    account: Account, client: Client, folder: Path, language: str
) -> None:
    Account.objects.update(language=language)
    _ask(client)
    client.post(_link(folder), HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/145.0")

    letters = _letters(folder)
    assert len(letters) == 2
    told = [f"{letter['Subject']} {letter['From']} {letter.get_content()}" for letter in letters]
    assert [TELLING.findall(text) for text in told] == [[], []]


def test_sign_in_page_without_a_way_to_send_offers_no_link(client: Client, settings: LazySettings) -> None:
    settings.MAIL_CARRIER = "none"

    shown = client.get("/dang-nhap/").content.decode()

    assert "Gửi liên kết" not in shown
    assert "cấp mã vào mới" in shown


def test_sign_in_from_a_device_seen_before_writes_no_letter(account: Account, client: Client, folder: Path) -> None:
    _ask(client)
    client.post(_link(folder))
    deliver_waiting(now())
    before = len(list(folder.glob("*.eml")))
    client.post("/dang-xuat/")

    _ask(client)
    answer_link_requests(now())
    deliver_waiting(now())
    links = [
        p
        for p in folder.glob("*.eml")
        if "lien-ket" in email.message_from_bytes(p.read_bytes(), policy=default).get_content()
    ]  # type: ignore[attr-defined]
    newest = max(links, key=lambda p: p.stat().st_mtime_ns)
    found = re.search(
        r"/dang-nhap/lien-ket/\w+/", email.message_from_bytes(newest.read_bytes(), policy=default).get_content()
    )  # type: ignore[attr-defined]
    assert found
    client.post(found.group())
    deliver_waiting(now())

    assert len(list(folder.glob("*.eml"))) == before + 1
