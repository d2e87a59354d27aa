"""What somebody with full rights over the database can do to the log, in plain SQL, and what verification says."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection

from thongsuot.foundation.audit.checkpoints import Checkpoint
from thongsuot.foundation.audit.digests import GENESIS, entry_digest, next_chain
from thongsuot.foundation.audit.models import AuditEntry, SealedLeaf
from thongsuot.foundation.audit.row_comparison import DigestSource
from thongsuot.foundation.audit.verification import verify

AT = datetime(2021, 4, 1, 1, 30, tzinfo=UTC)


def run(statement: str, *values: str | int | bytes) -> None:
    """Run one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def edit_entry(entry_id: int) -> None:
    """Change what an entry says."""
    run("UPDATE audit_entry SET event = 'plan.forged' WHERE id = %s", entry_id)


def delete_entry(entry_id: int) -> None:
    """Remove an entry, and leave its leaf."""
    run("DELETE FROM audit_personal WHERE entry_id = %s", entry_id)
    run("DELETE FROM audit_entry WHERE id = %s", entry_id)


def insert_entry() -> int:
    """Add an entry that was never recorded; return its key."""
    return AuditEntry.objects.create(event="plan.forged", at=AT, actor_kind="SYSTEM", actor_label="nobody").pk


def swap_leaves(first: int, second: int) -> None:
    """Exchange two links of the chain, which keep their own places."""
    run("UPDATE audit_sealed_leaf SET sequence = 1000000 WHERE sequence = %s", first)
    run("UPDATE audit_sealed_leaf SET sequence = %s WHERE sequence = %s", first, second)
    run("UPDATE audit_sealed_leaf SET sequence = %s WHERE sequence = 1000000", second)


def cut_tail(last: int) -> None:
    """Remove every link after the last, with its entry."""
    gone = list(SealedLeaf.objects.filter(sequence__gt=last).values_list("row_id", flat=True))
    run("DELETE FROM audit_sealed_leaf WHERE sequence > %s", last)
    for entry_id in gone:
        delete_entry(entry_id)


def rewrite_chain() -> None:
    """Compute all digests and links again from the entries as they are now, as the program itself would."""
    chain = GENESIS
    for leaf in SealedLeaf.objects.order_by("sequence"):
        digest = entry_digest(AuditEntry.objects.get(pk=leaf.row_id))
        chain = next_chain(chain, leaf.sequence, digest)
        run("UPDATE audit_sealed_leaf SET digest = %s, chain = %s WHERE sequence = %s", digest, chain, leaf.sequence)


def wipe() -> None:
    """Remove everything."""
    for table in ("audit_personal", "audit_entry", "audit_pending_leaf", "audit_sealed_leaf"):
        run(f"DELETE FROM {table}")


def problems_found(
    checkpoints: Iterable[Checkpoint] = (), **sources: DigestSource
) -> list[tuple[str, str, int | None, int | None]]:
    """Verify, and return what was found as (kind, source, row, sequence)."""
    found = verify(at=AT, checkpoints=checkpoints, sources=sources)
    assert found.problems_found == len(found.problems)
    return [(problem.kind, problem.source, problem.row_id, problem.sequence) for problem in found.problems]


def source_of(facts: dict[int, bytes]) -> DigestSource:
    """Return a room's reader over these facts."""
    return lambda after, limit: sorted((row, digest) for row, digest in facts.items() if row > after)[:limit]
