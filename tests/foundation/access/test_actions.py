"""Giving roles."""

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.actions import GrantsMoreThanHeld, RoleAlreadyHeld, grant_role
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, REACHES_OF_ROLE, Permission, Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import local_day

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
