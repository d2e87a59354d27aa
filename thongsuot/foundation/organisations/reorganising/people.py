"""People of units that are merged, split or ended: where they belong from the day on, and which posts and roles end. Set-based."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from thongsuot.foundation.organisations.models import Membership, Unit

_OWN = {"id", "of_unit_id", "path", "valid_from", "valid_until"}


@dataclass(slots=True)
class MovedPeople:
    """What moving people changed, by key, so that it can be read backwards; `later` are memberships cut in two on the day."""

    of_unit: int
    to_unit: int
    later: list[int] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    ended: list[list[Any]] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def move_people(of: Unit, to: Unit, day: date, *, people: Sequence[int] | None) -> MovedPeople:
    """Let those who belong to a unit belong to another from a day on: all, or those named. Five statements.

    Whoever is a guest where they come to belong anyway is a guest no longer.
    """
    moved = MovedPeople(of.pk, to.pk)
    values = {
        "of": of.pk,
        "to": to.pk,
        "path": to.path,
        "day": day,
        "all": people is None,
        "people": list(people or []),
    }
    moved.ended = _rows(_END_GUESTS, values)
    moved.whole = [row[0] for row in _rows(_MOVE_WHOLE, values)]
    cut = _rows(_MOVE_LATER, values)
    moved.later = [row[0] for row in cut]
    _keep_earlier(of, cut, day)
    moved.homes = [row[0] for row in _rows(_MOVE_HOMES, values)]
    return moved


def bring_people_back(moved: Mapping[str, Any], day: date) -> None:
    """Take back what moving people changed. The unit they came from must be there again."""
    of = Unit.objects.get(pk=moved["of_unit"])
    values = {"of": of.pk, "to": moved["to_unit"], "path": of.path, "day": day} | {
        key: moved[key] for key in ("later", "whole", "homes")
    }
    with connection.cursor() as cursor:
        cursor.execute(_JOIN_EARLIER, values)
        cursor.execute(_BACK_WHOLE, values)
        cursor.execute(_BACK_HOMES, values)
        for key, until in moved["ended"]:
            cursor.execute("UPDATE organisations_membership SET valid_until = %s WHERE id = %s", [until, key])


def end_posts(units: Sequence[int], day: date, *, people: Sequence[int] | None = None) -> list[list[Any]]:
    """End the posts held in units, on a day or the day after they began; return key and former end of each."""
    values = {"units": list(units), "day": day, "all": people is None, "people": list(people or [])}
    return _rows(_END_POSTS, values)


def end_roles(units: Sequence[int], today: date, *, kept_until: Mapping[int, date]) -> list[list[Any]]:
    """End the roles held over units today; over those named, on a later day. Return key and former end of each."""
    days = [kept_until.get(unit, today) for unit in units]
    return _rows(_END_ROLES, {"units": list(units), "days": days, "today": today})


def end_roles_of_posts(posts: Sequence[int], today: date) -> list[list[Any]]:
    """End today the roles that posts brought, and what was delegated from them. Return key and former end of each."""
    return _rows(_END_ROLES_OF_POSTS, {"posts": list(posts), "today": today})


def resume(table: str, ended: Sequence[Sequence[Any]]) -> None:
    """Give back their former end to rows that were ended."""
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET valid_until = %s WHERE id = %s", [(until, key) for key, until in ended])  # noqa: S608 - a name of ours


def _rows(statement: str, values: Mapping[str, Any]) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [[v.isoformat() if isinstance(v, date) else v for v in row] for row in cursor.fetchall()]


def _keep_earlier(of: Unit, cut: Sequence[Sequence[Any]], day: date) -> None:
    """Keep what the memberships were until the day, whatever other columns they have."""
    others = [str(f.column) for f in Membership._meta.concrete_fields if f.column not in _OWN]
    names = ", ".join(connection.ops.quote_name(column) for column in others)
    theirs = ", ".join(f"m.{connection.ops.quote_name(column)}" for column in others)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO organisations_membership (of_unit_id, path, valid_from, valid_until, {names})
            SELECT %s, %s, e.valid_from, %s, {theirs}
            FROM organisations_membership m JOIN unnest(%s::bigint[], %s::date[]) AS e(id, valid_from) ON e.id = m.id
            """,  # noqa: S608 - names of our own columns, quoted
            [of.pk, of.path, day, [row[0] for row in cut], [row[1] for row in cut]],
        )


