"""The tree on any day, and who belonged to which part of it then."""

from datetime import date

import pytest

from tests.builders.organisations import AT, SYSTEM, make_person, make_unit
from tests.builders.reorganisations import move, reorganise
from thongsuot.foundation.organisations.actions.units import rename_unit
from thongsuot.foundation.organisations.tree import history_of, memberships_on, tree_on

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2021, 2, 28), date(2021, 3, 1)


def test_tree_on_a_day_has_the_names_of_that_day() -> None:
    unit = make_unit(name="Tên cũ")
    rename_unit(unit, name="Tên mới", valid_from=DAY, by=SYSTEM, at=AT)

    assert [version.name for version in tree_on(BEFORE)] == ["Tên cũ"]
    assert [version.name for version in tree_on(DAY)] == ["Tên mới"]
    assert not tree_on(date(2014, 12, 31)).exists()


def test_tree_on_a_day_under_a_unit_is_what_lay_below_it_then() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    reorganise(bloc, move(cell, other), on=DAY)

    assert [v.unit for v in tree_on(BEFORE, under=one)] == [one, cell]
    assert [v.unit for v in tree_on(DAY, under=one)] == [one]
    assert [v.unit for v in tree_on(DAY, under=other)] == [other, cell]
    assert not tree_on(date(2014, 12, 31), under=one).exists()


def test_memberships_on_a_day_are_of_those_who_belonged_below_it_then() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    person = make_person(cell)
    person.memberships.update(valid_from=date(2020, 1, 1))
    reorganise(bloc, move(cell, other), on=DAY)

    on = {day: [m.person for m in memberships_on(day, under=one)] for day in (BEFORE, DAY)}

    assert on == {BEFORE: [person], DAY: []}
    assert [m.person for m in memberships_on(DAY, under=other)] == [person]


def test_history_of_a_unit_is_its_versions_from_the_first_on() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    reorganise(bloc, move(cell, other), on=DAY)

    assert [(v.parent, v.valid_from, v.valid_until) for v in history_of(cell)] == [
        (one, date(2015, 1, 1), DAY),
        (other, DAY, None),
    ]
