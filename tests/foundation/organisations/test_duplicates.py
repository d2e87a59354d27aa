"""Who may have been entered twice."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.duplicates import possible_duplicates
from thongsuot.foundation.organisations.models import Person, TwoPeople, Unit

pytestmark = pytest.mark.django_db
BORN = date(1980, 5, 4)
SYSTEM_VIEWER = Viewer(SYSTEM, (), AT.date())


def _pairs(unit: Unit, viewer: Viewer = SYSTEM_VIEWER) -> list[tuple[str, str, str]]:
    return [(p.first.full_name, p.second.full_name, p.kind) for p in possible_duplicates(viewer, unit)]


def _with(person: Person, **values: object) -> Person:
    for name, value in values.items():
        setattr(person, name, value)
    person.save()
    return person


def test_possible_duplicates_are_alike_in_name_and_birth_also_across_units() -> None:
    base = make_unit(make_unit())
    cell, other = make_unit(base), make_unit(base)
    make_person(cell, name="Nguyễn Văn An", born_on=BORN)
    make_person(other, name="NGUYỄN VĂN AN", born_on=BORN)
    make_person(other, name="Nguyễn Văn An", born_on=date(1981, 5, 4))

    assert _pairs(base) == [("Nguyễn Văn An", "NGUYỄN VĂN AN", "name_and_birth")]
    assert _pairs(cell) == []


def test_possible_duplicates_by_phone_and_by_a_nearly_equal_name_in_one_unit() -> None:
    unit = make_unit()
    _with(make_person(unit, name="Lê Thị Bình", born_on=BORN), phone="0912")
    _with(make_person(unit, name="Trần Văn Cường", born_on=date(1970, 1, 1)), phone="0912")
    make_person(unit, name="Lê Thị Bìnhh", born_on=BORN)
    make_person(unit, name="Hoàng Văn Dũng", born_on=BORN)

    assert _pairs(unit) == [
        ("Lê Thị Bình", "Trần Văn Cường", "phone"),
        ("Lê Thị Bình", "Lê Thị Bìnhh", "nearly_name"),
    ]


def test_possible_duplicates_without_a_birth_date_only_in_one_unit() -> None:
    base = make_unit(make_unit())
    cell = make_unit(base)
    make_person(cell, name="Lê Thị Bình", born_on=BORN)
    _with(make_person(cell, name="Lê Thị Bình"), born_on=None)
    _with(make_person(base, name="Lê Thị Bình"), born_on=None)

    assert [kind for *_names, kind in _pairs(base)] == ["name_without_birth"]


def test_possible_duplicates_leave_out_who_is_held_to_be_two_or_merged() -> None:
    unit = make_unit()
    first, second, third = (make_person(unit, name="Lê Thị Bình", born_on=BORN) for _ in range(3))
    TwoPeople.objects.create(first=first, second=second, said_at=AT, said_by="x")
    _with(third, merged_into=first)

    assert _pairs(unit) == []


def test_possible_duplicates_are_for_whoever_may_change_the_roster() -> None:
    unit = make_unit()
    make_person(unit, name="Lê Thị Bình", born_on=BORN)
    make_person(unit, name="Lê Thị Bình", born_on=BORN)
    officer, inspector = make_person(unit, name="Hà Văn Tư"), make_person(unit, name="Đỗ Quang Vinh")
    make_grant(officer, unit)
    make_grant(inspector, unit, Role.INSPECTOR)

    assert len(_pairs(unit, viewer_for(officer, AT.date()))) == 1
    assert _pairs(unit, viewer_for(inspector, AT.date())) == []


def test_possible_duplicates_ask_twice_however_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    unit = make_unit()
    for _ in range(4):
        make_person(unit, name="Lê Thị Bình", born_on=BORN)

    with django_assert_num_queries(2):
        found = possible_duplicates(SYSTEM_VIEWER, unit)
        assert [pair.first.home.name for pair in found] == [unit.name] * 6
