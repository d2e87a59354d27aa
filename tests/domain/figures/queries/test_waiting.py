"""What waits for one's own hand, and what others owe: only for who may do it."""

from datetime import timedelta

import pytest

from tests.builders.figures import Scene
from tests.builders.organisations import make_grant, make_person
from tests.builders.programmes import AT, SYSTEM, make_programme
from tests.builders.study import audience, make_open_class
from thongsuot.domain.figures.queries.obligations import fulfilments_of
from thongsuot.domain.figures.queries.waiting import (
    Waiting,
    WorkKind,
    undeclared_units,
    work_at_hand,
    work_of_others,
)
from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.programmes.actions import ask_programme_supplement
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Person


def _officer(scene: Scene) -> Person:
    person = make_person(scene.bloc.unit)
    make_grant(person, scene.bloc.unit)
    return person


def _others(viewer: Viewer, stand: CampaignUnit) -> dict[WorkKind, tuple[int, bool]]:
    work = work_of_others(viewer, stand, fulfilments_of(viewer, stand, as_of=AT))
    return {waiting.kind: (waiting.count, waiting.is_own) for waiting in work}


def _kinds(viewer: Viewer, stand: CampaignUnit) -> list[WorkKind]:
    return [waiting.kind for waiting in work_at_hand(viewer, stand)]


def test_work_at_hand_programmes_to_receive_since_the_oldest(scene: Scene) -> None:
    make_programme(scene.base, at=AT + timedelta(days=1))
    make_programme(scene.beside)

    work = work_at_hand(scene.viewer(scene.bloc), scene.bloc)

    assert work == [Waiting(WorkKind.PROGRAMMES_TO_RECEIVE, 2, AT)]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.RAPPORTEUR])
def test_work_at_hand_is_nothing_to_who_may_only_look(scene: Scene, role: Role) -> None:
    make_programme(scene.base)

    assert work_at_hand(scene.viewer(scene.bloc, role), scene.bloc) == []
    assert _others(scene.viewer(scene.bloc, role), scene.bloc) == {}


def test_work_at_hand_a_supplement_asked_of_the_unit(scene: Scene) -> None:
    secretary = make_person(scene.base.unit)
    make_grant(secretary, scene.base.unit, Role.SECRETARY)
    programme = make_programme(scene.base, by=secretary)
    ask_programme_supplement(Receiver(scene.base), programme=programme, reason="Thêm hạn", by=SYSTEM, at=AT)

    assert _kinds(scene.viewer(scene.base, Role.SECRETARY), scene.base) == [WorkKind.PROGRAMME_TO_SUPPLEMENT]
    assert _kinds(scene.viewer(scene.beside, Role.SECRETARY), scene.beside) == []
    assert _kinds(scene.viewer(scene.bloc), scene.bloc) == []


def test_work_at_hand_what_was_entered_on_behalf_is_for_another_of_the_unit(scene: Scene) -> None:
    officer = _officer(scene)
    make_programme(scene.base, by=officer)

    assert _kinds(scene.viewer(scene.base, Role.SECRETARY), scene.base) == [WorkKind.PROGRAMME_TO_CONFIRM]
    assert _kinds(viewer_for(officer, AT.date()), scene.base) == []


def test_work_at_hand_counts_to_confirm_are_for_the_grassroots(scene: Scene) -> None:
    officer = _officer(scene)
    study_class = make_open_class(scene.base, codes=["non_members"])
    others = audience(scene.campaign, "non_members")
    record_count(study_class, campaign_unit=scene.base, audience=others, people=7, by=officer, at=AT)

    assert _kinds(scene.viewer(scene.base, Role.SECRETARY), scene.base) == [WorkKind.COUNTS_TO_CONFIRM]
    assert _kinds(scene.viewer(scene.bloc), scene.bloc) == []
    assert _others(scene.viewer(scene.bloc), scene.bloc)[WorkKind.COUNTS_TO_CONFIRM] == (1, False)


def test_work_of_others_is_what_units_below_owe(scene: Scene) -> None:
    make_programme(scene.base)

    assert _others(scene.viewer(scene.bloc), scene.bloc) == {
        WorkKind.WITHOUT_STUDY: (1, False),
        WorkKind.WITHOUT_STUDY_PLAN: (2, False),
        WorkKind.WITHOUT_PROGRAMME: (1, False),
        WorkKind.UNDECLARED: (2, False),
    }


def test_work_of_others_at_ones_own_unit_is_ones_own(scene: Scene) -> None:
    assert _others(scene.viewer(scene.base, Role.SECRETARY), scene.base) == {
        WorkKind.WITHOUT_STUDY_PLAN: (1, True),
        WorkKind.WITHOUT_PROGRAMME: (1, True),
        WorkKind.UNDECLARED: (1, True),
    }


def test_undeclared_units_at_and_below(scene: Scene) -> None:
    assert [undeclared_units(unit) for unit in (scene.bloc, scene.base, scene.cells[0])] == [2, 1, 0]
