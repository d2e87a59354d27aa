"""Guessing fails; locking others out fails too."""

from datetime import timedelta

import pytest

from tests.builders.organisations import AT
from thongsuot.foundation.accounts.models import Attempt
from thongsuot.foundation.accounts.throttling import (
    PASSWORDS,
    TooManyAttempts,
    count_attempt,
    forget_attempts,
    refuse_too_many_attempts,
)

pytestmark = pytest.mark.django_db
STRANGER = {"account": "ha@example.org", "address": "10.0.0.1"}


def _is_open(tried: dict[str, str], at: object = AT) -> bool:
    try:
        refuse_too_many_attempts("password", PASSWORDS, tried, at=at)  # type: ignore[arg-type]
    except TooManyAttempts:
        return False
    return True


def _fail(tried: dict[str, str], times: int) -> None:
    for _ in range(times):
        count_attempt("password", tried, at=AT)


def test_refuse_too_many_attempts_after_ten_for_one_account_from_many_addresses() -> None:
    for number in range(10):
        _fail(STRANGER | {"address": f"10.0.0.{number}"}, 1)

    assert not _is_open(STRANGER | {"address": "10.9.9.9"})
    assert _is_open(STRANGER | {"account": "mai@example.org"})


def test_refuse_too_many_attempts_leaves_a_known_device_alone() -> None:
    _fail(STRANGER, 10)

    assert _is_open({"device": "known", "address": "10.0.0.2"})
    _fail({"device": "known", "address": "10.0.0.2"}, 10)
    assert not _is_open({"device": "known", "address": "10.0.0.2"})


def test_refuse_too_many_attempts_for_many_accounts_from_one_address() -> None:
    for number in range(200):
        count_attempt("password", {"account": f"p{number}", "address": "10.0.0.1"}, at=AT)

    assert not _is_open({"account": "another", "address": "10.0.0.1"})
    assert _is_open({"account": "another", "address": "10.0.0.2"})


def test_refuse_too_many_attempts_after_an_hour_is_open_again() -> None:
    _fail(STRANGER, 10)

    assert not _is_open(STRANGER, AT + timedelta(minutes=59))
    assert _is_open(STRANGER, AT + timedelta(hours=1))


def test_forget_attempts_forgets_the_account_and_not_the_address() -> None:
    _fail(STRANGER, 9)

    forget_attempts("password", STRANGER)

    assert Attempt.objects.count() == 9


def test_count_attempt_lets_go_of_what_is_a_day_old() -> None:
    _fail(STRANGER, 3)

    count_attempt("password", STRANGER, at=AT + timedelta(days=1, seconds=1))

    assert Attempt.objects.count() == 2
