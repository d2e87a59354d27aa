"""Who may see where."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Permission, Role
from thongsuot.foundation.access.queries import Scope, viewer_for
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.trees import child_path
from thongsuot.foundation.organisations.models import Unit

DAY = local_day(AT)


@pytest.mark.django_db
def test_viewer_for_a_person_holds_the_grants_of_the_day_only() -> None:
    unit = make_unit()
    person = make_person(unit)
    make_grant(person, unit, Role.SECRETARY)
    Grant.objects.update(valid_until=DAY + timedelta(days=10))

    held = [len(viewer_for(person, DAY + timedelta(days=n)).grants) for n in (-1, 0, 9, 10)]

    assert held == [0, 1, 1, 0]


@pytest.mark.django_db
def test_viewer_for_a_person_with_many_grants_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bloc = make_unit()
    person = make_person(bloc)
    for _ in range(3):
        make_grant(person, make_unit(bloc), Role.SECRETARY)

    with django_assert_num_queries(1):
        viewer = viewer_for(person, DAY)
        assert len(viewer.scope().subtrees) == 3
        assert not viewer.may(Permission.SEE_FIGURES, bloc.path)


@pytest.mark.django_db
def test_scope_of_a_role_narrowed_to_one_unit_holds_that_node_alone() -> None:
    bloc = make_unit()
    below = make_unit(bloc)
    person = make_person(bloc)
    narrow = REACHES_OF_ROLE[Role.RAPPORTEUR].narrowed()
    grant_role(bloc, person_id=person.pk, role=Role.RAPPORTEUR, reaches=narrow, by=SYSTEM, at=AT)

    scope = viewer_for(person, DAY).scope(Permission.RECORD_ATTENDANCE)

    assert (scope.nodes, scope.subtrees) == ((bloc.path,), ())
    assert (scope.holds(bloc.path), scope.holds(below.path)) == (True, False)
    assert viewer_for(person, DAY).scope(Permission.SEE_NAMES) == Scope()


@pytest.mark.django_db
def test_scope_as_filter_finds_exactly_the_units_it_holds() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    person = make_person(bloc)
    for unit in (one, cell):
        make_grant(person, unit, Role.SECRETARY)
    scope = viewer_for(person, DAY).scope()

    found = set(Unit.objects.filter(scope.as_filter()))

    assert found == {one, cell}
    assert scope.subtrees == (one.path,)
    assert other not in found


@pytest.mark.django_db
def test_scope_of_nobody_holds_nothing_and_of_the_installation_everything() -> None:
    make_unit()

    assert not Unit.objects.filter(Scope().as_filter()).exists()
    assert Unit.objects.filter(viewer_for(SYSTEM, DAY).scope().as_filter()).count() == Unit.objects.count()


STEPS = st.lists(st.integers(0, 2), min_size=1, max_size=4)


def _path(steps: list[int]) -> str:
    path = ""
    for step in steps:
        path = child_path(path, step)
    return path


@given(st.lists(STEPS, max_size=5), STEPS)
def test_scope_holds_a_path_only_below_one_of_its_tops(tops: list[list[int]], steps: list[int]) -> None:
    scope = Scope(subtrees=tuple(map(_path, tops)))

    assert scope.holds(_path(steps)) == any(steps[: len(top)] == top for top in tops)
