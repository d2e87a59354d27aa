"""The tree of units on any day, and who belonged to which part of it then."""

from datetime import date

from django.db.models import Q, QuerySet

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
