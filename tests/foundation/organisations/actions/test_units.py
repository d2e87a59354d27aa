"""Opening, renaming and ordering units."""

from datetime import date

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.units import (
    ChangedSince,
    CodeTaken,
    DayToCome,
    KindHoldsNoUnits,
    KindNotAllowedThere,
    KindUnknown,
    NameUnchanged,
    OpenedBeforeParent,
    OrderUnchanged,
    UnitUnnamed,
    open_root,
    open_unit,
    order_unit,
    rename_unit,
)
from thongsuot.foundation.organisations.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


def _open(parent: Unit, **more: object) -> Unit:
    told: dict[str, object] = {"code": "K01", "name": "Đảng bộ Sở Y tế", "kind": "BASE_COMMITTEE", "opened_on": DAY}
    return open_unit(parent, **{**told, "by": SYSTEM, "at": AT, **more})  # type: ignore[arg-type]


def test_open_unit_under_another_lies_below_it_with_its_first_version() -> None:
    bloc = make_unit()
    officer = make_person(bloc)
    make_grant(officer, bloc)

    unit = _open(bloc, name="  Đảng bộ  Sở Y tế ", by=officer)

    assert (unit.name, unit.parent, unit.issuer) == ("Đảng bộ Sở Y tế", bloc, bloc)
    assert is_within(unit.path, bloc.path)
    assert UnitVersion.objects.filter(unit=unit).values_list("name", "valid_from", "valid_until").get() == (
        "Đảng bộ Sở Y tế",
        DAY,
        None,
    )
    entry = AuditEntry.objects.filter(event="unit.opened").latest("pk")
    assert (entry.actor_id, entry.unit_path, entry.payload) == (officer.pk, unit.path, {"code": "K01"})


def test_open_unit_after_others_comes_last_in_order_and_path() -> None:
    bloc = make_unit()

    units = [_open(bloc, code=f"K{n:02}") for n in range(1, 40)]

    assert [unit.order for unit in units] == list(range(1, 40))
    assert sorted(unit.path for unit in units) == [unit.path for unit in units]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"code": " "}, UnitUnnamed),
        ({"name": ""}, UnitUnnamed),
        ({"kind": "CỤM"}, KindUnknown),
        ({"code": "K00"}, CodeTaken),
    ],
)
def test_open_unit_of_wrong_words_is_refused(wrong: dict[str, object], refusal: type[Exception]) -> None:
    bloc = make_unit()
    _open(bloc, code="K00")

    with pytest.raises(refusal):
        _open(bloc, **wrong)

    assert Unit.objects.count() == 2


def test_open_unit_with_a_code_of_another_organisation_is_allowed() -> None:
    one, other = make_unit(), make_unit()
    _open(one)

    assert _open(other).code == "K01"


def test_open_unit_under_a_kind_that_holds_none_is_refused() -> None:
    cell = make_unit(make_unit(), kind="BASE_CELL")
    group = make_unit(cell)

    with pytest.raises(KindHoldsNoUnits, match="không có đơn vị trực thuộc"):
        _open(group)


def test_open_unit_of_a_kind_that_does_not_stand_there_is_refused_saying_where_it_stands() -> None:
    with pytest.raises(KindNotAllowedThere, match="chỉ đứng dưới: Chi bộ cơ sở, Chi bộ trực thuộc"):
        _open(make_unit(), kind="GROUP")


def test_open_group_under_a_base_cell_is_allowed() -> None:
    cell = make_unit(make_unit(), kind="BASE_CELL")

    assert _open(cell, kind="GROUP").parent == cell


def test_open_unit_before_its_parent_was_there_is_refused_with_the_day() -> None:
    bloc = make_unit(opened_on=date(2021, 2, 1))

    with pytest.raises(OpenedBeforeParent, match="từ ngày 1/2/2021"):
        _open(bloc, opened_on=date(2021, 1, 31))


def test_open_unit_after_one_has_moved_away_gets_a_path_that_nobody_had() -> None:
    bloc = make_unit()
    gone = make_unit(bloc)
    had = gone.path
    Unit.objects.filter(pk=gone.pk).update(path="zzzz")

    assert _open(bloc).path > had


def _rename(unit: Unit, name: str = "Đảng bộ Sở Mới", *, valid_from: date = DAY, by: Actor = SYSTEM) -> Unit:
    return rename_unit(unit, name=name, valid_from=valid_from, by=by, at=AT)


