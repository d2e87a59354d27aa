"""Accounts of a unit: inviting many at once, slips of paper, helping who cannot get in; and never more than one holds oneself."""

import re
from pathlib import Path

import pyotp
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.accounts.factors import add_app, has_second_factor, new_app_secret
from thongsuot.foundation.accounts.models import Account, OneTimeCode
from thongsuot.foundation.accounts.sessions import PROVED
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.foundation.messaging.delivery import deliver_waiting
from thongsuot.foundation.messaging.models import Delivery, Message
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.MAIL_CARRIER, settings.MAIL_FOLDER = "file", tmp_path


@pytest.fixture
def base() -> Unit:
    return make_unit(make_unit())


def _person(unit: Unit, address: str = "", name: str = "") -> Person:
    person = make_person(unit, name=name)
    Person.objects.filter(pk=person.pk).update(email=address)
    person.refresh_from_db()
    return person


def _post(client: Client, unit: Unit, verb: str, *people: Person, **more: str) -> object:
    told = {"nguoi": [person.public_id for person in people], **more}
    return client.post(f"/tai-khoan/don-vi/{unit.public_id}/{verb}/", told)


def _fresh(client: Client) -> Client:
    session = client.session
    session[PROVED] = ticking_now().timestamp()
    session.save()
    return client


def test_invite_writes_to_who_has_an_address_and_prints_for_who_has_none(base: Unit) -> None:
    client = make_client(base)
    written, printed = _person(base, "mai@example.org"), _person(base, name="Lò Văn Thắng")

    checked = _post(client, base, "xem-truoc", written, printed)
    assert not Account.objects.filter(person__in=[written, printed]).exists()  # nothing yet
    shown = _post(client, base, "moi", written, printed)

    plan = checked.context["plan"]  # type: ignore[attr-defined]
    assert ([h.person for h in plan.by_letter], [h.person for h in plan.on_paper]) == ([written], [printed])
    assert Message.objects.get().purpose == "accounts: invitation"
    account = Account.objects.get(person=printed)
    assert account.login == "thanglv"
    (code,) = re.findall(r"<code>([\w-]{14})</code>", shown.content.decode())  # type: ignore[attr-defined]
    visitor = Client()
    assert (
        visitor.post("/dang-nhap/phieu/", {"code": code.upper()})["Location"] == f"/dang-nhap/lan-dau/{code.upper()}/"
    )
    chosen = visitor.post(f"/dang-nhap/lan-dau/{code}/", {"password": "trường sơn đông nắng"})
    assert (chosen["Location"], visitor.session["_auth_user_id"]) == ("/", str(account.pk))
    assert AuditEntry.objects.filter(event="account.invited").count() == 2


def test_unit_accounts_say_what_became_of_each_invitation(base: Unit) -> None:
    client = make_client(base)
    people = {
        state: _person(base, f"{state}@example.org") for state in ("DONE", "FAILED", "UNKNOWN", "none", "PLANNED")
    }
    _post(client, base, "moi", *(person for state, person in people.items() if state != "none"))
    for state in ("DONE", "FAILED", "UNKNOWN"):
        code = OneTimeCode.objects.get(account__person=people[state])
        Message.objects.filter(pk=code.message_id).update(state=state, content_encrypted=b"", address_encrypted=b"")

    rows = client.get(f"/tai-khoan/don-vi/{base.public_id}/").context["rows"]

    told = {row.holder.person: (row.state, row.may_invite) for row in rows}
    assert {state: told[person] for state, person in people.items()} == {
        "DONE": ("đã mời", False),
        "FAILED": ("không gửi được", True),
        "UNKNOWN": ("chưa rõ đã đến chưa", True),
        "none": ("chưa có", True),
        "PLANNED": ("đang gửi lời mời", False),
    }


def test_invite_again_after_a_failure_sends_a_new_code(base: Unit) -> None:
    client, person = make_client(base), _person(base, "mai@example.org")
    _post(client, base, "moi", person)
    Message.objects.update(state=Delivery.FAILED, content_encrypted=b"", address_encrypted=b"")

    _post(client, base, "moi", person)
    deliver_waiting(now())

    assert Message.objects.filter(state=Delivery.DONE).count() == 1
    assert OneTimeCode.objects.filter(ends_at__gt=now()).count() == 1


def test_unit_accounts_narrowed_to_whom_to_invite_again_leave_the_others_out(base: Unit) -> None:
    client = make_client(base)
    lost, arrived, _none = (_person(base, f"{word}@example.org") for word in ("lost", "arrived", "none"))
    _post(client, base, "moi", lost, arrived)
    Message.objects.filter(pk=OneTimeCode.objects.get(account__person=lost).message_id).update(
        state=Delivery.FAILED, content_encrypted=b"", address_encrypted=b""
    )

    rows = client.get(f"/tai-khoan/don-vi/{base.public_id}/?loc=again").context["rows"]
    plan = _post(client, base, "xem-truoc", **{"loc": "again", "tat-ca": "1"}).context["plan"]  # type: ignore[attr-defined]

    assert [row.holder.person for row in rows] == [lost]
    assert [holder.person for holder in plan.by_letter] == [lost]


