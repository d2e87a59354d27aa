"""What a command makes sure of before it runs, and what it says when the machine fails it."""

import errno
import socket

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal

_LAST_PORT = 65_535


class TablesNotUpToDate(Refusal):
    """The tables are those of an older version, or there are none yet."""


class PortNotFree(Refusal):
    """Another program listens on the port, or this one may not."""


def refuse_old_tables() -> None:
    """Refuse to run over tables that are not of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise TablesNotUpToDate(_("Bảng dữ liệu chưa ở đúng phiên bản. Chạy: thongsuot migrate"))


def refuse_taken_port(address: str, port: int) -> None:
    """Refuse to serve where nobody can listen, before anything long is begun."""
    told = {"address": address, "port": port}
    cannot = _("Không mở được cổng %(port)d của %(address)s. Chọn địa chỉ hoặc cổng khác.") % told
    if not 0 < port <= _LAST_PORT:
        raise PortNotFree(cannot)
    try:
        socket.create_server((address, port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise PortNotFree(cannot) from None
        raise PortNotFree(
            _("Cổng %(port)d của %(address)s đang có chương trình khác dùng. Chọn cổng khác bằng --port.") % told
        ) from None


def trouble_of(error: Exception) -> str:
    """Return what the machine lacks, as a sentence; empty for anything else, which is a defect."""
    full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    if full or isinstance(error.__cause__, psycopg.errors.DiskFull):
        return _("Ổ đĩa đã đầy. Việc đang làm đã được hủy, không ghi dở. Hãy giải phóng dung lượng rồi chạy lại.")
    if isinstance(error, OperationalError):
        told = settings.DATABASES["default"]
        where = {"host": told["HOST"], "reason": str(error).strip().splitlines()[0]}
        return _("Không làm việc được với PostgreSQL ở %(host)s: %(reason)s") % where
    return ""
