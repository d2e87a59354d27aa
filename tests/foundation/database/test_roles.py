import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from thongsuot.foundation.database.launching import superuser_connection
from thongsuot.foundation.database.layout import layout_of
from thongsuot.foundation.database.roles import (
    LESSER_ROLES,
    OWNER,
    ROLES,
    ensure_roles,
    has_roles,
    kept_password,
    password_for,
)


def session(server, role: str) -> psycopg.Connection:
    password = kept_password(layout_of(server.home), role)
    return psycopg.connect(host=str(server.sockets), dbname="thongsuot", user=role, password=password, autocommit=True)


def test_ensure_roles_when_done_then_no_role_stands_above_the_rules(superuser):
    rows = superuser.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb FROM pg_roles"
        " WHERE rolname = ANY(%s) ORDER BY rolname",
        [list(ROLES)],
    ).fetchall()

    assert rows == [(role, False, False, False, False, role == OWNER) for role in sorted(ROLES)]


@pytest.mark.parametrize("role", LESSER_ROLES)
def test_ensure_roles_when_a_lesser_role_connects_then_it_can_load_but_not_make_tables(server, role):
    with session(server, role) as connection:
        connection.execute("CREATE TEMPORARY TABLE loaded (number int)")
        with pytest.raises(InsufficientPrivilege):
            connection.execute("CREATE TABLE lasting (number int)")


def test_ensure_roles_when_the_owner_connects_then_it_can_take_each_ones_place_and_make_databases(server):
    with session(server, OWNER) as connection:
        for role in LESSER_ROLES:
            connection.execute(f"SET ROLE {role}")
            assert connection.execute("SELECT current_user").fetchone() == (role,)
            connection.execute("RESET ROLE")
        connection.execute("CREATE DATABASE test_thử")
        connection.execute("DROP DATABASE test_thử")


def test_ensure_roles_when_a_password_file_was_lost_then_a_new_one_opens_the_door(server):
    layout = layout_of(server.home)
    lost = kept_password(layout, OWNER)
    (layout.secrets / f"database-{OWNER}").unlink()

    with superuser_connection(layout) as connection:
        ensure_roles(connection, layout)

    assert kept_password(layout, OWNER) != lost
    with session(server, OWNER) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_ensure_roles_when_done_then_passwords_are_private_distinct_and_in_no_log(server):
    layout = layout_of(server.home)
    with superuser_connection(layout) as connection:
        connection.execute("SET log_min_duration_statement = 0")  # as if every statement were slow
        ensure_roles(connection, layout)

    passwords = {kept_password(layout, role) for role in (*ROLES, "postgres")}
    assert len(passwords) == 5
    assert min(map(len, passwords)) >= 40
    log = server.log.read_text()
    assert "ALTER ROLE" in log
    assert [password for password in passwords if password in log] == []
    assert {path.stat().st_mode & 0o777 for path in layout.secrets.iterdir()} == {0o600}
    assert layout.secrets.stat().st_mode & 0o777 == 0o700


def test_has_roles_when_the_public_may_still_enter_then_it_is_not_done(server, superuser):
    assert has_roles(superuser)
    superuser.execute("GRANT CONNECT ON DATABASE thongsuot TO PUBLIC")
    try:
        assert not has_roles(superuser)
    finally:
        superuser.execute("REVOKE ALL ON DATABASE thongsuot FROM PUBLIC")


def test_password_for_when_asked_twice_then_it_is_the_same(server):
    layout = layout_of(server.home)

    assert password_for(layout, OWNER) == password_for(layout, OWNER) == kept_password(layout, OWNER)
