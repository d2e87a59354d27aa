"""One-time codes: once, in time, for one purpose."""

from datetime import timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_person
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.accounts.codes import (
    ON_PAPER,
    CodeSpent,
    account_of_code,
    issue_code,
    make_code,
    spelled,
    spend_code,
)
from thongsuot.foundation.accounts.models import Account, CodePurpose, OneTimeCode

pytestmark = pytest.mark.django_db
FIRST, LINK = CodePurpose.FIRST_SIGN_IN, CodePurpose.SIGN_IN


@pytest.fixture
def account() -> Account:
    return open_account(make_person(), login="ha@example.org", by=SYSTEM, at=AT)


def _issue(account: Account, code: str, purpose: CodePurpose = FIRST) -> str:
    issue_code(account, purpose, code, at=AT, ends_at=AT + timedelta(hours=1), issued_by="tests")
    return code


def test_spend_code_lets_in_once(account: Account) -> None:
    code = _issue(account, make_code(ON_PAPER))

    assert account_of_code(code, FIRST, at=AT) == account
    assert spend_code(code, FIRST, at=AT) == account
    with pytest.raises(CodeSpent):
        spend_code(code, FIRST, at=AT)


@pytest.mark.parametrize("typed", ["7K3M-P9XD-2HQW", " 7k3m p9xd 2hqw ", "7k3mp9xd2hqw", "7k3m–p9xd–2hqw"])
def test_account_of_code_reads_what_was_copied_from_paper(account: Account, typed: str) -> None:
    _issue(account, "7k3mp9xd2hqw")

    assert account_of_code(typed, FIRST, at=AT) == account


def test_account_of_code_takes_letters_that_look_alike_for_one_another(account: Account) -> None:
    _issue(account, "01vv01vv01vv")

    assert account_of_code("OluVoIUvOLuu", FIRST, at=AT) == account


def test_account_of_code_of_another_purpose_is_refused(account: Account) -> None:
    code = _issue(account, make_code(ON_PAPER))

    with pytest.raises(CodeSpent):
        account_of_code(code, LINK, at=AT)


def test_account_of_code_that_is_over_is_refused(account: Account) -> None:
    code = _issue(account, make_code(ON_PAPER))

    with pytest.raises(CodeSpent):
        account_of_code(code, FIRST, at=AT + timedelta(hours=1))


def test_issue_code_ends_the_ones_before_of_its_purpose_only(account: Account) -> None:
    before, link = _issue(account, "a" * 12), _issue(account, "b" * 12, LINK)
    _issue(account, "c" * 12)

    with pytest.raises(CodeSpent):
        account_of_code(before, FIRST, at=AT)
    assert account_of_code(link, LINK, at=AT) == account


def test_issue_code_keeps_nothing_from_which_the_code_can_be_read(account: Account) -> None:
    code = _issue(account, make_code(ON_PAPER))

    kept = bytes(OneTimeCode.objects.get().digest)
    assert code.encode() not in kept
    assert len(kept) == 16


def test_spelled_groups_by_four() -> None:
    assert spelled("7k3mp9xd2hqw") == "7k3m-p9xd-2hqw"


@pytest.mark.parametrize("made_up", ["", "-", "…", "a" * 10_000, "\x00"])
def test_account_of_code_that_is_made_up_is_refused(made_up: str) -> None:
    with pytest.raises(CodeSpent):
        account_of_code(made_up, FIRST, at=AT)
