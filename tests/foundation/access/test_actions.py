"""Giving roles."""

from datetime import date, timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.actions import (
    GrantChangedSince,
    GrantDaysWrong,
    GrantsMoreThanHeld,
    LastOfficer,
    NotYoursToDelegate,
    RoleAlreadyHeld,
    StewardWithoutClass,
    delegate_role,
    end_delegation,
    end_grant,
    grant_role,
)
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, REACHES_OF_ROLE, Origin, Permission, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db
DAY = local_day(AT)


def test_grant_role_over_a_unit_holds_from_that_day_with_the_roles_reach() -> None:
    unit = make_unit()
    officer, person = make_person(unit), make_person(unit)
    make_grant(officer, unit)

    grant = grant_role(unit, person_id=person.pk, role=Role.RAPPORTEUR, by=officer, at=AT)

    assert (grant.role, grant.unit_path, grant.valid_until) == ("RAPPORTEUR", unit.path, None)
    assert grant.reaches == REACHES_OF_ROLE[Role.RAPPORTEUR]
    assert grant.granted_by == officer.public_id
    entry = AuditEntry.objects.filter(event="role.granted").latest("pk")
    assert entry.payload == {"role": "RAPPORTEUR", "person": person.pk, "valid_from": DAY.isoformat()}


def test_grant_role_held_already_is_refused() -> None:
    unit = make_unit()
    person = make_person(unit)
    make_grant(person, unit, Role.SECRETARY)

    with pytest.raises(RoleAlreadyHeld):
        grant_role(unit, person_id=person.pk, role=Role.SECRETARY, by=SYSTEM, at=AT)

    assert Grant.objects.filter(person_id=person.pk).count() == 1


