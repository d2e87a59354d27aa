"""Row-level security for migrations: which rows of a table a transaction may touch, by the bounds it runs in."""

from typing import Any, Literal

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory

from thongsuot.foundation.database.roles import APPLICATION, DOOR, FOLD

Tree = Literal["live", "campaign"]
# The fold adds up whole campaigns, and the door is bounded by the signed pass it has verified.
_UNBOUNDED = (FOLD, DOOR)


class BoundedRows(Operation):
    """Bound a table's rows by their own `path`: BoundedRows("organisations_person", "live", own="id").

    A row is open to a transaction of the application when its path lies in the range set for the tree, or `own` (a column of
    a person's key, or of a roll line's) says it is the person's own, or, with `with_above`, it lies on the way up from the range.
    Ranges on the row itself cost a tenth at most; anything that asks another table costs twice to hundreds of times as much.
    """

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def __init__(self, table: str, tree: Tree, *, own: str = "", own_entry: str = "", with_above: bool = False) -> None:
        self.table = table
        self.tree = tree
        self.own = own
        self.own_entry = own_entry
        self.with_above = with_above

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell Django's writer of migrations how to make this again."""
        named = {"own": self.own, "own_entry": self.own_entry, "with_above": self.with_above}
        return type(self).__name__, [self.table, self.tree], {name: value for name, value in named.items() if value}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """A policy changes no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Make the policies and put them in force."""
        name = schema_editor.connection.ops.quote_name
        table = name(self.table)
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(
            f"CREATE POLICY within_bounds ON {table} TO {name(APPLICATION)} USING ({self._condition(name)})"
        )
        unbounded = ", ".join(map(name, _UNBOUNDED))
        schema_editor.execute(f"CREATE POLICY unbounded ON {table} TO {unbounded} USING (true)")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take the policies away."""
        table = schema_editor.connection.ops.quote_name(self.table)
        schema_editor.execute(f"DROP POLICY within_bounds ON {table}")
        schema_editor.execute(f"DROP POLICY unbounded ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        """Say in Django's own log of migrations what is done."""
        return f"Bound the rows of {self.table} by the {self.tree} tree"

    def _condition(self, name: Any) -> str:
        path = name("path")
        conditions = [f"({path} >= {_told(f'{self.tree}_low')} AND {path} < {_told(f'{self.tree}_high')})"]
        if self.own:
            conditions.append(f"{name(self.own)} = nullif({_told('person')}, '')::bigint")
        if self.own_entry:
            conditions.append(f"{name(self.own_entry)} = ANY (nullif({_told('entries')}, '')::bigint[])")
        if self.with_above:
            conditions.append(f"{path} = ANY (string_to_array({_told(f'{self.tree}_above')}, ' '))")
        return " OR ".join(conditions)


def _told(setting: str) -> str:
    """Return what the transaction was told: NULL or, later in the same session, '' where it was told nothing. Both open no row."""
    return f"current_setting('thongsuot.{setting}', true)"
