"""What the tests of the log share: a sealed log, and a database where transactions really commit."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.foundation.audit.tampering import AT, run
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.audit.sealing import seal

MakeEntry = Callable[..., AuditEntry]


@pytest.fixture
def make_entry() -> MakeEntry:
    """Record an entry, every argument optional."""

    def make(event: str = "plan.published", **given: object) -> AuditEntry:
        facts = {"by": SystemActor("test"), "at": AT, "subject_kind": "Plan", "subject_id": 7, "unit_path": "0001"}
        with transaction.atomic():
            return record(event, **{**facts, "payload": {"tiêu đề": "Kế hoạch 01"}, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def sealed_log(db: None, make_entry: MakeEntry) -> list[int]:
    """Six sealed entries, the second with a personal part; their keys in the order of the chain (sequences 1 to 6)."""
    entries = [make_entry(personal={"họ tên": "Nguyễn Văn A"} if n == 1 else None) for n in range(6)]
    seal(AT)
    return [entry.pk for entry in entries]


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the test commit, for threads and isolation levels; afterwards empty the log's own tables and no others."""
    with django_db_blocker.unblock():
        yield
        for table in ("audit_personal", "audit_entry", "audit_pending_leaf", "audit_sealed_leaf"):
            run(f"DELETE FROM {table}")
        connection.close()
