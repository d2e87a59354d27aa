"""The tree of units on any day, and who belonged to which part of it then."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Membership, Unit, UnitVersion


def tree_on(day: date, *, under: Unit | None = None) -> QuerySet[UnitVersion]:
    """Return every unit as it was on a day: its name, kind, parent and path then, in the order of the tree.

    With `under`, only the unit and what lay below it on that day, wherever it lies today. The caller has checked the scope.
    """
    versions = UnitVersion.objects.filter(_in_force_on(day)).select_related("kind", "parent").order_by("path")
    if under is None:
        return versions
    top = UnitVersion.objects.filter(_in_force_on(day), unit=under).values_list("path", flat=True).first()
    if top is None:
        return versions.none()
    low, high = subtree_range(top)
    return versions.filter(path__gte=low, path__lt=high)


def memberships_on(day: date, *, under: Unit) -> QuerySet[Membership]:
    """Return who belonged on a day to a unit or to what lay below it on that day."""
    return Membership.objects.filter(_in_force_on(day), of_unit__in=tree_on(day, under=under).values("unit"))


def history_of(unit: Unit) -> list[UnitVersion]:
    """Return a unit's versions, the earliest first."""
    return list(UnitVersion.objects.filter(unit=unit).select_related("kind", "parent").order_by("valid_from"))


def _in_force_on(day: date) -> Q:
    return (Q(valid_until=None) | Q(valid_until__gt=day)) & Q(valid_from__lte=day)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the picture of a tree on a day; `unit` is what it is today, none where it lies outside the viewer's part today.

    `place` counts from 1 among its `siblings`; a branch that `is_open` is followed by those below it.
    """

    version: UnitVersion
    unit: Unit | None
    depth: int
    place: int
    siblings: int
    has_units: bool
    is_open: bool


def units_ever(viewer: Viewer, permission: Permission = Permission.SEE_FIGURES) -> QuerySet[Unit]:
    """Return the units in the viewer's scope, those that have ended too."""
    scope = viewer.scope(permission).as_filter()
    return Unit.objects.filter(scope).select_related("kind", "parent", "issuer").order_by("path")


def unit_of_any_time(viewer: Viewer, public_id: str) -> Unit:
    """Return one unit, open or ended. Absent and foreign alike raise Unit.DoesNotExist."""
    return units_ever(viewer).get(public_id=public_id)


def branches_of(
    viewer: Viewer, under: Unit, *, on: date, opened: Sequence[Unit] = (), start: int = 0, most: int = 50
) -> list[Branch]:
    """Return the units below one on a day, in the committee's own order, those below the opened ones following them. Two statements.

    At most `most` of one parent, under the first from `start` on. The caller has checked that the viewer may see `under`; whatever lay
    below it on that day is told by name.
    """
    parents = {under.pk, *(unit.pk for unit in opened)}
    order = Subquery(Unit.objects.filter(pk=OuterRef("unit")).values("order"))
    below = UnitVersion.objects.filter(_in_force_on(on), parent=OuterRef("unit"))
    rows = (
        UnitVersion.objects.filter(_in_force_on(on), parent__in=parents)
        .annotate(own_order=order, has_units=Exists(below))
        .annotate(
            place=Window(RowNumber(), partition_by="parent", order_by=[F("own_order").asc(nulls_last=True), "path"]),
            siblings=Window(Count("pk"), partition_by="parent"),
        )
        .filter(Q(parent=under.pk, place__gt=start, place__lte=start + most) | Q(~Q(parent=under.pk), place__lte=most))
        .select_related("kind")
        .order_by("place")
    )
    found: dict[int | None, list[UnitVersion]] = defaultdict(list)
    for row in rows:
        found[row.parent_id].append(row)
    units = units_ever(viewer).in_bulk([row.unit_id for group in found.values() for row in group])
    return list(_grown(found, units, under.pk, depth=0))


def _grown(
    found: dict[int | None, list[UnitVersion]], units: dict[int, Unit], parent: int, *, depth: int
) -> Iterator[Branch]:
    for row in found.get(parent, ()):
        told: Any = row
        is_open = row.unit_id in found
        unit = units.get(row.unit_id)
        yield Branch(row, unit, depth, told.place, told.siblings, told.has_units, is_open)
        if is_open:
            yield from _grown(found, units, row.unit_id, depth=depth + 1)


def units_named(viewer: Viewer, under: Unit, text: str) -> QuerySet[Unit]:
    """Return the open units below one whose name holds every word of the text, or whose code it is, in the order of the tree."""
    low, high = subtree_range(under.path)
    words = Q()
    for word in folded(text).split():
        words &= Q(name_folded__contains=word)
    below = units_ever(viewer).filter(path__gte=low, path__lt=high, closed_on=None)
    return below.filter(words | Q(code__iexact=nfc(text)))


def units_elsewhere(viewer: Viewer, under: Unit, *, on: date) -> int:
    """Return how many units lay below one on a day and lie outside the viewer's part of the tree today."""
    return tree_on(on, under=under).exclude(unit__in=units_ever(viewer).order_by().values("pk")).order_by().count()
