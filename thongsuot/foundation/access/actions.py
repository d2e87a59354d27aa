"""Giving roles and taking them back. Nobody gives what they do not hold over that unit."""

from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, REACH_OF_ROLE, Permission, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal


class UnitOfGrant(Protocol):
    """A unit of the live tree: a key and a path."""

    @property
    def pk(self) -> Any: ...

    @property
    def path(self) -> str: ...

    @property
    def unit(self) -> Any: ...


class RoleAlreadyHeld(Refusal):
    """The person holds this role over this unit."""


class GrantsMoreThanHeld(Refusal):
    """Nobody gives a role with rights they do not hold over that unit."""


@action(Permission.GRANT_ROLES)
def grant_role(unit: UnitOfGrant, *, person_id: int, role: Role, by: Actor, at: datetime) -> Grant:
    """Give a person a role over a unit from this day on. Refuses a role held already, and one beyond the giver's own."""
    day = local_day(at)
    giver = viewer_for(by, day)
    if not all(giver.may(permission, unit.path) for permission in PERMISSIONS_OF_ROLE[role]):
        raise GrantsMoreThanHeld(_("Đồng chí chỉ giao được việc mà mình đang được giao ở đơn vị này."))
    if Grant.objects.filter(person_id=person_id, role=role, unit_id=unit.pk, valid_until=None).exists():
        raise RoleAlreadyHeld(_("Người này đã được giao việc đó ở đơn vị này."))
    grant = Grant.objects.create(
        person_id=person_id,
        role=role,
        reach=REACH_OF_ROLE[role],
        unit_id=unit.pk,
        unit_path=unit.path,
        valid_from=day,
        granted_by=by.actor_label,
    )
    record(
        "role.granted", by=by, at=at, subject=grant, unit_path=unit.path, payload={"role": role, "person": person_id}
    )
    return grant
