"""The database roles and their passwords."""

import contextlib
import os
import secrets
from pathlib import Path

import psycopg
from psycopg import sql

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


def ensure_roles(connection: psycopg.Connection, layout: Layout) -> None:
    """Make the four roles, their passwords and the database be as they should; may be repeated at will.

    `connection` is the superuser's, in autocommit. The password files are the truth, and the server follows them.
    """
    for role in ROLES:
        _ensure_role(connection, role, password_for(layout, role))
    for role in LESSER_ROLES:  # so that tests can take the place of each
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(OWNER)))
    _ensure_database(connection)


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
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


def _ensure_database(connection: psycopg.Connection) -> None:
    database, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        statement = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
        connection.execute(sql.SQL(statement).format(database, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    lesser = sql.SQL(", ").join(map(sql.Identifier, LESSER_ROLES))
    # TEMPORARY: bulk loads go through a temporary table.
    connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, lesser))


def _password_file(layout: Layout, role: str) -> Path:
    return layout.secrets / f"database-{role}"


def _make_password(layout: Layout, role: str) -> str:
    """Keep a new random password so that a crash leaves either the whole file or none."""
    layout.secrets.mkdir(mode=0o700, exist_ok=True)
    path, password = _password_file(layout, role), secrets.token_urlsafe(32)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        partial.unlink()
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password + "\n")
        file.flush()
        os.fsync(file.fileno())
    owner = layout.home.stat()
    os.chown(partial, owner.st_uid, owner.st_gid)
    partial.replace(path)
    return password
