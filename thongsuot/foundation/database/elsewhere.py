"""What the doctor finds about a PostgreSQL that DATABASE_URL names: the same sentences, where they fit, and who is let in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.utils.translation import gettext as _

from thongsuot.foundation.database.connections import ADDRESS_OF
from thongsuot.foundation.database.diagnosis import Finding, findings_of_server, folder_finding, space_finding

OLDEST = 15
_SECONDS_TO_ANSWER = 5


def findings_elsewhere(home: Path, connections: ConnectionHandler) -> list[Finding]:
    """Look at the database these connections lead to, changing nothing. The shape is a list in a fixed order.

    The data folder still holds files and keys. What needs an answer is left out when the application is not let in.
    """
    reached = [_reached(alias, connections) for alias in connections]
    found = [folder_finding(home), space_finding(home), *reached]
    if reached[0].ok:
        with _connected(connections["default"]) as connection, connection.cursor() as cursor:
            found += [_version(connection.info.server_version), *findings_of_server(cursor)]
    return found


def _reached(alias: str, connections: ConnectionHandler) -> Finding:
    where = connections.settings[alias]
    told = {"variable": ADDRESS_OF[alias], "host": where["HOST"] or "localhost", "user": where["USER"]}
    try:
        with _connected(connections[alias]):
            sentence = _("PostgreSQL ở %(host)s nhận tài khoản %(user)s (%(variable)s).")
            return Finding(True, "server_reachable", sentence % told)
    except psycopg.OperationalError as error:
        told["reason"] = str(error).strip().splitlines()[-1].strip()
    sentence = _("Không vào được PostgreSQL ở %(host)s bằng tài khoản %(user)s. Hãy xem lại %(variable)s: %(reason)s.")
    return Finding(False, "server_reachable", sentence % told)


@contextmanager
def _connected(to: BaseDatabaseWrapper) -> Iterator[psycopg.Connection[Any]]:
    given: dict[str, Any] = to.get_connection_params()
    with psycopg.connect(**{**given, "connect_timeout": _SECONDS_TO_ANSWER}) as connection:
        yield connection


def _version(version: int) -> Finding:
    told = {"version": version // 10_000, "oldest": OLDEST}
    if version // 10_000 >= OLDEST:
        return Finding(True, "server_version", _("Máy chủ chạy PostgreSQL %(version)s.") % told)
    sentence = _("Máy chủ chạy PostgreSQL %(version)s. Cần PostgreSQL %(oldest)s hoặc mới hơn.")
    return Finding(False, "server_version", sentence % told)
