"""Who may do what, and who may see where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import (
    NOT_DELEGATED,
    PERMISSIONS_OF_ROLE,
    Origin,
    Permission,
    Reach,
    Reaches,
    Role,
)
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.trees import ancestor_paths, is_within, subtree_range


class HasKeyAndPath(Protocol):
    """A unit of the live tree: a key and a path."""

    @property
    def pk(self) -> Any: ...

    @property
    def path(self) -> str: ...


_NOBODY = 0  # no person has this key: the installation itself holds no grants


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A role as it is held on a day."""

    role: str
    reaches: Reaches
    unit_id: int
    unit_path: str
    origin: str = Origin.GIVEN
    valid_until: date | None = None

    def permits(self, permission: Permission) -> bool:
        """Tell whether the permission goes with it. What is delegated gives nothing on."""
        if self.origin == Origin.DELEGATED and permission in NOT_DELEGATED:
            return False
        return permission in PERMISSIONS_OF_ROLE[self.role]

    def is_of_one_unit(self, permission: Permission) -> bool:
        """Tell whether a permission stops at the unit itself."""
        return self.reaches.of(permission) == Reach.OWN_UNIT

    def top(self, permission: Permission) -> str:
        """Return the path at and below which a permission holds; empty, the path of every tree, where it holds everywhere."""
        return "" if self.reaches.of(permission) == Reach.EVERYWHERE else self.unit_path

    def holds(self, permission: Permission, path: str) -> bool:
        """Tell whether it gives a permission over the unit at this path."""
        if not self.permits(permission):
            return False
        if self.is_of_one_unit(permission):
            return path == self.unit_path
        return is_within(path, self.top(permission))

    def covers(self, permission: Permission, reach: Reach, path: str) -> bool:
        """Tell whether it gives a permission as far as this reach from the unit at this path."""
        if reach == Reach.EVERYWHERE:
            return self.permits(permission) and self.top(permission) == ""
        return self.holds(permission, path) and (reach == Reach.OWN_UNIT or not self.is_of_one_unit(permission))


@dataclass(frozen=True, slots=True)
class Scope:
    """The parts of a tree a viewer may see: tops of subtrees, and single nodes. `everything` is a system actor's."""

    subtrees: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    everything: bool = False

    def holds(self, path: str) -> bool:
        """Tell whether a path lies in the scope."""
        return self.everything or path in self.nodes or any(is_within(path, top) for top in self.subtrees)

    def as_filter(self, field: str = "path") -> Q:
        """Return the scope as a condition on a path column; an empty scope holds no row."""
        if self.everything:
            return Q()
        condition = Q(**{f"{field}__in": self.nodes})
        for top in self.subtrees:
            low, high = subtree_range(top)
            condition |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
        return condition


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, with the grants held on the day: made once for a request, so that questions need not ask again.

    `doors` are the classes at whose door the viewer stands and no more; they are no grant over any unit.
    """

    actor: Actor
    grants: tuple[HeldGrant, ...]
    on: date
    doors: frozenset[int] = frozenset()

    @property
    def is_system(self) -> bool:
        """Whether the viewer is the installation itself (a command, a job)."""
        return isinstance(self.actor, SystemActor)

    def may(self, permission: Permission, path: str, *, door: int | None = None) -> bool:
        """Tell whether the viewer holds a permission over the unit at this path, or at this class's door."""
        if self.is_system or any(grant.holds(permission, path) for grant in self.grants):
            return True
        return door in self.doors and permission in PERMISSIONS_OF_ROLE[Role.STEWARD]

    def scope(self, permission: Permission = Permission.SEE_FIGURES) -> Scope:
        """Return where in the live tree the viewer holds a permission."""
        if self.is_system:
            return Scope(everything=True)
        held = self.holding(permission)
        return Scope(
            subtrees=_without_nested(g.top(permission) for g in held if not g.is_of_one_unit(permission)),
            nodes=tuple(sorted({g.unit_path for g in held if g.is_of_one_unit(permission)})),
        )

    def holding(self, permission: Permission) -> list[HeldGrant]:
        """Return the grants that give a permission."""
        return [grant for grant in self.grants if grant.permits(permission)]

    def holds_all(self, role: str, reaches: Reaches, path: str, *, until: date | None) -> bool:
        """Tell whether the viewer holds all that a role would bring, as far from this path and as long as it would."""
        return self.is_system or all(
            any(g.covers(p, reaches.of(p), path) and _lasts(g.valid_until, until) for g in self.grants)
            for p in PERMISSIONS_OF_ROLE[role]
        )