def test_grant_role_beyond_the_givers_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every role that may give roles holds everything today; a future one may not give more than it holds."""
    unit = make_unit()
    giver = make_person(unit)
    make_grant(giver, unit, Role.SECRETARY)
    more = PERMISSIONS_OF_ROLE[Role.SECRETARY] | {Permission.GRANT_ROLES}
    monkeypatch.setitem(PERMISSIONS_OF_ROLE, Role.SECRETARY, more)

    with pytest.raises(GrantsMoreThanHeld):
        grant_role(unit, person_id=make_person(unit).pk, role=Role.OFFICER, by=giver, at=AT)


def test_grant_role_above_the_givers_unit_is_refused() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    officer = make_person(base)
    make_grant(officer, base)

    with pytest.raises(NotAllowed):
        grant_role(bloc, person_id=officer.pk, role=Role.OFFICER, by=officer, at=AT)


def test_every_role_has_permissions_and_a_reach() -> None:
    assert set(PERMISSIONS_OF_ROLE) == set(REACHES_OF_ROLE) == set(Role)
    assert all(PERMISSIONS_OF_ROLE.values())
    assert set().union(*PERMISSIONS_OF_ROLE.values()) == set(Permission)


def test_grant_role_with_days_and_narrowed_holds_so(two: tuple[Unit, Person]) -> None:
    unit, person = two
    until = DAY + timedelta(days=30)

    grant = grant_role(
        unit,
        person_id=person.pk,
        role=Role.SECRETARY,
        reaches=REACHES_OF_ROLE[Role.SECRETARY].narrowed(),
        valid_from=DAY + timedelta(days=2),
        valid_until=until,
        is_acting=True,
        basis="  QĐ 12 ",
        by=SYSTEM,
        at=AT,
    )

    assert (grant.origin, grant.basis, grant.valid_until) == (Origin.ACTING, "QĐ 12", until)
    held = [len(viewer_for(person, DAY + timedelta(days=n)).grants) for n in (1, 2, 29, 30)]
    assert held == [0, 1, 1, 0]
    assert not viewer_for(person, DAY + timedelta(days=2)).may(Permission.SEE_NAMES, make_unit(unit).path)


@pytest.mark.parametrize("until", [DAY, DAY - timedelta(days=1)])
def test_grant_role_that_ends_before_it_begins_is_refused(two: tuple[Unit, Person], until: date) -> None:
    unit, person = two

    with pytest.raises(GrantDaysWrong):
        grant_role(unit, person_id=person.pk, role=Role.SECRETARY, valid_until=until, by=SYSTEM, at=AT)


def test_grant_role_acting_without_an_end_is_refused(two: tuple[Unit, Person]) -> None:
    unit, person = two

    with pytest.raises(GrantDaysWrong):
        grant_role(unit, person_id=person.pk, role=Role.SECRETARY, is_acting=True, by=SYSTEM, at=AT)


def test_grant_role_of_a_steward_over_a_unit_is_refused(two: tuple[Unit, Person]) -> None:
    unit, person = two

    with pytest.raises(StewardWithoutClass):
        grant_role(unit, person_id=person.pk, role=Role.STEWARD, by=SYSTEM, at=AT)


def test_grant_role_for_longer_than_the_giver_holds_is_refused(two: tuple[Unit, Person]) -> None:
    unit, giver = two
    end = DAY + timedelta(days=10)
    grant_role(unit, person_id=giver.pk, role=Role.OFFICER, valid_until=end, by=SYSTEM, at=AT)
    other = make_person(unit)

    with pytest.raises(GrantsMoreThanHeld):
        grant_role(unit, person_id=other.pk, role=Role.SECRETARY, by=giver, at=AT)

    assert grant_role(unit, person_id=other.pk, role=Role.SECRETARY, valid_until=end, by=giver, at=AT).pk


def test_grant_role_further_than_a_narrowed_giver_reaches_is_refused(two: tuple[Unit, Person]) -> None:
    unit, giver = two
    narrow = REACHES_OF_ROLE[Role.OFFICER].narrowed()
    grant_role(unit, person_id=giver.pk, role=Role.OFFICER, reaches=narrow, by=SYSTEM, at=AT)
    other = make_person(unit)

    with pytest.raises(GrantsMoreThanHeld):
        grant_role(unit, person_id=other.pk, role=Role.SECRETARY, by=giver, at=AT)

    own = REACHES_OF_ROLE[Role.SECRETARY].narrowed()
    assert grant_role(unit, person_id=other.pk, role=Role.SECRETARY, reaches=own, by=giver, at=AT).pk


def test_end_grant_holds_no_longer_that_day_and_is_recorded(two: tuple[Unit, Person]) -> None:
    unit, person = two
    grant = make_grant(person, unit, Role.SECRETARY)

    end_grant(grant, on=DAY, seen=1, by=SYSTEM, at=AT)

    assert viewer_for(person, DAY).grants == ()
    entry = AuditEntry.objects.filter(event="role.ended").latest("pk")
    assert entry.payload["person"] == person.pk


@pytest.mark.parametrize("where", ["beside", "below"])
def test_end_grant_from_beside_or_below_is_refused(where: str) -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    officer = make_person(bloc)
    make_grant(officer, {"beside": make_unit(bloc), "below": make_unit(base)}[where])
    grant = make_grant(make_person(base), base, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        end_grant(grant, on=DAY, seen=1, by=officer, at=AT)


def test_end_grant_twice_or_changed_since_tells_the_second(two: tuple[Unit, Person]) -> None:
    unit, person = two
    grant = make_grant(person, unit, Role.SECRETARY)
    end_grant(grant, on=DAY + timedelta(days=5), seen=1, by=SYSTEM, at=AT)

    with pytest.raises(GrantChangedSince, match="nay giữ đến"):
        end_grant(grant, on=DAY, seen=1, by=SYSTEM, at=AT)
    end_grant(grant, on=DAY, seen=2, by=SYSTEM, at=AT)
    with pytest.raises(GrantChangedSince, match="vừa được người khác thu hồi"):
        end_grant(grant, on=DAY, seen=2, by=SYSTEM, at=AT)


def test_end_grant_of_the_last_officer_is_refused_until_another_is_there(two: tuple[Unit, Person]) -> None:
    unit, person = two
    grant, officer = make_grant(person, unit), make_person(unit)
    grant_role(unit, person_id=officer.pk, role=Role.OFFICER, valid_until=DAY + timedelta(days=9), by=SYSTEM, at=AT)

    with pytest.raises(LastOfficer):
        end_grant(grant, on=DAY, seen=1, by=person, at=AT)
    make_grant(make_person(unit), unit)

    assert end_grant(grant, on=DAY, seen=1, by=person, at=AT).valid_until == DAY


def test_end_grant_of_an_officer_below_another_needs_no_second() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    above, below = make_person(bloc), make_person(base)
    make_grant(above, bloc)
    grant = make_grant(below, base)

    assert end_grant(grant, on=DAY, seen=1, by=above, at=AT).valid_until == DAY


def test_delegate_role_gives_all_but_giving_on_and_ends_with_its_source(two: tuple[Unit, Person]) -> None:
    unit, officer = two
    make_grant(make_person(unit), unit)
    grant, other = make_grant(officer, unit), make_person(unit)
    days = {"valid_from": DAY, "valid_until": DAY + timedelta(days=7)}

    taken = delegate_role(grant, person_id=other.pk, by=officer, at=AT, **days)

    viewer = viewer_for(other, DAY)
    lacking = {p for p in Permission if not viewer.may(p, unit.path)}
    assert lacking == {Permission.GRANT_ROLES, Permission.DELEGATE}
    with pytest.raises(NotAllowed):
        delegate_role(taken, person_id=make_person(unit).pk, by=other, at=AT, **days)
    end_grant(grant, on=DAY + timedelta(days=1), seen=1, by=SYSTEM, at=AT)
    assert Grant.objects.get(pk=taken.pk).valid_until == DAY + timedelta(days=1)


def test_delegate_role_of_another_to_oneself_or_too_long_is_refused(two: tuple[Unit, Person]) -> None:
    unit, person = two
    end = DAY + timedelta(days=7)
    grant = grant_role(unit, person_id=person.pk, role=Role.SECRETARY, valid_until=end, by=SYSTEM, at=AT)
    other = make_person(unit)
    make_grant(other, unit, Role.SECRETARY)

    with pytest.raises(NotYoursToDelegate):
        delegate_role(grant, person_id=person.pk, valid_from=DAY, valid_until=end, by=other, at=AT)
    with pytest.raises(NotYoursToDelegate):
        delegate_role(grant, person_id=person.pk, valid_from=DAY, valid_until=end, by=person, at=AT)
    with pytest.raises(GrantsMoreThanHeld):
        late = end + timedelta(days=1)
        delegate_role(grant, person_id=make_person(unit).pk, valid_from=DAY, valid_until=late, by=person, at=AT)


def test_end_delegation_is_for_who_delegated(two: tuple[Unit, Person]) -> None:
    unit, person = two
    grant, other = make_grant(person, unit, Role.SECRETARY), make_person(unit)
    make_grant(other, unit, Role.SECRETARY)
    days = {"valid_from": DAY, "valid_until": DAY + timedelta(days=7)}
    taken = delegate_role(grant, person_id=make_person(unit).pk, by=person, at=AT, **days)

    with pytest.raises(NotYoursToDelegate):
        end_delegation(taken, seen=1, by=other, at=AT)

    assert end_delegation(taken, seen=1, by=person, at=AT).valid_until == DAY


@pytest.fixture
def two() -> tuple[Unit, Person]:
    unit = make_unit()
    return unit, make_person(unit)
