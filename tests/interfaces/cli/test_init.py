"""`thongsuot init`: what it prints and what it refuses."""

import argparse
import json

import pytest
from django.test import Client

from thongsuot.foundation.accounts.actions import InstallationFounded
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.organisations.actions.units import KindUnknown
from thongsuot.foundation.organisations.models import Unit
from thongsuot.interfaces.cli.init import add_arguments, run

pytestmark = pytest.mark.django_db
WORDS = ["--code", "SG", "--name", "Đảng bộ Khối", "--officer", "ha@sg.example"]


def _run(*more: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([*WORDS, *more]))


def test_init_prints_an_address_at_which_the_officer_chooses_a_password(capsys: pytest.CaptureFixture[str]) -> None:
    code = _run("--format", "json")

    told = json.loads(capsys.readouterr().out)
    page = Client().get(told["sign_in"].removeprefix("http://127.0.0.1:8000"))
    assert (code, told["unit"], told["officer"], page.status_code) == (0, "SG", "ha@sg.example", 200)
    assert Account.objects.get().person.home == Unit.objects.get(code="SG")


def test_init_for_people_says_how_long_the_address_lives(capsys: pytest.CaptureFixture[str]) -> None:
    _run()

    assert "dùng một lần, trong 24 giờ" in capsys.readouterr().out


def test_init_twice_is_refused() -> None:
    _run()

    with pytest.raises(InstallationFounded):
        _run("--code", "KHAC", "--officer", "khac@sg.example")


def test_init_with_an_unknown_kind_leaves_nothing_behind() -> None:
    with pytest.raises(KindUnknown):
        _run("--kind", "CỤM")

    assert (Unit.objects.count(), Account.objects.count()) == (0, 0)
