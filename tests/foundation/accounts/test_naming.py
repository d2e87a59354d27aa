"""Logins as they are typed, and short names as offices give them."""

import pytest

from thongsuot.foundation.accounts.naming import plain_login, short_name


@pytest.mark.parametrize("typed", ["ha@example.org", " HA@Example.org ", "ｈａ@example.org", "ha@EXAMPLE.ORG"])
def test_plain_login_has_one_form(typed: str) -> None:
    assert plain_login(typed) == "ha@example.org"


@pytest.mark.parametrize(
    ("name", "login"),
    [("Trần Thu Hà", "hatt"), ("Đỗ Đức", "ducd"), ("H'Hen Niê", "nieh"), ("Mai", "mai"), ("Lý", "ly")],
)
def test_short_name_is_the_given_name_and_first_letters(name: str, login: str) -> None:
    assert short_name(name, ()) == login


def test_short_name_that_is_taken_gets_a_number() -> None:
    assert short_name("Trần Thu Hà", {"hatt", "hatt2"}) == "hatt3"
