from types import SimpleNamespace

import pytest
from django.db import OperationalError

from thongsuot.foundation.database.notices import CommitNotReplicated


def test_get_new_connection_when_a_commit_is_not_replicated_then_the_transaction_fails(connection_of):
    connection = connection_of("default")
    connection.ensure_connection()
    handlers = connection.connection._notice_handlers
    broken = SimpleNamespace(source_function="SyncRepWaitForLSN", message_primary="wait cancelled")

    with pytest.raises(OperationalError) as failed:
        connection.set_autocommit(False)
        connection.cursor().execute("SELECT 1")
        for handler in handlers:
            handler(broken)
        connection.commit()
    connection.set_autocommit(True)

    assert isinstance(failed.value.__cause__, CommitNotReplicated)
