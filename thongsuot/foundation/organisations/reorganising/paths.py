"""When units move, the path of every row below them follows, in every table: one statement a table, whatever the number of units."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from thongsuot.foundation.core.fields import PathField
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Unit


def live_paths() -> list[tuple[str, str]]:
    """Return table and column of every path of the live tree but the units' own. The field says so itself, in whatever room."""
    return sorted(
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, PathField) and field.tree == "live" and model is not Unit
    )


def note_paths(tops: Iterable[str]) -> None:
    """Note where the units at and below some paths lie, before they move."""
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY)
        for top in tops:
            low, high = subtree_range(top)
            cursor.execute(_NOTE, [low, high])


def rewrite_paths() -> int:
    """Let every row follow the units noted, and return how many rows did."""
    rows = 0
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_MOVED)
        for table, column in live_paths():
            cursor.execute(
                f"UPDATE {quoted(table)} t SET {quoted(column)} = m.now FROM moved_unit m WHERE t.{quoted(column)} = m.was"  # noqa: S608 - names of our own tables, quoted
            )
            rows += cursor.rowcount
    return rows


_TEMPORARY = """
DROP TABLE IF EXISTS noted_unit, moved_unit;
CREATE TEMPORARY TABLE noted_unit (id bigint PRIMARY KEY, path text COLLATE "C") ON COMMIT DROP
"""
_NOTE = """
INSERT INTO noted_unit SELECT id, path FROM organisations_unit WHERE path >= %s AND path < %s ON CONFLICT DO NOTHING
"""
_MOVED = """
CREATE TEMPORARY TABLE moved_unit ON COMMIT DROP AS
SELECT n.path AS was, u.path AS now FROM noted_unit n JOIN organisations_unit u ON u.id = n.id WHERE u.path <> n.path;
ANALYZE moved_unit
"""
