"""The curve, classes, tabs, and the summary of a unit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.figures import Scene
from tests.builders.plans import campaign_unit_of
from tests.builders.programmes import make_programme
from tests.builders.study import AT, SYSTEM, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.queries.classes import ClassCounts, class_counts
from thongsuot.domain.figures.queries.progress import Day, planned_progress, progress_of
from thongsuot.domain.figures.queries.remaining import Remaining
from thongsuot.domain.figures.queries.summary import summary_of
from thongsuot.domain.figures.queries.tabs import TabCounts, tab_counts
from thongsuot.domain.plans.models import PlannedProgress
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.access.permissions import Role


@pytest.mark.parametrize("is_folded", [False, True])
def test_progress_of_adds_up_by_the_day_of_study(scene: Scene, is_folded: bool) -> None:
    person = entry_of(scene.campaign, scene.beside.unit.people.get())
    hold_class(scene.beside, make_held(scene.campaign, [person], happened_on=date(2021, 5, 2)))
    if is_folded:
        fold_all()

    days = [progress_of(scene.viewer(scene.bloc), unit, scene.members) for unit in (scene.bloc, scene.base)]

    assert days == [[Day(date(2021, 5, 2), 1), Day(date(2021, 5, 4), 2)], [Day(date(2021, 5, 4), 1)]]


def test_progress_of_takes_back_what_was_corrected(scene: Scene) -> None:
    fold_all()
    mark_people(scene.study_class, marks=[Mark(scene.first.pk, Presence.ABSENT)], by=SYSTEM, at=AT)

    assert progress_of(scene.viewer(scene.bloc), scene.bloc, scene.members)[-1].people == 0


def test_progress_of_a_unit_outside_the_scope_is_nothing(scene: Scene) -> None:
    secretary = scene.viewer(scene.beside, Role.SECRETARY)

    assert progress_of(secretary, scene.base, scene.members) == []
    assert progress_of(secretary, scene.bloc, scene.members) == []


def test_planned_progress_in_the_order_of_days(scene: Scene) -> None:
    for day, people in ((date(2021, 6, 30), 5), (date(2021, 4, 30), 1)):
        PlannedProgress.objects.create(campaign=scene.campaign, audience=scene.members, day=day, people=people)

    assert planned_progress(scene.members) == [Day(date(2021, 4, 30), 1), Day(date(2021, 6, 30), 5)]


def test_class_counts_tell_ones_own_from_those_below_and_to_come(scene: Scene) -> None:
    make_open_class(scene.bloc)
    make_open_class(scene.cells[0], is_started=False)
    hold_class(scene.beside, make_held(scene.campaign, [scene.first], participants=[scene.base], form=Form.ONLINE))
    officer = scene.viewer(scene.bloc)

    assert class_counts(officer, scene.bloc) == ClassCounts(3, 1, 2, 1, {"in_person": 2, "online": 1})
    assert class_counts(officer, scene.base) == ClassCounts(1, 1, 0, 1, {"in_person": 1})
    assert class_counts(officer, scene.bloc, as_of=AT - timedelta(days=1)) == ClassCounts(0, 0, 0, 0)
    assert class_counts(scene.viewer(scene.beside, Role.SECRETARY), scene.bloc).held == 1


def test_tab_counts_are_those_of_where_one_stands(scene: Scene) -> None:
    make_programme(scene.base)
    make_programme(scene.base, reason="Bổ sung")

    counts = [tab_counts(scene.viewer(scene.bloc), unit) for unit in (scene.bloc, scene.base, scene.beside)]

    assert [(c.units, c.classes, c.left, c.programmes) for c in counts] == [(2, 1, 4, 1), (2, 1, 3, 1), (0, 0, 1, 0)]
    assert isinstance(counts[0], TabCounts)


def test_summary_of_a_unit_holds_people_obligations_and_classes(scene: Scene) -> None:
    now = AT + timedelta(days=1)

    summary = summary_of(scene.viewer(scene.bloc), scene.base, at=now)

    assert (summary.unit, summary.as_of, summary.classes.held, len(summary.fulfilments)) == (scene.base, now, 1, 3)
    assert summary.coverage.of("members").rate.fraction_text() == "1/4"
    assert summary.fresh_at == AT


def test_summary_as_of_an_earlier_instant_is_of_that_instant(scene: Scene) -> None:
    before = AT - timedelta(seconds=1)

    summary = summary_of(scene.viewer(scene.bloc), scene.base, at=AT, as_of=before)

    assert (summary.as_of, summary.classes.held) == (before, 0)
    assert summary.coverage.of("members").rate.fraction_text() == "0/4"


def test_scene_of_another_campaign_stays_apart(scene: Scene) -> None:
    officer = scene.viewer(scene.elsewhere)

    assert class_counts(officer, campaign_unit_of(scene.campaign, scene.bloc.unit)).held == 0


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_remaining_parts_make_the_whole(summoned: int, excused: int, unexplained: int) -> None:
    left = Remaining(summoned + excused + unexplained, summoned, excused)

    assert left.unexplained == unexplained
