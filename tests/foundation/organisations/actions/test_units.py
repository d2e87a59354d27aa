"""Opening units."""

from datetime import date

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.units import (
    CodeTaken,
    KindHoldsNoUnits,
    KindUnknown,
    UnitUnnamed,
    open_root,
    open_unit,
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

    with pytest.raises(KindHoldsNoUnits, match="không có đơn vị trực thuộc"):
        _open(cell)


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
