"""Settings of Django's database connections, one alias per role."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.embedded import data_home
from thongsuot.foundation.database.layout import PORT, Layout, layout_of
from thongsuot.foundation.database.roles import APPLICATION, DATABASE, DOOR, FOLD, OWNER, kept_password

_ENGINE = "thongsuot.foundation.database.backend"
_ROLE_OF = {"default": APPLICATION, "owner": OWNER, "fold": FOLD, "door": DOOR}
_ADDRESS_OF = {
    "default": "DATABASE_URL",
    "owner": "THONGSUOT_OWNER_DATABASE_URL",
    "fold": "THONGSUOT_FOLD_DATABASE_URL",
    "door": "THONGSUOT_DOOR_DATABASE_URL",
}
_LIMITS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
_STATEMENT_LIMIT = " -c statement_timeout=30s"  # the owner's migrations may take as long as they need


class DatabaseAddressUnreadable(Refusal):
    """A database address is not of the form postgresql://user:password@host:port/name."""


def django_databases(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default` (the application), `owner`, `fold` and `door`.

    With DATABASE_URL they are on that server, each alias under its own address where one is given; else on the embedded
    server, with passwords from its files, empty before its first start. THONGSUOT_TEST=1 lets `default` connect as the
    owner, who may create the test database. Refuses an address that cannot be read.
    """
    seats = {alias: alias for alias in _ROLE_OF}
    if environ.get("THONGSUOT_TEST") == "1":
        seats["default"] = "owner"
    external = environ.get("DATABASE_URL", "")
    layout = None if external else layout_of(data_home())
    databases = {}
    for alias, seat in seats.items():
        address = environ.get(_ADDRESS_OF[seat]) or external
        where = _embedded(layout, _ROLE_OF[seat]) if layout else _external(address, _ADDRESS_OF[seat])
        databases[alias] = _alias(alias, seat, where)
    return databases


def _alias(alias: str, seat: str, where: dict[str, Any]) -> dict[str, Any]:
    limits = _LIMITS if seat == "owner" else _LIMITS + _STATEMENT_LIMIT
    return {
        "ENGINE": _ENGINE,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **where,
        "OPTIONS": {**where["OPTIONS"], "options": limits},
        "TEST": {} if alias == "default" else {"MIRROR": "default"},
    }


def _embedded(layout: Layout, role: str) -> dict[str, Any]:
    return {
        "NAME": DATABASE,
        "USER": role,
        "PASSWORD": kept_password(layout, role),
        "HOST": str(layout.sockets),
        "PORT": str(PORT),
        "OPTIONS": {},
    }


def _external(address: str, variable: str) -> dict[str, Any]:
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    query = dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise DatabaseAddressUnreadable(
            f"{variable} phải có dạng postgresql://tài-khoản:mật-khẩu@máy:cổng/tên-cơ-sở-dữ-liệu."
        )
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder is written either as the host, percent-encoded, or as ?host=/folder.
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "") or ""),
        "OPTIONS": query,
    }
