"""Django loads the class DatabaseWrapper of this module for the engine of this package."""

from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper

from thongsuot.foundation.database.bounds import as_statement, bounds_of_process, isolation_statement, present_bounds
from thongsuot.foundation.database.notices import install


class DatabaseWrapper(PostgreSQLWrapper):
    """Django's connection to PostgreSQL: a broken promise of replication is an error, and a transaction has bounds."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and listen to the server's notices."""
        connection = super().get_new_connection(conn_params)
        install(connection)
        return connection

    def init_connection_state(self) -> None:
        """Say how far this process may see."""
        super().init_connection_state()
        bounds = bounds_of_process()
        if bounds is not None:
            with self.wrap_database_errors:
                self.connection.execute(as_statement(bounds, for_session=True))

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Begin a transaction within the present bounds, before its first statement."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        bounds = present_bounds()
        if autocommit or bounds is None:
            return
        with self.wrap_database_errors:
            isolation = isolation_statement(bounds)
            if isolation is not None:
                self.connection.execute(isolation)
            self.connection.execute(as_statement(bounds))
