"""What units owe, have done, and in time; who owes what."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders.figures import Scene
from tests.builders.programmes import AT, make_programme
from tests.builders.study import SYSTEM, hold_class, make_held
from thongsuot.domain.figures.queries.obligations import Debt, debts_of, fulfilments_of, units_owing
from thongsuot.domain.figures.queries.owing import Owed, owing_units
from thongsuot.domain.plans.models import Obligation
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.study.actions.attendance import Mark, mark_people
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.permissions import Role

STUDY, PROGRAMME = ObligationKind.HOLD_STUDY, ObligationKind.ISSUE_PROGRAMME


def test_fulfilments_of_count_units_done_and_in_time(scene: Scene) -> None:
    make_programme(scene.base)
    Obligation.objects.filter(campaign=scene.campaign, kind=PROGRAMME).update(due_on=date(2021, 6, 8))

    found = {
        f.obligation.kind: (f.units, f.fulfilled, f.on_time)
        for f in fulfilments_of(scene.viewer(scene.bloc), scene.bloc, as_of=AT)
    }

    assert found == {STUDY: (2, 1, 1), ObligationKind.ISSUE_STUDY_PLAN: (2, 0, 0), PROGRAMME: (2, 1, 0)}


def test_fulfilments_of_know_nothing_before_it_was_recorded(scene: Scene) -> None:
    make_programme(scene.base)
    officer = scene.viewer(scene.bloc)

    done = [
        sum(f.fulfilled for f in fulfilments_of(officer, scene.bloc, as_of=at))
        for at in (AT - timedelta(days=60), AT - timedelta(seconds=1), AT)
    ]

    assert done == [0, 1, 2]


def test_study_of_a_cell_fulfils_for_its_organisation_and_for_whoever_joined(scene: Scene) -> None:
    joined = make_held(scene.campaign, [scene.first], participants=[scene.cells[0], scene.beside])
    hold_class(scene.cells[0], joined)

    owing = units_owing(scene.viewer(scene.bloc), scene.bloc, STUDY, as_of=AT)

    assert owing == []


def test_debts_of_are_the_units_own_with_their_day(scene: Scene) -> None:
    debts = {debt.obligation.kind: debt.done_on for debt in debts_of(scene.viewer(scene.bloc), scene.base, as_of=AT)}

    assert debts == {STUDY: date(2021, 5, 4), ObligationKind.ISSUE_STUDY_PLAN: None, PROGRAMME: None}
    assert debts_of(scene.viewer(scene.bloc), scene.cells[0], as_of=AT) == []


@pytest.mark.parametrize(("day", "is_late"), [(None, False), (date(2021, 6, 30), False), (date(2021, 7, 1), True)])
def test_debt_is_late_only_when_done_after_its_deadline(day: date | None, is_late: bool) -> None:
    assert Debt(Obligation(due_on=date(2021, 6, 30)), day).is_late == is_late


def test_units_owing_are_within_the_scope(scene: Scene) -> None:
    assert units_owing(scene.viewer(scene.bloc), scene.bloc, PROGRAMME, as_of=AT) == [scene.base, scene.beside]
    assert units_owing(scene.viewer(scene.base, Role.SECRETARY), scene.bloc, PROGRAMME, as_of=AT) == [scene.base]


@pytest.mark.parametrize(
    ("owed", "expected"),
    [
        (Owed.PEOPLE, [("Đảng bộ A", 3), ("Đảng bộ B", 1)]),
        (Owed.STUDY, [("Đảng bộ B", None)]),
        (Owed.STUDY_PLAN, [("Đảng bộ A", None), ("Đảng bộ B", None)]),
        (Owed.DECLARATION, [("Đảng bộ A", None), ("Đảng bộ B", None)]),
    ],
)
def test_owing_units_most_people_first_else_in_order(scene: Scene, owed: Owed, expected: list) -> None:
    found = owing_units(scene.viewer(scene.bloc), scene.bloc, owed, as_of=AT)

    assert [(row.unit.name, row.people) for row in found] == expected


def test_owing_units_of_one_organisation_are_its_cells(scene: Scene) -> None:
    secretary = scene.viewer(scene.base, Role.SECRETARY)

    found = owing_units(secretary, scene.base, Owed.PEOPLE, as_of=AT)

    assert [(row.unit.name, row.people) for row in found] == [("Chi bộ 2", 2), ("Chi bộ 1", 1)]
    assert [row.unit for row in owing_units(scene.viewer(scene.bloc), scene.beside, Owed.PEOPLE, as_of=AT)] == [
        scene.beside
    ]


@pytest.mark.parametrize(("word", "expected"), [("hoc", Owed.STUDY), ("", Owed.PEOPLE), ("la", Owed.PEOPLE)])
def test_owed_of_a_word(word: str, expected: Owed) -> None:
    assert Owed.of(word) == expected


def test_study_taken_back_by_a_correction_is_not_held(scene: Scene) -> None:
    later = AT + timedelta(minutes=5)
    mark_people(scene.study_class, marks=[Mark(scene.first.pk, Presence.ABSENT)], by=SYSTEM, at=later)

    held = {at: STUDY_DAY in _study_days(scene, at) for at in (AT, later)}

    assert held == {AT: True, later: False}


STUDY_DAY = date(2021, 5, 4)


def _study_days(scene: Scene, at: datetime) -> set[date | None]:
    debts = debts_of(scene.viewer(scene.bloc), scene.base, as_of=at)
    return {debt.done_on for debt in debts if debt.obligation.kind == STUDY}