def test_invite_somebody_of_another_unit_counts_for_nothing(base: Unit) -> None:
    beside = make_unit(base.parent)
    stranger = _person(beside, "mai@example.org")
    client = make_client(base)

    answer = _post(client, base, "xem-truoc", stranger)

    assert answer["Location"] == f"/tai-khoan/don-vi/{base.public_id}/"  # type: ignore[index]
    _post(client, base, "moi", stranger)
    assert not Account.objects.filter(person=stranger).exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RAPPORTEUR, Role.INSPECTOR])
def test_unit_accounts_are_not_there_for_who_gives_no_roles(base: Unit, role: Role) -> None:
    client = make_client(base, role)

    assert client.get(f"/tai-khoan/don-vi/{base.public_id}/").status_code == 404
    assert client.get(f"/tai-khoan/nguoi/{make_person(base).public_id}/").status_code == 404


def test_unit_accounts_beside_and_above_are_not_there(base: Unit) -> None:
    client, beside = make_client(base), make_unit(base.parent)

    for unit in (beside, base.parent):
        assert unit is not None
        assert client.get(f"/tai-khoan/don-vi/{unit.public_id}/").status_code == 404
        assert client.get(f"/tai-khoan/nguoi/{make_person(unit).public_id}/").status_code == 404


def test_new_way_in_for_who_holds_more_is_refused_and_named_in_the_preview(base: Unit) -> None:
    above = _person(base, "tren@example.org")
    assert base.parent is not None
    make_grant(above, base.parent)
    client = _fresh(make_client(base))

    plan = _post(client, base, "xem-truoc", above).context["plan"]  # type: ignore[attr-defined]
    refused = client.post(f"/tai-khoan/nguoi/{above.public_id}/cap-ma/", {"giay": "1"})

    assert [holder.person for holder in plan.beyond] == [above]
    assert (refused.status_code, OneTimeCode.objects.count()) == (409, 0)


@pytest.mark.parametrize("verb", ["cap-ma", "dat-lai", "dong", "mo", "danh-tinh"])
def test_helping_needs_a_fresh_proof(base: Unit, verb: str) -> None:
    client = make_client(base)
    session = client.session
    session[PROVED] = 0
    session.save()

    answer = client.post(f"/tai-khoan/nguoi/{make_person(base).public_id}/{verb}/")

    assert answer["Location"].startswith("/tai-khoan/xac-minh/")


def test_reset_takes_the_second_step_and_the_sessions_away(base: Unit) -> None:
    client, person = _fresh(make_client(base)), make_person(base)
    theirs = sign_in(person)
    secret = new_app_secret()
    add_app(Account.objects.get(person=person), secret, pyotp.TOTP(secret).now(), at=ticking_now())

    client.post(f"/tai-khoan/nguoi/{person.public_id}/dat-lai/")

    assert not has_second_factor(Account.objects.get(person=person))
    assert theirs.get("/tai-khoan/")["Location"].startswith("/dang-nhap/")
    assert AuditEntry.objects.filter(event="account.second_step_reset").count() == 1


def test_close_account_ends_it_at_once_and_reopen_lets_in_again(base: Unit) -> None:
    client, person = _fresh(make_client(base)), make_person(base)
    theirs = sign_in(person)

    client.post(f"/tai-khoan/nguoi/{person.public_id}/dong/")
    gone = theirs.get("/tai-khoan/")
    client.post(f"/tai-khoan/nguoi/{person.public_id}/mo/")

    assert gone["Location"].startswith("/dang-nhap/")
    assert Account.objects.get(person=person).is_active
    events = AuditEntry.objects.filter(event__in=["account.closed", "account.reopened"]).order_by("pk")
    assert list(events.values_list("event", flat=True)) == ["account.closed", "account.reopened"]


def test_person_without_account_address_or_telephone_has_a_page(base: Unit) -> None:
    shown = make_client(base).get(f"/tai-khoan/nguoi/{make_person(base).public_id}/").content.decode()

    assert "Vẫn học và được tính đủ như mọi người" in shown


def test_unit_accounts_ask_as_much_for_one_as_for_many(base: Unit) -> None:
    client = make_client(base)
    counts = []
    for turn in "ab":
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/tai-khoan/don-vi/{base.public_id}/")
        counts.append(len(asked))
        for number in range(5):
            open_account(_person(base), login=f"{turn}{number}@example.org", by=SYSTEM, at=AT)

    assert counts[0] == counts[1]
