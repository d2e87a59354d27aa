"""Units and people a viewer may see."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.rosters import make_roster, member
from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.actions.pending_imports import submit_roster
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.queries import (
    children_of,
    import_by_public_id,
    imports_of,
    people_at,
    people_of,
    person_by_public_id,
    post_holders,
    role_words,
    search_people,
    search_units,
    senders_of,
    top_units,
    unit_by_code,
    unit_by_public_id,
    units_above,
    units_of,
)

pytestmark = pytest.mark.django_db
DAY = local_day(AT)


def _viewer(unit: Unit, role: Role = Role.SECRETARY) -> Viewer:
    person = make_person(unit, name="Vũ Văn Xem")
    make_grant(person, unit, role)
    return viewer_for(person, DAY)


def test_units_of_a_viewer_are_the_own_and_those_below() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    cell = make_unit(own)

    assert list(units_of(_viewer(own))) == [own, cell]
    assert beside not in units_of(_viewer(own))


def test_unit_by_code_or_id_of_a_foreign_unit_is_as_absent() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc, code="K01"), make_unit(bloc, code="K02")
    viewer = _viewer(own)

    assert unit_by_code(viewer, "K01") == unit_by_public_id(viewer, own.public_id) == own
    with pytest.raises(Unit.DoesNotExist):
        unit_by_code(viewer, "K02")
    with pytest.raises(Unit.DoesNotExist):
        unit_by_public_id(viewer, beside.public_id)


def test_unit_by_code_of_two_issuers_is_never_guessed() -> None:
    for _ in range(2):
        make_unit(make_unit(), code="K01")

    with pytest.raises(Unit.MultipleObjectsReturned):
        unit_by_code(viewer_for(SYSTEM, DAY), "K01")


def test_children_of_a_unit_stand_in_the_order_of_the_committee(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bloc = make_unit()
    one, other = make_unit(bloc), make_unit(bloc)
    make_unit(one)
    Unit.objects.filter(pk=one.pk).update(order=9)

    with django_assert_num_queries(1):
        children = [(unit, unit.kind.code) for unit in children_of(viewer_for(SYSTEM, DAY), bloc)]

    assert children == [(other, "BASE_COMMITTEE"), (one, "BASE_COMMITTEE")]


def test_units_above_a_unit_are_those_in_scope_from_the_top_down() -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    cell = make_unit(own)

    assert units_above(viewer_for(SYSTEM, DAY), cell) == [bloc, own]
    assert units_above(_viewer(own), cell) == [own]


def test_people_at_a_unit_are_not_those_below() -> None:
    own = make_unit(make_unit())
    make_person(make_unit(own), name="Lò Văn Dưới")

    assert [p.full_name for p in people_at(_viewer(own), own)] == ["Vũ Văn Xem"]


def test_top_units_to_manage_are_not_all_that_are_seen() -> None:
    own = make_unit(make_unit())
    viewer = _viewer(own)
    make_grant(viewer.actor, make_unit(own), Role.OFFICER)  # type: ignore[arg-type]
    held = viewer_for(viewer.actor, DAY)

    assert top_units(held) == [own]
    assert [unit.parent for unit in top_units(held, Permission.MANAGE_ORGANISATION)] == [own]


def test_top_units_of_nested_grants_is_the_highest() -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    viewer = _viewer(own)
    make_grant(viewer.actor, make_unit(own), Role.SECRETARY)  # type: ignore[arg-type]

    assert top_units(viewer_for(viewer.actor, DAY)) == [own]
    assert top_units(viewer_for(SYSTEM, DAY)) == [bloc]


def test_people_of_a_unit_need_the_right_to_see_names() -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    known = make_person(own, name="Lò Văn An")
    make_person(make_unit(bloc), name="Lò Văn Bên")

    assert [p.full_name for p in people_of(_viewer(own), bloc)] == ["Lò Văn An", "Vũ Văn Xem"]
    assert not people_of(_viewer(own, Role.RAPPORTEUR), own).exists()
    with pytest.raises(Person.DoesNotExist):
        person_by_public_id(_viewer(make_unit(bloc)), known.public_id)


def test_search_people_by_words_without_marks_stays_in_scope() -> None:
    bloc = make_unit(name="Đảng bộ Khối")
    own = make_unit(bloc, name="Đảng bộ Sở Y tế")
    cell = make_unit(own, name="Chi bộ Văn phòng")
    make_person(cell, name="Nguyễn Văn Bình")
    make_person(bloc, name="Nguyễn Văn Bính")
    viewer = _viewer(own)

    assert [(hit.label, hit.path) for hit in search_people(viewer, "binh NGUY")] == [
        ("Nguyễn Văn Bình", "Đảng bộ Khối › Đảng bộ Sở Y tế › Chi bộ Văn phòng")
    ]
    assert search_people(viewer, "inh") == search_people(viewer, "b") == []


def test_search_units_by_words_or_code() -> None:
    bloc = make_unit(name="Đảng bộ Khối")
    own = make_unit(bloc, name="Đảng bộ Sở Y tế", code="K07")
    make_unit(bloc, name="Chi bộ Sở Tài chính", code="K08")
    viewer = viewer_for(SYSTEM, DAY)

    assert [hit.code for hit in search_units(viewer, "y te so")] == ["K07"]
    assert [hit.code for hit in search_units(viewer, " k08 ")] == ["K08"]
    assert search_units(_viewer(own), "k08") == []
    assert search_units(viewer, "%") == search_units(viewer, "tế_") == []


def test_post_holders_name_the_one_who_holds_it_now() -> None:
    unit = make_unit(code="K01")
    held = make_appointment(make_person(unit, name="Đặng Hữu Lượng"))
    left = make_appointment(make_person(unit, name="An"), post=Post.DEPUTY_SECRETARY)
    left.valid_until = DAY
    left.save()

    viewer = viewer_for(SYSTEM, DAY)

    assert post_holders(viewer, Post.SECRETARY) == {"K01": held.person}
    assert post_holders(viewer, Post.DEPUTY_SECRETARY) == {}


def test_role_words_say_the_post_first_then_the_role_then_the_home() -> None:
    unit = make_unit(name="Đảng bộ Sở Y tế")
    secretary, officer, member = make_person(unit), make_person(unit), make_person(unit)
    make_appointment(secretary)
    make_grant(officer, unit)

    assert [role_words(p, viewer_for(p, DAY)) for p in (secretary, officer, member)] == [
        "Bí thư, Đảng bộ Sở Y tế",
        "Cán bộ theo dõi",
        "Đảng viên, Đảng bộ Sở Y tế",
    ]


def _sent(into: Unit, by: Person, tmp_path: Path) -> RosterImport:
    path = make_roster(tmp_path / f"{into.pk}.xlsx", units=None, members=[member(cell=into.name, base=into.name)])
    with path.open("rb") as content:
        return submit_roster(into, content=content, name=path.name, by=by, at=AT)


def test_imports_of_a_viewer_are_those_into_units_the_viewer_manages(tmp_path: Path) -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    above = make_person(bloc, name="Trần Thu Hà")
    make_grant(above, bloc)
    officer = _viewer(own, Role.OFFICER)
    mine, other = _sent(own, above, tmp_path), _sent(beside, above, tmp_path)

    assert list(imports_of(viewer_for(above, DAY))) == [other, mine]
    assert list(imports_of(viewer_for(above, DAY), own)) == [mine]
    assert list(imports_of(officer)) == [mine]
    assert not imports_of(_viewer(own, Role.SECRETARY)).exists()
    assert import_by_public_id(officer, mine.public_id) == mine
    with pytest.raises(RosterImport.DoesNotExist):
        import_by_public_id(officer, other.public_id)


def test_senders_of_imports_are_named_where_names_may_be_seen(tmp_path: Path) -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    above = make_person(bloc, name="Trần Thu Hà")
    make_grant(above, bloc)
    sent = [_sent(own, above, tmp_path)]

    assert senders_of(viewer_for(above, DAY), sent) == {above.public_id: "Trần Thu Hà"}
    assert senders_of(_viewer(own, Role.OFFICER), sent) == {}
