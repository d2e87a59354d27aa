"""Who may do what, and who may see where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, Permission, Reach
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.trees import is_within, subtree_range


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A role as it is held on a day."""

    role: str
    reach: str
    unit_id: int
    unit_path: str

    def reaches(self, path: str) -> bool:
        """Tell whether the grant holds over the unit at this path."""
        return path == self.unit_path if self.reach == Reach.OWN_UNIT else is_within(path, self.unit_path)


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
    """Who looks, with the grants held on the day: made once for a request, so that questions need not ask again."""

    actor: Actor
    grants: tuple[HeldGrant, ...]
    on: date

    @property
    def is_system(self) -> bool:
        """Whether the viewer is the installation itself (a command, a job)."""
        return isinstance(self.actor, SystemActor)

    def may(self, permission: Permission, path: str) -> bool:
        """Tell whether the viewer holds a permission over the unit at this path."""
        return self.is_system or any(g.reaches(path) for g in self._with(permission))

    def scope(self, permission: Permission = Permission.SEE_FIGURES) -> Scope:
        """Return where in the live tree the viewer holds a permission."""
        if self.is_system:
            return Scope(everything=True)
        held = self._with(permission)
        return Scope(
            subtrees=_without_nested(g.unit_path for g in held if g.reach == Reach.SUBTREE),
            nodes=tuple(sorted({g.unit_path for g in held if g.reach == Reach.OWN_UNIT})),
        )

    def _with(self, permission: Permission) -> list[HeldGrant]:
        return [g for g in self.grants if permission in PERMISSIONS_OF_ROLE[g.role]]


def viewer_for(actor: Actor, on: date) -> Viewer:
    """Return the viewer that an actor is on a day."""
    if isinstance(actor, SystemActor) or actor.actor_id is None:
        return Viewer(actor, (), on)
    held = (
        Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), person_id=actor.actor_id, valid_from__lte=on)
        .order_by("unit_path", "role")
        .values_list("role", "reach", "unit_id", "unit_path")
    )
    return Viewer(actor, tuple(HeldGrant(*row) for row in held), on)


def may(actor: Actor, permission: Permission, path: str, *, on: date) -> bool:
    """Tell whether an actor holds a permission over the unit at this path on a day."""
    return viewer_for(actor, on).may(permission, path)


def _without_nested(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not is_within(path, kept[-1]):
            kept.append(path)
    return tuple(kept)
