"""The demonstration: invented from a seed, built by the real actions under the real database roles, figure for figure."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.interfaces.cli.demonstration.conftest import Built
from thongsuot.interfaces.cli.demonstration.calibration import ANSWERS, BASE_CLASSES, FORMS, NON_MEMBERS_STUDIED
from thongsuot.interfaces.cli.demonstration.members import members_of, non_members_of
from thongsuot.interfaces.cli.demonstration.non_members import NAMED_AND_ABSENT, counted_non_members, declared_totals
from thongsuot.interfaces.cli.demonstration.schedule import DISTANCING, planned_classes
from thongsuot.interfaces.cli.demonstration.units import BASE_COMMITTEE, base_units


def test_base_units_are_the_blocs() -> None:
    units = base_units()

    assert len(units) == 90
    assert sum(unit.members for unit in units) == 4600
    assert Counter(unit.kind == BASE_COMMITTEE for unit in units) == {True: 41, False: 49}
    assert sum(len(unit.cells) for unit in units if unit.kind == BASE_COMMITTEE) == 224


def test_members_of_gives_the_same_people_every_time() -> None:
    members = members_of(base_units())

    assert members == members_of(base_units())
    assert (sum(m.is_key for m in members), sum(not m.card for m in members), sum(m.is_exempt for m in members)) == (
        240,
        92,
        46,
    )
    assert len({(m.person.name, m.person.born_on) for m in members}) == 4600
    assert not any(m.is_key and (m.is_exempt or not m.card) for m in members)
    assert len(non_members_of(base_units())) == 219


def test_planned_classes_gather_nobody_while_distancing() -> None:
    classes = planned_classes(base_units())

    assert len(classes) == BASE_CLASSES
    assert Counter(c.form for c in classes) == FORMS
    assert {c.form for c in classes if DISTANCING[0] <= c.day <= DISTANCING[1]} <= {"online", "in_parts", "folded"}


def test_counted_non_members_never_exceed_what_was_declared() -> None:
    totals, counted = declared_totals(base_units()), counted_non_members(base_units())
    named = 219 - sum(NAMED_AND_ABSENT.values())

    assert (len(totals), sum(totals.values())) == (83, 4580)
    assert sum(counted.values()) + named == NON_MEMBERS_STUDIED
    assert all(people <= totals.get(code, people) for code, people in counted.items())


@pytest.mark.xdist_group("demo")
def test_demo_prints_every_figure_and_verify_agrees(built: Built) -> None:
    told = built.told

    people = {a["code"]: (a["studied"], a["expected"]) for a in told["audiences"]}
    assert people == {answer.code: (answer.studied, answer.expected) for answer in ANSWERS}
    by_code = {a["code"]: a for a in told["audiences"]}
    assert (by_code["members"]["percent"], by_code["members"]["short_by"], by_code["members"]["met"]) == (
        97.87,
        6,
        False,
    )
    assert by_code["key_cadres"]["percent"] == 96.67
    assert (by_code["non_members"]["percent"], by_code["non_members"]["undeclared_units"]) == (None, 7)
    assert {(o["units"], o["fulfilled"]) for o in told["obligations"]} == {(90, 90)}
    assert {k: told["classes"][k] for k in ("held", "own", "below")} == {"held": 83, "own": 1, "below": 82}
    verified = built.run("verify", "--format", "json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert json.loads(verified.stdout)["problems"] == []


@pytest.mark.xdist_group("demo")
def test_report_of_the_demonstration_passes_our_own_checker(built: Built, tmp_path: Path) -> None:
    drafts = [tmp_path / "bao-cao.docx", tmp_path / "bao-cao.pdf"]
    for draft in drafts:
        form = draft.suffix.removeprefix(".")
        made = built.run("report", "nq13", "--kind", "result", "--unit", "KHOI", "--format", form, "--out", str(draft))
        assert made.returncode == 0, made.stderr

    checked = [built.run("check", str(draft), "--format", "json") for draft in drafts]

    assert [json.loads(answer.stdout)["summary"]["inconsistent"] for answer in checked] == [0, 0]
    assert all(json.loads(answer.stdout)["summary"]["consistent"] > 10 for answer in checked)


@pytest.mark.xdist_group("demo")
def test_figures_of_an_unknown_campaign_are_refused_in_a_sentence(built: Built) -> None:
    asked = built.run("figures", "khong-co")

    assert asked.returncode == 1
    assert "khong-co" in asked.stderr
    assert "Traceback" not in asked.stderr
