"""Units and people, for tests."""

from datetime import UTC, date, datetime
from itertools import count

from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.organisations.actions.people import appoint, enrol_person
from thongsuot.foundation.organisations.actions.units import open_root, open_unit
from thongsuot.foundation.organisations.models import Appointment, Person, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

SYSTEM = SystemActor("tests")
AT = datetime(2021, 3, 1, 2, 0, tzinfo=UTC)
_numbers = count(1)
_BELOW = {
    "PROVINCE": "ABOVE_BASE",
    "ABOVE_BASE": "BASE_COMMITTEE",
    "BASE_COMMITTEE": "SUBORDINATE_CELL",
    "SECTION": "SUBORDINATE_CELL",
    "BASE_CELL": "GROUP",
    "SUBORDINATE_CELL": "GROUP",
    "ORGANISATION": "DEPARTMENT",
    "DEPARTMENT": "DEPARTMENT",
}


def make_unit(
    parent: Unit | None = None, *, code: str = "", name: str = "", kind: str = "", opened_on: date = date(2015, 1, 1)
) -> Unit:
    """Open a unit: without a parent a bloc, under a bloc a base committee, under that a cell, under a cell a group."""
    n = next(_numbers)
    if parent is None:
        return open_root(
            code=code or f"R{n}",
            name=name or f"Đảng bộ Khối {n}",
            kind=kind or "ABOVE_BASE",
            opened_on=opened_on,
            by=SYSTEM,
            at=AT,
        )
    below = _BELOW.get(parent.kind.code, "GROUP")
    return open_unit(
        parent,
        code=code or f"U{n}",
        name=name or f"Đơn vị {n}",
        kind=kind or below,
        opened_on=opened_on,
        by=SYSTEM,
        at=AT,
    )


def make_person(
    unit: Unit | None = None,
    *,
    name: str = "",
    born_on: date | None = None,
    category: Category = Category.OFFICIAL,
    card_number: str = "",
    at: datetime = AT,
) -> Person:
    """Enrol a person in a unit."""
    n = next(_numbers)
    return enrol_person(
        unit or make_unit(),
        full_name=name or f"Nguyễn Văn Số {n}",
        born_on=born_on or date(1980, 1, 1),
        category=category,
        card_number=card_number,
        by=SYSTEM,
        at=at,
    )


def make_appointment(person: Person, *, unit: Unit | None = None, post: Post = Post.SECRETARY) -> Appointment:
    """Give a person a post, at home unless told otherwise."""
    return appoint(unit or person.home, person=person, post=post, valid_from=date(2020, 1, 1), by=SYSTEM, at=AT)


def make_grant(person: Person, unit: Unit, role: Role = Role.OFFICER) -> Grant:
    """Give a person a role over a unit."""
    return grant_role(unit, person_id=person.pk, role=role, by=SYSTEM, at=AT)
