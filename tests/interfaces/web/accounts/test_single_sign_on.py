"""Single sign-on against a small service of our own on this machine: who comes in, and who does not."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
import pyotp
import pytest
from django.conf import LazySettings
from django.test import Client

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.web import sign_in
from thongsuot.foundation.accounts.actions import IdentityTaken, link_identity, open_account
from thongsuot.foundation.accounts.factors import add_app, new_app_secret
from thongsuot.foundation.accounts.models import Account, OpenSession
from thongsuot.foundation.accounts.queries import identity_of
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import ticking_now

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/sso/oidc/"


@dataclass
class FakeService:
    """A sign-on service: hands out one identity, and checks the proof of possession (PKCE) as a real one does."""

    subject: str = "s-123"
    email: str = "ha@example.org"
    is_verified: bool = True
    challenge: str = ""
    address: str = ""
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: dict, start: object) -> list[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        told = getattr(self, f"_{path.strip('/').replace('.', '').replace('-', '_').replace('/', '_')}")(environ)
        start("200 OK" if "error" not in told else "400 Bad Request", [("Content-Type", "application/json")])  # type: ignore[operator]
        return [json.dumps(told).encode()]

    def _well_known_openid_configuration(self, _environ: dict) -> dict:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _token(self, environ: dict) -> dict:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).decode().rstrip("=")
        if (given["code"], given["client_secret"], proof) != ("good", "very secret", self.challenge):
            return {"error": "invalid_grant"}
        return {"access_token": "t", "token_type": "Bearer", "id_token": self._identity()}

    def _userinfo(self, _environ: dict) -> dict:
        return {"sub": self.subject, "email": self.email, "email_verified": self.is_verified}

    def _identity(self) -> str:
        claims = self._userinfo({}) | {"iss": self.address, "aud": "thongsuot", "exp": 4_000_000_000, "iat": 1}
        return jwt.encode(claims, "k" * 32, algorithm="HS256")


class _Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def service(settings: LazySettings) -> Iterator[FakeService]:
    fake = FakeService()
    server = make_server("127.0.0.1", 0, fake, handler_class=_Silent)  # type: ignore[arg-type]
    fake.address = f"http://127.0.0.1:{server.server_port}"
    settings.OIDC_SERVER, settings.OIDC_NAME = fake.address, "Cổng tỉnh"
    app = {"provider_id": "oidc", "name": "Cổng tỉnh", "client_id": "thongsuot", "secret": "very secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"], "APPS": [app]}
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def account() -> Account:
    return open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT)


def _come_back(client: Client, service: FakeService, address: str = LOGIN, **more: str) -> object:
    """Go to the service and come back with what it would say."""
    there = client.get(address)["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert there.startswith(f"{service.address}/authorize?")
    assert set(asked["scope"].split()) == {"openid", "email"}
    service.challenge = asked["code_challenge"]
    return client.get(f"{LOGIN}ve/", {"code": "good", "state": asked["state"]} | more)


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_in_page_offers_the_service_where_there_is_one(client: Client, service: FakeService) -> None:
    assert "Vào bằng Cổng tỉnh" in client.get("/dang-nhap/").content.decode()


def test_sign_on_without_a_service_is_not_there(client: Client) -> None:
    assert "/sso/" not in client.get("/dang-nhap/").content.decode()
    assert client.get(LOGIN).status_code == 404


def test_sign_on_of_whom_an_officer_has_linked_lets_in(client: Client, service: FakeService, account: Account) -> None:
    link_identity(account.person, provider="oidc", identity="s-123", by=SYSTEM, at=AT)

    answer = _come_back(client, service, f"{LOGIN}?next=/tai-khoan/")

    assert answer["Location"] == "/tai-khoan/"  # type: ignore[index]
    assert client.session["_auth_user_id"] == str(account.pk)
    assert OpenSession.objects.get(account=account).means == "SINGLE_SIGN_ON"
    assert AuditEntry.objects.filter(event="account.signed_in", actor_id=account.person_id).count() == 1


def test_sign_on_of_somebody_unknown_lets_nobody_in_and_opens_no_account(
    client: Client, service: FakeService, account: Account
) -> None:
    answer = _come_back(client, service)

    assert answer["Location"] == "/dang-nhap/"  # type: ignore[index]
    assert "chưa được nối với tài khoản nào" in client.get("/dang-nhap/").content.decode()
    assert (Account.objects.count(), _is_in(client)) == (1, False)


@pytest.mark.parametrize(
    ("allowed", "verified", "expected"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_sign_on_by_an_equal_address_only_where_the_setting_allows_and_it_is_verified(
    client: Client,
    service: FakeService,
    account: Account,
    settings: LazySettings,
    allowed: bool,
    verified: bool,
    expected: bool,
) -> None:
    settings.OIDC_MATCHES_EMAIL = allowed
    service.is_verified = verified

    _come_back(client, service)

    assert _is_in(client) is expected


def test_sign_on_of_a_closed_account_lets_nobody_in(client: Client, service: FakeService, account: Account) -> None:
    link_identity(account.person, provider="oidc", identity="s-123", by=SYSTEM, at=AT)
    Account.objects.update(is_active=False)

    _come_back(client, service)

    assert not _is_in(client)


@pytest.mark.parametrize(("trusted", "where"), [(False, "/dang-nhap/buoc-hai/"), (True, "/")])
def test_sign_on_still_asks_for_the_second_step_unless_the_service_does(
    client: Client, service: FakeService, account: Account, settings: LazySettings, trusted: bool, where: str
) -> None:
    settings.OIDC_HAS_SECOND_STEP = trusted
    link_identity(account.person, provider="oidc", identity="s-123", by=SYSTEM, at=AT)
    secret = new_app_secret()
    add_app(account, secret, pyotp.TOTP(secret).now(), at=ticking_now())

    assert _come_back(client, service)["Location"] == where  # type: ignore[index]


@pytest.mark.parametrize("told", [{"state": "forged"}, {"code": "bad"}, {"error": "access_denied", "code": ""}])
def test_sign_on_with_a_forged_or_refused_answer_lets_nobody_in(
    client: Client, service: FakeService, account: Account, told: dict[str, str]
) -> None:
    link_identity(account.person, provider="oidc", identity="s-123", by=SYSTEM, at=AT)

    answer = _come_back(client, service, **told)

    assert answer["Location"] == "/dang-nhap/"  # type: ignore[index]
    assert not _is_in(client)


def test_link_identity_of_another_account_is_refused_and_an_empty_one_unlinks(account: Account) -> None:
    link_identity(account.person, provider="oidc", identity="s-123", by=SYSTEM, at=AT)
    other = make_person()
    open_account(other, login="khac@example.org", by=SYSTEM, at=AT)

    with pytest.raises(IdentityTaken):
        link_identity(other, provider="oidc", identity="s-123", by=SYSTEM, at=AT)
    link_identity(account.person, provider="oidc", identity="", by=SYSTEM, at=AT)
    link_identity(other, provider="oidc", identity="s-123", by=SYSTEM, at=AT)


def test_identity_is_written_by_an_officer_on_the_persons_page(client: Client, service: FakeService) -> None:
    base = make_unit(make_unit())
    officer, person = make_person(base), make_person(base)
    make_grant(officer, base)
    account = open_account(person, login="ha@example.org", by=SYSTEM, at=AT)
    browser = sign_in(officer)
    session = browser.session
    session["proved"] = ticking_now().timestamp()
    session.save()

    browser.post(f"/tai-khoan/nguoi/{person.public_id}/danh-tinh/", {"subject": " s-123 "})

    assert identity_of(account, "oidc") == "s-123"
    assert "s-123" in browser.get(f"/tai-khoan/nguoi/{person.public_id}/").content.decode()
