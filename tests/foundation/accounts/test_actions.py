"""Opening logins, and the first password."""

from datetime import timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.accounts.actions import (
    AccountAlreadyOpen,
    InstallationFounded,
    LoginTaken,
    PasswordTooWeak,
    account_of_token,
    choose_password,
    first_sign_in_token,
    found_installation,
    open_account,
)
from thongsuot.foundation.accounts.codes import CodeSpent
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
PASSWORD = "trường sơn đông nắng"


def test_open_account_for_a_person_has_no_password_and_keeps_the_address_apart() -> None:
    unit = make_unit()
    officer = make_person(unit)
    make_grant(officer, unit)

    account = open_account(make_person(unit), login=" Ha@Example.org ", by=officer, at=AT)

    assert (account.login, account.has_usable_password()) == ("ha@example.org", False)
    entry = AuditEntry.objects.get(event="account.opened")
    assert (entry.payload, AuditPersonal.objects.get(entry=entry).payload) == ({}, {"login": "ha@example.org"})


def test_open_account_twice_is_refused() -> None:
    unit = make_unit()
    person = make_person(unit)
    open_account(person, login="ha@example.org", by=SYSTEM, at=AT)

    with pytest.raises(LoginTaken, match="ha@example"):
        open_account(make_person(unit), login="HA@example.org", by=SYSTEM, at=AT)
    with pytest.raises(AccountAlreadyOpen):
        open_account(person, login="khac@example.org", by=SYSTEM, at=AT)


def test_open_account_by_a_secretary_is_refused() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        open_account(make_person(unit), login="ha@example.org", by=secretary, at=AT)


def test_choose_password_by_a_one_time_address_works_once() -> None:
    account = open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT)
    token = first_sign_in_token(account, at=AT)

    choose_password(token, PASSWORD, at=AT)

    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)
    assert AuditEntry.objects.filter(event="account.password_chosen", actor_id=account.person_id).count() == 1
    with pytest.raises(CodeSpent):
        choose_password(token, PASSWORD + " khác", at=AT)


@pytest.mark.parametrize("password", ["ngắn", "password1234"])
def test_choose_password_that_is_weak_is_refused_and_the_address_lives_on(password: str) -> None:
    token = first_sign_in_token(open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT), at=AT)

    with pytest.raises(PasswordTooWeak):
        choose_password(token, password, at=AT)

    assert account_of_token(token, at=AT).login == "ha@example.org"


@pytest.mark.parametrize("token", ["", "-", "abc", "MQ-", "OTk5OTk5-abc-def", "….-x", "MQ" * 5000])
def test_account_of_token_that_is_made_up_is_refused(token: str) -> None:
    with pytest.raises(CodeSpent):
        account_of_token(token, at=AT)


def test_account_of_token_after_its_day_is_refused() -> None:
    account = open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT)
    token = first_sign_in_token(account, at=AT)

    assert account_of_token(token, at=AT + timedelta(hours=23)) == account
    with pytest.raises(CodeSpent):
        account_of_token(token, at=AT + timedelta(hours=24))


def test_account_of_token_of_a_closed_account_is_refused() -> None:
    account = open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT)
    token = first_sign_in_token(account, at=AT)
    Account.objects.update(is_active=False)

    with pytest.raises(CodeSpent):
        account_of_token(token, at=AT)


def test_found_installation_makes_a_root_and_an_officer_over_it() -> None:
    account, token = found_installation(
        code="SG",
        name="Đảng bộ Khối",
        kind="ABOVE_BASE",
        officer_email="can-bo@example.org",
        officer_name="Trần Thu Hà",
        by=SYSTEM,
        at=AT,
    )

    root = Unit.objects.get()
    assert (root.code, root.parent, account.login) == ("SG", None, "can-bo@example.org")
    assert account.person is not None
    assert viewer_for(account.person, local_day(AT)).may(Permission.RUN_CAMPAIGN, root.path)
    assert account_of_token(token, at=AT) == account
    assert not account.person.memberships.exists()  # the roster says who is a member


def test_found_installation_in_a_database_with_units_is_refused() -> None:
    make_unit()

    with pytest.raises(InstallationFounded, match="đã có đơn vị"):
        found_installation(
            code="SG",
            name="Đảng bộ Khối",
            kind="ABOVE_BASE",
            officer_email="can-bo@example.org",
            officer_name="Trần Thu Hà",
            by=SYSTEM,
            at=AT,
        )

    assert not Account.objects.exists()
