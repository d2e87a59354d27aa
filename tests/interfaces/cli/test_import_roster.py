"""`thongsuot import roster`: what it prints, what it changes, how it exits."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.organisations import make_unit
from tests.builders.rosters import ROOT, make_roster, member
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit
from thongsuot.interfaces.cli.import_ import add_arguments, run
from thongsuot.interfaces.cli.import_roster import UnknownUnit

pytestmark = pytest.mark.django_db
Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def command(settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command on members and return its exit code and what it printed."""
    settings.FILES_ROOT = tmp_path / "files"
    make_unit(code="KHOI", name=ROOT)

    def command(*members: tuple[object, ...], more: tuple[str, ...] = (), unit: str = "KHOI") -> tuple[int, dict]:
        path = make_roster(tmp_path / "r.xlsx", members=members)
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args(["roster", str(path), "--unit", unit, "--format", "json", *more]))
        return code, json.loads(capsys.readouterr().out)

    return command


def test_import_roster_answers_the_contract(command: Command) -> None:
    code, told = command(member(), member(born_on="xx"))

    assert code == 1
    assert {
        key: told[key] for key in ("rows", "accepted", "rejected", "unchanged", "units", "questions", "refused")
    } == {
        "rows": 2,
        "accepted": 1,
        "rejected": 1,
        "unchanged": 0,
        "units": {"created": 3, "unchanged": 1},
        "questions": [],
        "refused": None,
    }
    assert told["job"] == RosterImport.objects.get().public_id
    assert [(error["row"], error["column"], error["code"]) for error in told["errors"]] == [
        (7, "Ngày sinh", "not_a_date")
    ]


def test_import_roster_dry_run_says_the_same_and_changes_nothing(command: Command) -> None:
    rows = (member(), member())

    code, told = command(*rows, more=("--dry-run",))

    assert (code, told["accepted"], told["units"]["created"], told["job"]) == (0, 2, 3, None)
    assert (Person.objects.count(), Unit.objects.count(), RosterImport.objects.count()) == (0, 1, 0)


def test_import_roster_twice_exits_in_order(command: Command) -> None:
    row = member()
    command(row)

    code, told = command(row)

    assert (code, told["accepted"], told["unchanged"], told["job"]) == (0, 0, 1, None)


def test_import_roster_into_an_unknown_unit_is_refused(command: Command) -> None:
    with pytest.raises(UnknownUnit):
        command(member(), unit="KHONG")
