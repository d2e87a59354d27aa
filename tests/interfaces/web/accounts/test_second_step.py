"""The second step: demanded of wide roles, asked at sign-in, changed only after a fresh proof."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import choose_password, first_sign_in_token, open_account
from thongsuot.foundation.accounts.factors import add_app, factors_of, has_second_factor, new_app_secret
from thongsuot.foundation.accounts.models import Account, OpenSession
from thongsuot.foundation.accounts.sessions import PROVED
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import ticking_now

pytestmark = pytest.mark.django_db
PASSWORD = "trường sơn đông nắng"
HOME, SETUP, STEP = "/to-chuc/", "/tai-khoan/bao-mat/buoc-hai/", "/dang-nhap/buoc-hai/"


@pytest.fixture
def account(settings: LazySettings) -> Account:
    """An officer with a password, where wide roles must have a second step."""
    settings.SECOND_FACTOR_REQUIRED = True
    unit = make_unit()
    person = make_person(unit)
    make_grant(person, unit)
    opened = open_account(person, login="ha@example.org", by=SYSTEM, at=AT)
    return choose_password(first_sign_in_token(opened, at=AT), PASSWORD, at=AT)


def _sign_in(client: Client) -> str:
    return client.post("/dang-nhap/", {"username": "ha@example.org", "password": PASSWORD})["Location"]


def _with_app(account: Account) -> tuple[pyotp.TOTP, list[str]]:
    secret = new_app_secret()
    app = pyotp.TOTP(secret)
    codes = add_app(account, secret, app.at(ticking_now() - timedelta(seconds=30)), at=ticking_now())
    return app, codes


@pytest.mark.usefixtures("account")
def test_wide_role_without_a_second_step_is_led_to_set_one_up(client: Client) -> None:
    assert _sign_in(client) == "/"

    assert client.get(HOME)["Location"] == SETUP
    assert client.post("/nhap/")["Location"] == SETUP
    assert client.get(SETUP).status_code == 200
    assert client.get("/tai-khoan/")["Location"] == SETUP


def test_narrow_role_without_a_second_step_goes_on(settings: LazySettings, client: Client) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    base = make_unit(make_unit())
    person = make_person(base)
    make_grant(person, base, Role.SECRETARY)
    account = open_account(person, login="ha@example.org", by=SYSTEM, at=AT)
    choose_password(first_sign_in_token(account, at=AT), PASSWORD, at=AT)
    _sign_in(client)

    assert client.get(HOME).status_code == 200


def test_wide_role_in_its_grace_may_put_it_off(account: Account, client: Client, settings: LazySettings) -> None:
    settings.SECOND_FACTOR_GRACE_DAYS = 7
    Account.objects.update(opened_at=ticking_now())
    _sign_in(client)

    assert client.get(HOME).status_code == 200
    assert "Để sau" in client.get(SETUP).content.decode()
    Account.objects.update(opened_at=ticking_now() - timedelta(days=8))
    assert client.get(HOME)["Location"] == SETUP
    assert "Để sau" not in client.get(SETUP).content.decode()


def test_new_app_by_its_first_code_opens_the_way_and_shows_codes_once(account: Account, client: Client) -> None:
    _sign_in(client)
    secret = client.get("/tai-khoan/bao-mat/ung-dung/").context["secret"]

    wrong = client.post("/tai-khoan/bao-mat/ung-dung/", {"code": "000000"})
    right = client.post("/tai-khoan/bao-mat/ung-dung/", {"code": pyotp.TOTP(secret).now()})

    assert wrong.status_code == 422
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", right.content.decode())
    assert len(set(codes)) == 10
    assert client.get(HOME).status_code == 200
    assert AuditEntry.objects.filter(event="account.app_added", actor_id=account.person_id).count() == 1
    assert codes[0] not in client.get("/tai-khoan/bao-mat/").content.decode()


def test_sign_in_with_a_second_step_asks_for_it_and_takes_each_code_once(account: Account, client: Client) -> None:
    app, _codes = _with_app(account)

    assert _sign_in(client) == STEP
    assert "_auth_user_id" not in client.session
    assert client.get(HOME)["Location"].startswith("/dang-nhap/")
    assert client.post(STEP, {"code": "12"}).status_code == 422
    code = app.now()
    assert client.post(STEP, {"code": code})["Location"] == "/"
    assert client.get(HOME).status_code == 200
    other = Client()
    _sign_in(other)
    assert other.post(STEP, {"code": code}).status_code == 422


def test_recovery_code_lets_in_once(account: Account, client: Client) -> None:
    _app, codes = _with_app(account)
    _sign_in(client)

    assert client.post(STEP, {"code": f"{codes[0][:4]} {codes[0][4:]}"})["Location"] == "/"
    assert factors_of(account).codes_left == 9
    other = Client()
    _sign_in(other)
    assert other.post(STEP, {"code": codes[0]}).status_code == 422


def test_second_step_after_ten_wrong_codes_is_closed_to_the_right_one(account: Account, client: Client) -> None:
    app, _codes = _with_app(account)
    _sign_in(client)
    for _ in range(10):
        client.post(STEP, {"code": "000000"})

    assert client.post(STEP, {"code": app.now()}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_second_step_without_a_first_is_not_there(client: Client) -> None:
    assert client.get(STEP)["Location"] == "/dang-nhap/"


def test_second_step_a_quarter_of_an_hour_late_begins_again(account: Account, client: Client) -> None:
    app, _codes = _with_app(account)
    _sign_in(client)

    with time_machine.travel(ticking_now() + timedelta(minutes=16), tick=False):
        assert client.post(STEP, {"code": app.now()})["Location"] == "/dang-nhap/"


@pytest.mark.parametrize("address", ["mat-khau/", "ung-dung/", "ung-dung/go/", "khoa/", "khoa/1/go/", "ma-du-phong/"])
def test_changing_a_way_in_needs_a_fresh_proof(account: Account, client: Client, address: str) -> None:
    app, _codes = _with_app(account)
    _sign_in(client)
    client.post(STEP, {"code": app.now()})
    session = client.session
    session[PROVED] -= 601
    session.save()

    stale = client.post(f"/tai-khoan/bao-mat/{address}")

    assert stale["Location"] == "/tai-khoan/xac-minh/?next=%2Ftai-khoan%2Fbao-mat%2F"
    assert has_second_factor(account)
    assert client.post("/tai-khoan/xac-minh/", {"password": "sai", "next": "/tai-khoan/"}).status_code == 422
    proved = client.post("/tai-khoan/xac-minh/", {"password": PASSWORD, "next": "https://evil.example/"})
    assert proved["Location"] == "/"
    assert client.session[PROVED] > session[PROVED] + 600


def test_drop_app_takes_codes_with_it_and_the_role_is_asked_again(account: Account, client: Client) -> None:
    app, _codes = _with_app(account)
    _sign_in(client)
    client.post(STEP, {"code": app.now()})

    client.post("/tai-khoan/bao-mat/ung-dung/go/")

    assert (factors_of(account).has_any, factors_of(account).codes_left) == (False, None)
    assert client.get(HOME)["Location"] == SETUP


def test_new_codes_end_the_old_ones(account: Account, client: Client) -> None:
    app, codes = _with_app(account)
    _sign_in(client)
    client.post(STEP, {"code": app.now()})

    shown = client.post("/tai-khoan/bao-mat/ma-du-phong/").content.decode()

    fresh = [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", shown)]
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)


def test_secrets_are_not_readable_in_the_tables(account: Account) -> None:
    secret = new_app_secret()
    add_app(account, secret, pyotp.TOTP(secret).now(), at=ticking_now())

    from allauth.mfa.models import Authenticator

    assert not any(secret in str(row.data) for row in Authenticator.objects.all())


def test_session_that_was_ended_elsewhere_is_over_at_once(account: Account, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        _sign_in(browser)
    (line,) = [s for s in client.get("/tai-khoan/bao-mat/").context["sessions"] if not s.is_this]

    client.post(f"/tai-khoan/bao-mat/phien/{line.token}/ket-thuc/")

    assert other.get("/tai-khoan/bao-mat/")["Location"].startswith("/dang-nhap/")
    assert client.get("/tai-khoan/bao-mat/").status_code == 200
    assert OpenSession.objects.filter(account=account).count() == 1


def test_session_of_somebody_else_cannot_be_ended(account: Account, client: Client) -> None:
    stranger = Client()
    stranger.force_login(open_account(make_person(), login="x@example.org", by=SYSTEM, at=AT))
    _sign_in(client)
    mine = client.get("/tai-khoan/bao-mat/").context["sessions"][0].token

    stranger.post(f"/tai-khoan/bao-mat/phien/{mine}/ket-thuc/")

    assert client.get("/tai-khoan/bao-mat/").status_code == 200


def test_new_password_ends_other_sessions_and_keeps_this_one(account: Account, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        _sign_in(browser)

    weak = client.post("/tai-khoan/bao-mat/mat-khau/", {"password": "ngắn"})
    client.post("/tai-khoan/bao-mat/mat-khau/", {"password": "một mật khẩu khác hẳn"})

    assert weak.status_code == 422
    assert client.get("/tai-khoan/bao-mat/").status_code == 200
    assert other.get("/tai-khoan/bao-mat/")["Location"].startswith("/dang-nhap/")


def test_sign_in_gives_the_session_a_new_key(account: Account, client: Client) -> None:
    client.get("/dang-nhap/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = session.session_key

    _sign_in(client)

    assert client.session.session_key != before
    assert not OpenSession.objects.filter(session_key=before).exists()


@pytest.mark.parametrize("later", [timedelta(minutes=61), timedelta(hours=13)])
def test_session_left_alone_or_too_old_is_over(account: Account, client: Client, later: timedelta) -> None:
    _sign_in(client)

    with time_machine.travel(ticking_now() + later, tick=False):
        gone = client.get("/tai-khoan/bao-mat/")

    assert gone["Location"].startswith("/dang-nhap/")
