"""Settings of Django's database connections, one alias per role."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.embedded import data_home
from thongsuot.foundation.database.layout import PORT, Layout, layout_of
from thongsuot.foundation.database.roles import APPLICATION, DATABASE, DOOR, FOLD, OWNER, kept_password

_ENGINE = "thongsuot.foundation.database.backend"
_ROLE_OF = {"default": APPLICATION, "owner": OWNER, "fold": FOLD, "door": DOOR}
ADDRESS_OF = {
    "default": "DATABASE_URL",
    "owner": "THONGSUOT_OWNER_DATABASE_URL",
    "fold": "THONGSUOT_FOLD_DATABASE_URL",
    "door": "THONGSUOT_DOOR_DATABASE_URL",
}
_LIMITS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
# The door says the same five statements all day, and planning them takes longer than doing them. They are planned once, perhaps
# over tables that are still empty, so the plan must not rest on their size: everything is found by an index.
_PREPARED: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 1}
_ONE_PLAN = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off"
_STATEMENT_LIMIT = "-c statement_timeout=30s"  # the owner's migrations may take as long as they need


class DatabaseAddressUnreadable(Refusal):
    """A database address is not of the form postgresql://user:password@host:port/name."""


class MainDatabaseAddressMissing(Refusal):
    """A role's address is given, but not DATABASE_URL: half on one server and half on another is nobody's wish."""


def django_databases(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default` (the application), `owner`, `fold` and `door`.

    With DATABASE_URL they are on that server, each alias under its own address where one is given; else on the embedded
    server, with passwords from its files, empty before its first start. THONGSUOT_TEST=1 lets `default` connect as the
    owner, who may create the test database. Refuses an address that cannot be read.
    """
    seats = {alias: alias for alias in _ROLE_OF}
    if environ.get("THONGSUOT_TEST") == "1":
        seats["default"] = "owner"
    if environ.get("DATABASE_URL"):
        return {alias: _alias(alias, seat, _external(environ, seat)) for alias, seat in seats.items()}
    for variable in ADDRESS_OF.values():
        if environ.get(variable):
            raise MainDatabaseAddressMissing(
                _("Đã đặt %(variable)s mà chưa đặt DATABASE_URL. Hãy đặt cả hai, hoặc bỏ cả hai.")
                % {"variable": variable}
            )
    layout = layout_of(data_home(environ))
    return {alias: _alias(alias, seat, _embedded(layout, seat)) for alias, seat in seats.items()}


def _alias(alias: str, seat: str, where: dict[str, Any]) -> dict[str, Any]:
    limits = _LIMITS if seat == "owner" else f"{_LIMITS} {_STATEMENT_LIMIT}"
    prepared = _PREPARED if alias == "door" else {}
    if prepared:
        limits = f"{limits} {_ONE_PLAN}"
    given = where["OPTIONS"].get("options", "")
    return {
        "ENGINE": _ENGINE,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": alias == "default",  # bounds (`bounds.py`) hold for a transaction
        **where,
        "OPTIONS": {**prepared, **where["OPTIONS"], "options": f"{limits} {given}".strip()},
        "TEST": {} if alias == "default" else {"MIRROR": "default"},
    }


def _embedded(layout: Layout, seat: str) -> dict[str, Any]:
    return {
        "NAME": DATABASE,
        "USER": _ROLE_OF[seat],
        "PASSWORD": kept_password(layout, _ROLE_OF[seat]),
        "HOST": str(layout.sockets),
        "PORT": str(PORT),
        "OPTIONS": {},
    }


def _external(environ: Mapping[str, str], seat: str) -> dict[str, Any]:
    variable = ADDRESS_OF[seat] if environ.get(ADDRESS_OF[seat]) else ADDRESS_OF["default"]
    try:
        told = conninfo_to_dict(environ[variable])
    except psycopg.ProgrammingError:
        told = {}
    if not told.get("dbname"):  # without repeating the address: it holds a password
        raise DatabaseAddressUnreadable(
            _("%(variable)s phải có dạng postgresql://tài-khoản:mật-khẩu@máy:cổng/tên-cơ-sở-dữ-liệu.")
            % {"variable": variable}
        )
    return {
        "NAME": told.pop("dbname"),
        "USER": told.pop("user", ""),
        "PASSWORD": told.pop("password", ""),
        "HOST": told.pop("host", ""),
        "PORT": str(told.pop("port", "")),
        "OPTIONS": told,
    }