def test_rename_unit_keeps_the_former_name_in_its_history() -> None:
    unit = make_unit(make_unit(), name="Đảng bộ Sở Cũ")

    renamed = _rename(unit)

    assert (renamed.name, renamed.name_folded) == ("Đảng bộ Sở Mới", "dang bo so moi")
    assert list(unit.versions.order_by("valid_from").values_list("name", "path", "valid_from", "valid_until")) == [
        ("Đảng bộ Sở Cũ", unit.path, date(2015, 1, 1), DAY),
        ("Đảng bộ Sở Mới", unit.path, DAY, None),
    ]
    entry = AuditEntry.objects.get(event="unit.renamed")
    assert entry.payload == {"from": "Đảng bộ Sở Cũ", "to": "Đảng bộ Sở Mới", "valid_from": "2021-03-01"}


def test_rename_unit_twice_on_one_day_leaves_one_version_of_that_day() -> None:
    unit = make_unit(make_unit(), name="Đảng bộ Sở Cũ")

    _rename(_rename(unit, "Đảng bộ Sở Nhầm"), "Đảng bộ Sở Mới")

    assert list(unit.versions.order_by("valid_from").values_list("name", flat=True)) == [
        "Đảng bộ Sở Cũ",
        "Đảng bộ Sở Mới",
    ]


def test_rename_unit_back_on_the_same_day_leaves_the_history_as_it_was() -> None:
    unit = make_unit(make_unit(), name="Đảng bộ Sở Cũ")
    before = list(unit.versions.values("name", "valid_from", "valid_until"))

    _rename(_rename(unit), "Đảng bộ Sở Cũ")

    assert list(unit.versions.values("name", "valid_from", "valid_until")) == before


@pytest.mark.parametrize(
    ("name", "valid_from", "refusal"),
    [
        (" ", DAY, UnitUnnamed),
        ("Tên hai", DAY, NameUnchanged),
        ("Tên ba", date(2021, 3, 2), DayToCome),
        ("Tên ba", date(2021, 1, 31), ChangedSince),
    ],
)
def test_rename_unit_of_wrong_words_is_refused(name: str, valid_from: date, refusal: type[Exception]) -> None:
    unit = _rename(make_unit(make_unit(), name="Tên một"), "Tên hai", valid_from=date(2021, 2, 1))

    with pytest.raises(refusal):
        _rename(unit, name, valid_from=valid_from)


def test_rename_and_order_unit_beside_the_own_subtree_are_refused() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    officer = make_person(own)
    make_grant(officer, own)

    with pytest.raises(NotAllowed):
        _rename(beside, by=officer)
    with pytest.raises(NotAllowed):
        order_unit(beside, up=True, by=officer, at=AT)


def test_order_unit_changes_places_with_its_neighbour() -> None:
    bloc = make_unit()
    one, two, three = (make_unit(bloc) for _ in range(3))

    order_unit(three, up=True, by=SYSTEM, at=AT)
    order_unit(one, up=False, by=SYSTEM, at=AT)

    assert list(bloc.children.order_by("order")) == [three, one, two]
    assert AuditEntry.objects.filter(event="unit.ordered").latest("pk").payload == {"from": 1, "to": 2}


@pytest.mark.parametrize("up", [True, False])
def test_order_unit_beyond_the_end_is_refused(up: bool) -> None:
    only = make_unit(make_unit())

    with pytest.raises(OrderUnchanged):
        order_unit(only, up=up, by=SYSTEM, at=AT)


def test_open_unit_by_a_secretary_or_beside_the_own_subtree_is_refused() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    secretary, officer = make_person(own), make_person(own)
    make_grant(secretary, own, Role.SECRETARY)
    make_grant(officer, own)

    with pytest.raises(NotAllowed):
        _open(own, by=secretary)
    with pytest.raises(NotAllowed):
        _open(beside, by=officer)


def test_open_root_twice_gives_two_organisations_beside_one_another() -> None:
    one = open_root(code="A", name="Đảng bộ A", kind="ABOVE_BASE", by=SYSTEM, at=AT)
    other = open_root(code="B", name="Đảng bộ B", kind="ABOVE_BASE", by=SYSTEM, at=AT)

    assert not is_within(other.path, one.path)
    assert (one.parent, one.issuer) == (None, None)
