"""The database roles and their passwords."""

import secrets
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from thongsuot.foundation.database.folders import make_folder, owner_of, refusing_file_errors, write_file
from thongsuot.foundation.database.layout import Layout

DATABASE = "thongsuot"
SUPERUSER = "postgres"
OWNER = "thongsuot_owner"
APPLICATION = "thongsuot_app"
FOLD = "thongsuot_fold"
DOOR = "thongsuot_door"
LESSER_ROLES = (APPLICATION, FOLD, DOOR)
ROLES = (OWNER, *LESSER_ROLES)

_LESSER = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_ATTRIBUTES = {OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"} | dict.fromkeys(
    LESSER_ROLES, _LESSER
)


def kept_password(layout: Layout, role: str) -> str:
    """Return the role's password from its file; empty when the server was never started."""
    try:
        return _password_file(layout, role).read_text().strip()
    except FileNotFoundError:
        return ""


def password_for(layout: Layout, role: str) -> str:
    """Return the role's password, made at random and kept in a file of mode 0600 on first use."""
    known = kept_password(layout, role)
    return known or _make_password(layout, role)


def ensure_roles(connection: psycopg.Connection[Any], layout: Layout) -> None:
    """Make the four roles, their passwords and the database be as they should; may be repeated at will.

    `connection` is the superuser's, in autocommit. The password files are the truth, and the server follows them.
    """
    for role in ROLES:
        _ensure_role(connection, role, password_for(layout, role))
    database, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
    lesser = sql.SQL(", ").join(map(sql.Identifier, LESSER_ROLES))
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        statement = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
        connection.execute(sql.SQL(statement).format(database, owner))
    with connection.transaction():
        connection.execute(sql.SQL("GRANT {} TO {}").format(lesser, owner))  # so that tests can take each one's place
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        # TEMPORARY: bulk loads go through a temporary table.
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, lesser))


def has_roles(connection: psycopg.Connection[Any]) -> bool:
    """Say whether `ensure_roles` has once come to its end here: its last step shuts the public out of the database."""
    question = """
        SELECT NOT has_database_privilege('public', oid, 'CONNECT') FROM pg_database WHERE datname = %s
    """
    row = connection.execute(question, [DATABASE]).fetchone()
    return bool(row and row[0])


def _ensure_role(connection: psycopg.Connection[Any], role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    # Hashed here, so that the server never sees the password and cannot write it into its log.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("{} ROLE {} {} PASSWORD {}").format(
        sql.SQL("ALTER" if known else "CREATE"),
        sql.Identifier(role),
        sql.SQL(_ATTRIBUTES[role]),
        sql.Literal(hashed),
    )
    connection.execute(statement)


def _password_file(layout: Layout, role: str) -> Path:
    return layout.secrets / f"database-{role}"


def _make_password(layout: Layout, role: str) -> str:
    password, owner = secrets.token_urlsafe(32), owner_of(layout.home)
    with refusing_file_errors(layout.secrets):
        make_folder(layout.secrets, 0o700, owner)
        write_file(_password_file(layout, role), password + "\n", 0o600, owner)
    return password