_THEIRS = """of_unit_id = %(of)s AND (valid_until IS NULL OR valid_until > %(day)s)
    AND (%(all)s OR person_id = ANY(%(people)s::bigint[]))"""
_END_GUESTS = f"""
UPDATE organisations_membership m SET valid_until = greatest(%(day)s::date, o.valid_from + 1)
FROM organisations_membership o
WHERE o.id = m.id AND NOT m.is_home AND m.id IN (SELECT id FROM organisations_membership WHERE {_THEIRS})
  AND EXISTS (SELECT FROM organisations_membership b WHERE b.person_id = m.person_id AND b.of_unit_id = %(to)s
              AND (b.valid_until IS NULL OR b.valid_until > %(day)s))
RETURNING m.id, o.valid_until
"""  # noqa: S608 - constants
_STILL = """(valid_until IS NULL OR valid_until > greatest(%(day)s::date, valid_from + 1))"""
_MOVE_WHOLE = f"""
UPDATE organisations_membership SET of_unit_id = %(to)s, path = %(path)s
WHERE {_THEIRS} AND valid_from >= %(day)s AND {_STILL} RETURNING id
"""  # noqa: S608 - constants
_MOVE_LATER = f"""
UPDATE organisations_membership m SET of_unit_id = %(to)s, path = %(path)s, valid_from = %(day)s
FROM organisations_membership o
WHERE o.id = m.id AND m.id IN (SELECT id FROM organisations_membership WHERE {_THEIRS} AND valid_from < %(day)s)
RETURNING m.id, o.valid_from
"""  # noqa: S608 - constants
_MOVE_HOMES = """
UPDATE organisations_person SET home_id = %(to)s, path = %(path)s
WHERE home_id = %(of)s AND (%(all)s OR id = ANY(%(people)s::bigint[])) RETURNING id
"""
_JOIN_EARLIER = """
WITH earlier AS (
    DELETE FROM organisations_membership e USING organisations_membership m
    WHERE m.id = ANY(%(later)s::bigint[]) AND e.person_id = m.person_id AND e.of_unit_id = %(of)s
      AND e.valid_until = %(day)s AND e.is_home = m.is_home AND e.category = m.category
    RETURNING m.id, e.valid_from
)
UPDATE organisations_membership m SET of_unit_id = %(of)s, path = %(path)s, valid_from = earlier.valid_from
FROM earlier WHERE earlier.id = m.id
"""
_BACK_WHOLE = """
UPDATE organisations_membership SET of_unit_id = %(of)s, path = %(path)s WHERE id = ANY(%(whole)s::bigint[])
"""
_BACK_HOMES = """
UPDATE organisations_person SET home_id = %(of)s, path = %(path)s WHERE id = ANY(%(homes)s::bigint[])
"""
_END_POSTS = """
UPDATE organisations_appointment a SET valid_until = greatest(%(day)s::date, o.valid_from + 1)
FROM organisations_appointment o
WHERE o.id = a.id AND a.in_unit_id = ANY(%(units)s::bigint[]) AND (a.valid_until IS NULL OR a.valid_until > %(day)s)
  AND (%(all)s OR a.person_id = ANY(%(people)s::bigint[]))
RETURNING a.id, o.valid_until
"""
_END_ROLES = """
UPDATE access_grant g SET valid_until = greatest(k.day, o.valid_from), version = g.version + 1
FROM access_grant o, unnest(%(units)s::bigint[], %(days)s::date[]) AS k(unit, day)
WHERE o.id = g.id AND g.unit_id = k.unit AND (g.valid_until IS NULL OR g.valid_until > k.day)
RETURNING g.id, o.valid_until
"""
_END_ROLES_OF_POSTS = """
UPDATE access_grant g SET valid_until = greatest(%(today)s::date, o.valid_from), version = g.version + 1
FROM access_grant o
WHERE o.id = g.id AND (g.valid_until IS NULL OR g.valid_until > %(today)s) AND (
    g.appointment_id = ANY(%(posts)s::bigint[])
    OR g.taken_from_id IN (SELECT id FROM access_grant WHERE appointment_id = ANY(%(posts)s::bigint[])))
RETURNING g.id, o.valid_until
"""
