"""Django loads the class DatabaseWrapper of this module for the engine of this package."""

from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper

from thongsuot.foundation.database.notices import install


class DatabaseWrapper(PostgreSQLWrapper):
    """Django's connection to PostgreSQL, on which a broken promise of replication is an error."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and listen to the server's notices."""
        connection = super().get_new_connection(conn_params)
        install(connection)
        return connection
