"""What every command that runs the product makes sure of first."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal


class TablesNotUpToDate(Refusal):
    """The tables are those of an older version, or there are none yet."""


def refuse_old_tables() -> None:
    """Refuse to run over tables that are not of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise TablesNotUpToDate(_("Bảng dữ liệu chưa ở đúng phiên bản. Chạy: thongsuot migrate"))
