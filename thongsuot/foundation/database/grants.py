"""Rights of the database roles over tables, for migrations."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.roles import LESSER_ROLES, OWNER

_PRIVILEGES = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "ALL"})
_ONE_PRIVILEGE = re.compile(r"\s*([A-Z]+)\s*(?:\(([\w\s,]+)\))?\s*(?:,|$)")


class DatabaseRoleMissing(Refusal):
    """A role that must hold a right does not exist on this server."""


class PrivilegeUnknown(Refusal):
    """The words for a right are not those of PostgreSQL."""


def grant(on: BaseDatabaseSchemaEditor | CursorWrapper, role: str, privileges: str, *tables: str) -> None:
    """Give a role rights over tables: grant(editor, "thongsuot_app", "SELECT, INSERT", "audit_entry").

    Columns may be named: "SELECT, UPDATE (state, closed_at)". Identity columns need no right of their own.
    Refuses when the role does not exist, saying how to make it, and when the words are not rights.
    """
    _change(on, "GRANT {} ON {} TO {}", role, privileges, tables)


def revoke(on: BaseDatabaseSchemaEditor | CursorWrapper, role: str, privileges: str, *tables: str) -> None:
    """Take back what `grant` gave. Refuses as it does."""
    _change(on, "REVOKE {} ON {} FROM {}", role, privileges, tables)


class Grant(Operation):
    """The same as an operation of a migration: Grant("thongsuot_app", "SELECT, INSERT", "audit_entry").

    Undone by taking the rights back.
    """

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def __init__(self, role: str, privileges: str, *names: str, tables: Sequence[str] = ()) -> None:
        self.role = role
        self.privileges = privileges
        self.tables = (*names, *tables)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell Django's writer of migrations how to make this again; it cannot write a free number of arguments."""
        return type(self).__name__, [self.role, self.privileges], {"tables": list(self.tables)}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Rights change no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Give the rights."""
        grant(schema_editor, self.role, self.privileges, *self.tables)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take the rights back."""
        revoke(schema_editor, self.role, self.privileges, *self.tables)

    def describe(self) -> str:
        """Say in Django's own log of migrations what is done."""
        return f"Grant {self.privileges} on {', '.join(self.tables)} to {self.role}"


def _change(
    on: BaseDatabaseSchemaEditor | CursorWrapper, words: str, role: str, privileges: str, tables: tuple[str, ...]
) -> None:
    connection: BaseDatabaseWrapper = on.connection if isinstance(on, BaseDatabaseSchemaEditor) else on.db
    name = connection.ops.quote_name
    rights = _quoted(privileges, connection)
    _refuse_if_missing(connection, role)
    on.execute(words.format(rights, ", ".join(map(name, tables)), name(role)))


def _quoted(privileges: str, connection: BaseDatabaseWrapper) -> str:
    """Return the rights with their columns quoted, refusing anything that is not a list of rights."""
    parts, position = [], 0
    while position < len(privileges):
        match = _ONE_PRIVILEGE.match(privileges, position)
        if match is None or match[1] not in _PRIVILEGES:
            raise PrivilegeUnknown(_("“%s” không phải là danh sách quyền của PostgreSQL.") % privileges)
        columns = [
            connection.ops.quote_name(column.strip()) for column in (match[2] or "").split(",") if column.strip()
        ]
        parts.append(f"{match[1]} ({', '.join(columns)})" if columns else match[1])
        position = match.end()
    return ", ".join(parts)


def _refuse_if_missing(connection: BaseDatabaseWrapper, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone():
            return
    statements = [f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '…';"]
    statements += [f"CREATE ROLE {lesser} LOGIN PASSWORD '…';" for lesser in LESSER_ROLES]
    raise DatabaseRoleMissing(
        _("Máy chủ PostgreSQL chưa có vai trò %(role)s. Người quản trị máy chủ cần chạy bốn dòng sau:\n%(lines)s")
        % {"role": role, "lines": "\n".join(statements)}
    )
