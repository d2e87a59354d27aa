"""Pages nobody reaches by a link, in English: the door, errors, refusals. The others are fetched on a journey."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.builders.listening import SpokenPage, StoredWords, vietnamese_left
from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_roll
from tests.builders.study import make_open_class
from thongsuot.domain.study.codes import wall_code
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.accounts.actions import first_sign_in_token, open_account
from thongsuot.foundation.core.clock import now, ticking_now

pytestmark = pytest.mark.django_db
STORED = StoredWords(["Khối thử", "Đơn vị thử", "Nguyễn Văn Chưa", "Lớp thử", "Trần Thu Hà"])


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in and has chosen English on this machine."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def here() -> StudyClass:
    """An open class of a base with one member."""
    base = make_unit(make_unit(name="Khối thử"), name="Đơn vị thử")
    make_person(base, name="Nguyễn Văn Chưa")
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign_unit_of(campaign, base))


def _assert_english(answer: HttpResponse, status: int = 200) -> None:
    html = answer.content.decode()
    assert answer.status_code == status
    assert SpokenPage(html).language == "en"
    assert vietnamese_left(html, STORED) == []
    is_form_answered = answer.request["REQUEST_METHOD"] == "POST"
    assert ('value="vi" lang="vi"' in html) != is_form_answered


def test_door_of_a_class_is_english(visitor: Client, here: StudyClass) -> None:
    address = f"/v/{here.public_id}/{wall_code(here.public_id, ticking_now()).code}/"

    shown = visitor.get(address)
    opening = shown.context["opening"]

    _assert_english(shown)
    _assert_english(visitor.post(f"/v/{here.public_id}/{opening}/khai-ten/", {"full_name": "", "born_on": "x"}), 422)


def test_digits_at_the_door_are_english_when_right_and_when_wrong(visitor: Client) -> None:
    _assert_english(visitor.get("/v/"))
    _assert_english(visitor.post("/v/", {"digits": "12"}), 422)


def test_sign_in_that_fails_is_english(visitor: Client) -> None:
    _assert_english(visitor.post("/dang-nhap/", {"username": "ha@x.example", "password": "wrong"}))


def test_first_password_that_is_too_weak_is_english(visitor: Client) -> None:
    account = open_account(make_person(name="Trần Thu Hà"), login="ha@x.example", by=SYSTEM, at=AT)
    address = f"/dang-nhap/lan-dau/{first_sign_in_token(account, at=now())}/"

    _assert_english(visitor.get(address))
    _assert_english(visitor.post(address, {"password": "short"}))


def test_trouble_of_a_signed_in_person_is_english(visitor: Client) -> None:
    base = make_unit(make_unit(name="Khối thử"), name="Đơn vị thử")
    person = make_person(base, name="Nguyễn Văn Chưa")
    make_grant(person, base)
    account = open_account(person, login="chua@x.example", by=SYSTEM, at=AT)
    visitor.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    _assert_english(visitor.get("/dot/khong-co/"), 404)
    _assert_english(visitor.post("/ngon-ngu/", {"language": "fr"}), 400)
    _assert_english(visitor.get("/tim/?q=Bui"))
    _assert_english(visitor.get("/nhap/"))


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_page_of_trouble_is_english_without_any_context(name: str) -> None:
    with translation.override("en"):
        html = render_to_string(f"{name}.html")

    assert vietnamese_left(html, STORED) == []
    assert re.search(r"<h1>\w", html)
