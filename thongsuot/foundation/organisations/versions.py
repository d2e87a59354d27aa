"""The history of units: each change of name, kind or place begins a new version on its day. Set-based, inside an action.

The versions of a unit follow one another without a gap, and two that follow one another differ. A path is given to one unit only,
ever: what was recorded of a place on some day stays unambiguous.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Max, Min

from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import STEP, child_path, subtree_range
from thongsuot.foundation.organisations.models import Unit, UnitKind, UnitVersion


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stood or stands: under whom (none: at the top), at which path."""

    parent_id: int | None
    path: str


def next_path(parent: str) -> str:
    """Return the path of a parent's next child: one that no unit has ever had. The parent must be locked."""
    low, high = subtree_range(parent)
    last = UnitVersion.objects.filter(path__gt=low, path__lt=high).aggregate(path=Max("path"))["path"]
    if parent == "" and last is None:
        return child_path("", 1)
    return child_path(parent, int(last[len(parent) : len(parent) + STEP], 36) + 1 if last else 1)


def in_force(unit: Unit) -> UnitVersion | None:
    """Return the version of a unit that is in force; a closed unit has none."""
    return UnitVersion.objects.filter(unit=unit, valid_until=None).first()


def placed_since(unit: Unit) -> date:
    """Return the first day from which the unit has stood where it stands today, whatever it was called."""
    here = UnitVersion.objects.filter(unit=unit, path=unit.path).aggregate(since=Min("valid_from"))["since"]
    return here if here is not None else unit.opened_on


def change_version(unit: Unit, day: date, *, name: str | None = None, kind: UnitKind | None = None) -> None:
    """Give a unit another name or kind from a day on, which is not before its last change."""
    _split([unit.path], day, exact=True)
    told: dict[str, object] = {}
    if name is not None:
        unit.name, unit.name_folded = name, folded(name)
        told["name"] = name
    if kind is not None:
        unit.kind = kind
        told["kind"] = kind
    UnitVersion.objects.filter(unit=unit, valid_until=None).update(**told)
    unit.save(update_fields=["name", "name_folded", "kind"])
    join_versions([unit.pk], day)


def end_versions(units: list[int], day: date) -> None:
    """End units on a day, which is after their last change."""
    UnitVersion.objects.filter(unit__in=units, valid_until=None).update(valid_until=day)
    Unit.objects.filter(pk__in=units).update(closed_on=day)


def resume_versions(units: list[int], day: date) -> None:
    """Take back that units ended on a day."""
    UnitVersion.objects.filter(unit__in=units, valid_until=day).update(valid_until=None)
    Unit.objects.filter(pk__in=units).update(closed_on=None)


def move_versions(unit: Unit, was: Place, now: Place, day: date) -> None:
    """Let a unit and everything below it lie elsewhere from a day on, today and in every version since. Four statements."""
    _split([was.path], day)
    values: dict[str, str | int | date] = {
        "low": was.path,
        "high": subtree_range(was.path)[1],
        "now": now.path,
        "cut": len(was.path) + 1,
        "day": day,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_VERSIONS, values)
        cursor.execute(_MOVE_UNITS, values)
    UnitVersion.objects.filter(unit=unit, valid_from__gte=day).update(parent=now.parent_id)
    Unit.objects.filter(pk=unit.pk).update(parent=now.parent_id)
    unit.path, unit.parent_id = now.path, now.parent_id


def join_versions(units: list[int], day: date) -> None:
    """Make one of two versions that meet on a day and say the same: what undoing leaves behind."""
    with connection.cursor() as cursor:
        cursor.execute(_JOIN, {"units": units, "day": day})


def units_within(path: str) -> list[int]:
    """Return the keys of the units at and below a path, closed ones too."""
    low, high = subtree_range(path)
    return list(Unit.objects.filter(path__gte=low, path__lt=high).values_list("pk", flat=True))


def _split(paths: list[str], day: date, *, exact: bool = False) -> None:
    """Cut in two every version at (and below) these paths that reaches over a day; the later part keeps the row."""
    with connection.cursor() as cursor:
        for path in paths:
            high = f"{path} " if exact else subtree_range(path)[1]
            values: dict[str, str | date] = {"low": path, "high": high, "day": day}
            cursor.execute(_KEEP_EARLIER, values)
            cursor.execute(_BEGIN_LATER, values)


_REACHING = """path >= %(low)s AND path < %(high)s AND valid_from < %(day)s AND (valid_until IS NULL OR valid_until > %(day)s)"""
_KEEP_EARLIER = f"""
INSERT INTO organisations_unitversion (unit_id, name, kind_id, parent_id, path, valid_from, valid_until)
SELECT unit_id, name, kind_id, parent_id, path, valid_from, %(day)s FROM organisations_unitversion WHERE {_REACHING}
"""  # noqa: S608 - a constant
_BEGIN_LATER = f"UPDATE organisations_unitversion SET valid_from = %(day)s WHERE {_REACHING}"  # noqa: S608 - a constant
_MOVE_VERSIONS = """
UPDATE organisations_unitversion SET path = %(now)s || substr(path, %(cut)s)
WHERE path >= %(low)s AND path < %(high)s AND valid_from >= %(day)s
"""
_MOVE_UNITS = """
UPDATE organisations_unit SET path = %(now)s || substr(path, %(cut)s) WHERE path >= %(low)s AND path < %(high)s
"""
_JOIN = """
WITH joined AS (
    DELETE FROM organisations_unitversion early USING organisations_unitversion late
    WHERE early.unit_id = ANY(%(units)s) AND early.valid_until = %(day)s
      AND late.unit_id = early.unit_id AND late.valid_from = %(day)s
      AND late.name = early.name AND late.kind_id = early.kind_id AND late.path = early.path
    RETURNING late.id, early.valid_from
)
UPDATE organisations_unitversion v SET valid_from = joined.valid_from FROM joined WHERE v.id = joined.id
"""