def viewer_for(actor: Actor, on: date) -> Viewer:
    """Return the viewer that an actor is on a day. One statement."""
    if isinstance(actor, SystemActor) or actor.actor_id is None:
        return Viewer(actor, (), on)
    held, doors = [], set()
    for grant in in_force(on).filter(person_id=actor.actor_id).order_by("unit_path", "role", "pk"):
        if grant.door_id is None:
            told = (grant.role, grant.reaches, grant.unit_id, grant.unit_path, grant.origin, grant.valid_until)
            held.append(HeldGrant(*told))
        else:
            doors.add(grant.door_id)
    return Viewer(actor, tuple(held), on, frozenset(doors))


def in_force(on: date) -> QuerySet[Grant]:
    """Return the grants that hold on a day. For actions and questions that have checked whose they may be."""
    return Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)


def not_over(on: date) -> QuerySet[Grant]:
    """Return the grants that hold on a day or will hold later. As `in_force`."""
    return Grant.objects.filter(Q(valid_until=None) | (Q(valid_until__gt=on) & Q(valid_until__gt=F("valid_from"))))


def grants_at(viewer: Viewer, unit: HasKeyAndPath) -> QuerySet[Grant]:
    """Return the grants that hold or will hold over a unit itself; none to who may not give roles there."""
    if not viewer.may(Permission.GRANT_ROLES, unit.path):
        return Grant.objects.none()
    return not_over(viewer.on).filter(unit_id=unit.pk).order_by("valid_from", "pk")


def grants_reaching(viewer: Viewer, unit: HasKeyAndPath) -> QuerySet[Grant]:
    """Return the grants over units above that hold over this one today; none to who may not give roles there."""
    if not viewer.may(Permission.GRANT_ROLES, unit.path):
        return Grant.objects.none()
    from_above = Q(unit_path__in=ancestor_paths(unit.path)[:-1], acts=Reach.SUBTREE) | Q(acts=Reach.EVERYWHERE)
    return in_force(viewer.on).filter(from_above, door_id=None).exclude(unit_id=unit.pk).order_by("unit_path", "pk")


def grant_to_give_back(viewer: Viewer, key: int) -> Grant:
    """Return a grant over a unit at which the viewer gives roles. Absent and foreign alike raise Grant.DoesNotExist."""
    scope = viewer.scope(Permission.GRANT_ROLES).as_filter("unit_path")
    return not_over(viewer.on).filter(scope).get(pk=key)


def own_grants(viewer: Viewer) -> QuerySet[Grant]:
    """Return what the viewer holds today, with the class of a door, in the order of the tree."""
    return in_force(viewer.on).filter(person_id=viewer.actor.actor_id or _NOBODY).order_by("unit_path", "role", "pk")


def delegable_grants(viewer: Viewer) -> list[Grant]:
    """Return what the viewer holds today and may delegate: not what was delegated to them."""
    held = own_grants(viewer).filter(door_id=None).exclude(origin=Origin.DELEGATED)
    return [grant for grant in held if Permission.DELEGATE in PERMISSIONS_OF_ROLE[grant.role]]


def own_delegations(viewer: Viewer) -> QuerySet[Grant]:
    """Return what the viewer has delegated to others and is not over, the first to end first."""
    mine = not_over(viewer.on).filter(taken_from__person_id=viewer.actor.actor_id or _NOBODY)
    return mine.select_related("taken_from").order_by("valid_until", "pk")


def may(actor: Actor, permission: Permission, path: str, *, on: date, door: int | None = None) -> bool:
    """Tell whether an actor holds a permission over the unit at this path, or at this class's door, on a day."""
    return viewer_for(actor, on).may(permission, path, door=door)


def _lasts(held_until: date | None, until: date | None) -> bool:
    return held_until is None or (until is not None and until <= held_until)


def _without_nested(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not is_within(path, kept[-1]):
            kept.append(path)
    return tuple(kept)
