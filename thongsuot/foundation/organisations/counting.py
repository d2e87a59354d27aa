"""How many units and people an organisation has on a day: counted from the live lists, not stored."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Unit, UnitVersion
from thongsuot.foundation.organisations.models.memberships import MEMBER_CATEGORIES, Category


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A unit and everything below it on a day: units below, those of them that are grassroots organisations, people."""

    units_below: int
    base_units: int
    members: int
    non_members: int
    on: date

    @property
    def is_bare(self) -> bool:
        """Whether nothing is there yet: no unit below, and nobody but perhaps the one who founded it."""
        return not self.units_below and self.members + self.non_members <= 1


def counts_of(viewer: Viewer, units: Sequence[Unit], *, on: date) -> dict[int, UnitCounts]:
    """Return the counts of each unit that the viewer may see, by its key. Two statements, whatever the number of units.

    People count where they are at home on the day; units that are closed by then do not count.
    """
    paths = [unit.path for unit in units if viewer.scope().holds(unit.path)]
    with connection.cursor() as cursor:
        cursor.execute(_UNITS, {"paths": paths, "on": on})
        below = {path: (units_below, bases) for path, units_below, bases in cursor.fetchall()}
        cursor.execute(_PEOPLE, {"paths": paths, "on": on})
        people: dict[str, dict[str, int]] = defaultdict(dict)
        for path, category, count in cursor.fetchall():
            people[path][category] = count
    return {unit.pk: _counts(below[unit.path], people[unit.path], on) for unit in units if unit.path in below}


def counts_then(viewer: Viewer, versions: Sequence[UnitVersion], *, on: date) -> dict[int, UnitCounts]:
    """Return the counts of units as they lay in the tree of a day (`tree_on`), by the unit's key. Two statements.

    People count at the unit to which they belonged on the day, as far as it lies in the viewer's part of the tree today.
    """
    paths = [version.path for version in versions]
    scope = _within(viewer)
    values: dict[str, Any] = {"paths": paths, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_UNITS_THEN, values)
        below = {path: (units_below, bases) for path, units_below, bases in cursor.fetchall()}
        cursor.execute(_PEOPLE_THEN, values | scope)
        people: dict[str, dict[str, int]] = defaultdict(dict)
        for path, category, count in cursor.fetchall():
            people[path][category] = count
    return {v.unit_id: _counts(below[v.path], people[v.path], on) for v in versions}


def _within(viewer: Viewer) -> dict[str, Any]:
    """Return the viewer's part of the live tree as the values of a statement: lows and highs of ranges."""
    scope = viewer.scope()
    if scope.everything:
        return {"lows": [""], "highs": ["~~"]}
    ranges = [subtree_range(top) for top in scope.subtrees] + [(node, f"{node} ") for node in scope.nodes]
    return {"lows": [low for low, _high in ranges], "highs": [high for _low, high in ranges]}


# Each path asks for its own range of an index; "~" comes after every digit of a path (core.trees).
_UNITS = """
SELECT t.path, count(u.id) FILTER (WHERE u.path <> t.path), count(u.id) FILTER (WHERE u.path <> t.path AND k.is_base)
FROM unnest(%(paths)s::text[]) AS t(path)
LEFT JOIN organisations_unit u ON u.path >= t.path COLLATE "C" AND u.path < (t.path || '~') COLLATE "C"
    AND (u.closed_on IS NULL OR u.closed_on > %(on)s)
LEFT JOIN organisations_unitkind k ON k.id = u.kind_id
GROUP BY t.path
"""
_PEOPLE = """
SELECT t.path, m.category, count(*)
FROM unnest(%(paths)s::text[]) AS t(path)
JOIN organisations_membership m ON m.path >= t.path COLLATE "C" AND m.path < (t.path || '~') COLLATE "C"
WHERE m.is_home AND m.valid_from <= %(on)s AND (m.valid_until IS NULL OR m.valid_until > %(on)s)
GROUP BY t.path, m.category
"""
_UNITS_THEN = """
SELECT t.path, count(v.id) FILTER (WHERE v.path <> t.path), count(v.id) FILTER (WHERE v.path <> t.path AND k.is_base)
FROM unnest(%(paths)s::text[]) AS t(path)
LEFT JOIN organisations_unitversion v ON v.path >= t.path COLLATE "C" AND v.path < (t.path || '~') COLLATE "C"
    AND v.valid_from <= %(on)s AND (v.valid_until IS NULL OR v.valid_until > %(on)s)
LEFT JOIN organisations_unitkind k ON k.id = v.kind_id
GROUP BY t.path
"""
_PEOPLE_THEN = """
SELECT t.path, m.category, count(*)
FROM unnest(%(paths)s::text[]) AS t(path)
JOIN organisations_unitversion v ON v.path >= t.path COLLATE "C" AND v.path < (t.path || '~') COLLATE "C"
    AND v.valid_from <= %(on)s AND (v.valid_until IS NULL OR v.valid_until > %(on)s)
JOIN organisations_membership m ON m.of_unit_id = v.unit_id
WHERE m.is_home AND m.valid_from <= %(on)s AND (m.valid_until IS NULL OR m.valid_until > %(on)s)
  AND EXISTS (SELECT FROM unnest(%(lows)s::text[], %(highs)s::text[]) AS s(low, high)
              WHERE m.path >= s.low COLLATE "C" AND m.path < s.high COLLATE "C")
GROUP BY t.path, m.category
"""


def _counts(below: tuple[int, int], people: dict[str, int], on: date) -> UnitCounts:
    return UnitCounts(
        units_below=below[0],
        base_units=below[1],
        members=sum(people.get(category, 0) for category in MEMBER_CATEGORIES),
        non_members=people.get(Category.NON_MEMBER, 0),
        on=on,
    )
