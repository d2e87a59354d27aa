"""`thongsuot figures`: the contract of its answer, in every form."""

import argparse
import csv
import io
import json

import openpyxl
import pytest

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.interfaces.cli.figures import NoSuchCampaign, NoSuchUnit, add_arguments, run
from thongsuot.interfaces.cli.output import InstantNotUnderstood

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _campaign() -> None:
    """Two bases; one member of three has studied, on 15 April."""
    bloc = make_unit(code="KHOI")
    one, other = make_unit(bloc, code="K01"), make_unit(bloc, code="K02")
    people = [make_person(one), make_person(one), make_person(other)]
    campaign = make_campaign(bloc)
    make_roll(campaign)
    hold_class(campaign_unit_of(campaign, one), make_held(campaign, present=[entry_of(campaign, people[0])]))


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["nq13", *words]))


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert _run("--format", "json", *words) == 0
    return json.loads(capsys.readouterr().out)


def test_figures_as_json_answer_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    told = _told(capsys)

    assert set(told) == {"campaign", "unit", "as_of", "fresh_at", "audiences", "obligations", "classes"}
    members = next(a for a in told["audiences"] if a["code"] == "members")
    assert {k: members[k] for k in ("studied", "expected", "percent", "target", "met", "short_by")} == {
        "studied": 1,
        "expected": 3,
        "percent": 33.33,
        "target": 98.0,
        "met": False,
        "short_by": 2,
    }
    assert sum(members["by_mode"].values()) == sum(members["by_grade"].values()) == 1
    non_members = next(a for a in told["audiences"] if a["code"] == "non_members")
    assert (non_members["expected"], non_members["percent"], non_members["undeclared_units"]) == (None, None, 2)
    assert {o["code"] for o in told["obligations"]} == {"hold_study", "study_plan", "action_programme"}
    assert set(told["classes"]) == {"held", "own", "below", "planned", "by_form"}


def test_figures_of_a_unit_count_that_unit_alone(capsys: pytest.CaptureFixture[str]) -> None:
    told = _told(capsys, "--unit", "K02")

    members = next(a for a in told["audiences"] if a["code"] == "members")
    assert (told["unit"], members["studied"], members["expected"]) == ("K02", 0, 1)
    assert told["classes"]["held"] == 0


def test_figures_before_anything_was_recorded_are_nought(capsys: pytest.CaptureFixture[str]) -> None:
    told = _told(capsys, "--as-of", "2021-04-01")

    assert next(a["studied"] for a in told["audiences"] if a["code"] == "members") == 0


def test_figures_as_csv_and_as_a_table_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--format", "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    _run()
    table = capsys.readouterr().out

    assert rows[0][:5] == ["code", "name", "studied", "expected", "percent"]
    assert rows[1][:5] == ["members", "Đảng viên", "1", "3", "33.33"]
    assert "33,33%" in table
    assert "2 đơn vị chưa khai" in table


def test_figures_as_a_workbook_hold_numbers(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _run("--format", "xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(capfdbinary.readouterr().out)).active
    assert [cell.value for cell in sheet[2]][:4] == ["members", "Đảng viên", 1, 3]


def test_figures_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(NoSuchUnit, match="K99"):
        _run("--unit", "K99")
    with pytest.raises(InstantNotUnderstood, match="14/6"):
        _run("--as-of", "14/6")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(NoSuchCampaign, match="khac"):
        run(parser.parse_args(["khac"]))
