"""Coverage: who studied of how many, at a unit, its children, its levels; within scope, now and then."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.figures import Scene
from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM
from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.queries.coverage import (
    coverage_of,
    coverage_of_base_units,
    coverage_of_children,
    coverage_of_levels,
    coverage_of_named,
)
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.actor import SystemActor


def _fractions(found: list[Coverage]) -> list[tuple[str, str]]:
    return [(c.unit.name, c.of("members").rate.fraction_text()) for c in found]


@pytest.mark.parametrize("is_folded", [False, True])
def test_coverage_is_the_same_before_and_after_the_fold(scene: Scene, is_folded: bool) -> None:
    if is_folded:
        fold_all()

    members = coverage_of(scene.viewer(scene.bloc), scene.bloc).of("members")

    assert (members.rate.numerator, members.rate.denominator, members.rate.short_by) == (1, 5, 4)
    assert (members.by_form, members.at_make_up) == ({"in_person": 1}, 0)
    assert sum(members.by_grade.values()) == 1


def test_coverage_of_undeclared_non_members_has_no_denominator(scene: Scene) -> None:
    others = coverage_of(scene.viewer(scene.bloc), scene.bloc).of("non_members")

    assert (others.rate.denominator, others.undeclared_units, others.rate.text()) == (None, 2, "")


def test_coverage_as_of_knows_only_what_was_recorded(scene: Scene) -> None:
    officer = scene.viewer(scene.bloc)
    later = AT + timedelta(days=5)
    mark_people(scene.study_class, marks=[Mark(scene.second.pk, Presence.PRESENT)], by=SYSTEM, at=later)

    counts = [
        coverage_of(officer, scene.bloc, as_of=at).of("members").rate.numerator
        for at in (AT - timedelta(seconds=1), AT, later, None)
    ]

    assert counts == [0, 1, 2, 2]


@pytest.mark.parametrize("hidden", ["beside", "bloc", "elsewhere"])
def test_coverage_of_a_unit_outside_the_scope_does_not_exist(scene: Scene, hidden: str) -> None:
    with pytest.raises(CampaignUnit.DoesNotExist):
        coverage_of(scene.viewer(scene.base, Role.SECRETARY), getattr(scene, hidden))


def test_coverage_of_children_counts_the_units_under_each(scene: Scene) -> None:
    found = coverage_of_children(scene.viewer(scene.bloc), scene.bloc)

    assert _fractions(found) == [("Đảng bộ A", "1/4"), ("Đảng bộ B", "0/1")]
    assert [getattr(c.unit, "units_below", None) for c in found] == [2, 0]
    assert coverage_of_children(scene.viewer(scene.base, Role.SECRETARY), scene.bloc)[0].unit == scene.base


def test_coverage_of_levels_stops_where_asked(scene: Scene) -> None:
    officer = scene.viewer(scene.bloc)

    names = [[name for name, _ in _fractions(coverage_of_levels(officer, scene.bloc, levels=n))] for n in (0, 1, 2)]

    assert names == [
        ["Khối"],
        ["Khối", "Đảng bộ A", "Đảng bộ B"],
        ["Khối", "Đảng bộ A", "Chi bộ 1", "Chi bộ 2", "Đảng bộ B"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("chi bo", ["Chi bộ 1", "Chi bộ 2"]), ("ĐẢNG", ["Đảng bộ A", "Đảng bộ B"]), (" ", []), ("khoi", [])],
)
def test_coverage_of_named_looks_below_whatever_the_accents(scene: Scene, text: str, expected: list[str]) -> None:
    found = coverage_of_named(scene.viewer(scene.bloc), scene.bloc, text)

    assert [c.unit.name for c in found] == expected


def test_coverage_of_named_stays_within_the_scope(scene: Scene) -> None:
    assert coverage_of_named(scene.viewer(scene.beside, Role.SECRETARY), scene.bloc, "chi bo") == []


def test_coverage_of_base_units_leaves_cells_out(scene: Scene) -> None:
    assert _fractions(coverage_of_base_units(scene.viewer(scene.bloc), scene.bloc)) == [
        ("Đảng bộ A", "1/4"),
        ("Đảng bộ B", "0/1"),
    ]


@pytest.mark.parametrize("units", [1, 3])
def test_coverage_of_children_asks_the_same_number_of_questions(
    db: None, units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bloc = make_unit()
    for _ in range(units):
        make_person(make_unit(bloc))
    campaign = make_campaign(bloc)
    make_roll(campaign)
    here = campaign_unit_of(campaign, bloc)
    assert here.campaign == campaign

    with django_assert_num_queries(4):
        found = coverage_of_children(Viewer(SystemActor("tests"), (), AT.date()), here)

    assert len(found) == units
