"""Signing in: by password, by a one-time address, by one click in the demonstration alone."""

import re

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.accounts.actions import choose_password, first_sign_in_token, open_account
from thongsuot.foundation.accounts.models import Account, OpenSession
from thongsuot.foundation.accounts.queries import DEMONSTRATION_DOMAIN
from thongsuot.foundation.core.clock import now

pytestmark = pytest.mark.django_db
PASSWORD = "trường sơn đông nắng"


@pytest.fixture
def account() -> Account:
    """A secretary who has chosen a password."""
    unit = make_unit()
    person = make_person(unit)
    make_grant(person, unit)
    opened = open_account(person, login="ha@example.org", by=SYSTEM, at=AT)
    return choose_password(first_sign_in_token(opened, at=AT), PASSWORD, at=AT)


def _sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    told = {"username": "Ha@example.org", "password": password, **more}
    return client.post("/dang-nhap/", told).status_code


def test_sign_in_with_the_right_password_leads_home(account: Account, client: Client) -> None:
    assert _sign_in(client) == 302
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.usefixtures("account")
def test_sign_in_with_a_wrong_password_says_the_same_as_for_an_unknown_address(client: Client) -> None:
    wrong = client.post("/dang-nhap/", {"username": "ha@example.org", "password": "sai hoàn toàn"})
    unknown = client.post("/dang-nhap/", {"username": "khong@example.org", "password": "sai hoàn toàn"})

    said = list(wrong.context["form"].non_field_errors())
    assert said == list(unknown.context["form"].non_field_errors())
    assert said[0].startswith("Địa chỉ hoặc mật khẩu chưa đúng.")
    assert "<title>Lỗi: " in wrong.content.decode()


@pytest.mark.usefixtures("account")
def test_sign_in_after_ten_wrong_passwords_is_closed_even_to_the_right_one(client: Client) -> None:
    for _ in range(10):
        _sign_in(client, "sai hoàn toàn")

    assert _sign_in(client) == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("account")
def test_sign_in_with_a_wrong_password_asks_the_database_as_much_as_for_an_unknown_login() -> None:
    asked = []
    for login in ("ha@example.org", "khong@example.org"):
        with CaptureQueriesContext(connection) as statements:
            Client().post("/dang-nhap/", {"username": login, "password": "sai hoàn toàn"})
        asked.append([re.sub(r"'[^']*'|\d+", "?", statement["sql"]) for statement in statements])

    assert asked[0] == asked[1]


@pytest.mark.usefixtures("account")
def test_sign_in_closed_to_strangers_stays_open_on_the_holders_device(client: Client) -> None:
    _sign_in(client)
    client.post("/dang-xuat/")
    for _ in range(10):
        _sign_in(Client(), "sai hoàn toàn")

    assert _sign_in(Client()) == 429
    assert _sign_in(client) == 302


@pytest.mark.usefixtures("account")
def test_sign_in_forgets_sessions_that_are_over(client: Client) -> None:
    _sign_in(client)
    OpenSession.objects.update(expire_date=AT)

    _sign_in(Client())

    assert OpenSession.objects.count() == 1


@pytest.mark.usefixtures("account")
def test_sign_in_never_leads_to_another_site(client: Client) -> None:
    answer = client.post(
        "/dang-nhap/", {"username": "ha@example.org", "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert answer["Location"] == "/"


def test_first_password_by_a_one_time_address_lets_in_once(client: Client) -> None:
    opened = open_account(make_person(), login="moi@example.org", by=SYSTEM, at=AT)
    address = f"/dang-nhap/lan-dau/{first_sign_in_token(opened, at=now())}/"

    weak = client.post(address, {"password": "ngắn"})
    chosen = client.post(address, {"password": PASSWORD})

    assert weak.status_code == 200
    assert weak.context["form"].errors["password"]
    assert (chosen.status_code, client.session["_auth_user_id"]) == (302, str(opened.pk))
    again = Client().get(address)
    assert again.status_code == 409
    assert "đã dùng hoặc đã hết hạn" in again.content.decode()


def test_sign_out_by_post_alone(account: Account, client: Client) -> None:
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.fixture
def role(settings: LazySettings) -> str:
    """An officer of the demonstration, whose account has no password."""
    settings.DEMONSTRATION = True
    open_account(make_person(), login=f"can-bo@{DEMONSTRATION_DOMAIN}", by=SYSTEM, at=AT)
    return "/dang-nhap/mau/can-bo/"


def test_sign_in_as_a_role_of_the_demonstration_takes_one_click(role: str, client: Client) -> None:
    assert "Cán bộ theo dõi của Đảng ủy Khối" in client.get("/dang-nhap/").content.decode()

    assert client.post(role).status_code == 302
    assert "_auth_user_id" in client.session


def test_sign_in_as_a_role_needs_no_second_step(role: str, client: Client, settings: LazySettings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    person = Account.objects.get().person
    assert person is not None
    make_grant(person, person.home)
    client.post(role)

    assert client.get("/to-chuc/").status_code == 200


@pytest.mark.parametrize(
    "where", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": "::ffff:10.0.0.7"}]
)
def test_sign_in_as_from_elsewhere_or_through_a_proxy_is_not_there(
    role: str, client: Client, where: dict[str, str]
) -> None:
    assert client.post(role, **where).status_code == 404  # type: ignore[arg-type]
    assert "Bản trình diễn" not in client.get("/dang-nhap/", **where).content.decode()  # type: ignore[arg-type]


def test_sign_in_as_in_a_real_installation_is_not_there(role: str, client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False

    assert client.post(role).status_code == 404


@pytest.mark.parametrize("address", ["/", "/m/", "/tim/", "/dot/nq13/", "/tro-giup/"])
def test_pages_without_signing_in_lead_to_it(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/dang-nhap/?next={address}"
