"""Kinds of unit: what may stand under what."""

from thongsuot.foundation.organisations.models import Unit, UnitKind


def kinds_under(parent: Unit) -> list[UnitKind]:
    """Return the kinds of unit that may be opened under a unit, in their order."""
    return list(UnitKind.objects.filter(stands_under=parent.kind_id).order_by("order"))


def kinds_of_units() -> list[UnitKind]:
    """Return every kind of unit, in their order."""
    return list(UnitKind.objects.order_by("order"))
