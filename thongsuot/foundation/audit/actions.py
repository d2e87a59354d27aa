"""Recording. These functions stand below permissions: they are called by actions, which check before they write."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.audit.canonical import plain
from thongsuot.foundation.audit.digests import commitment_of, entry_digest
from thongsuot.foundation.audit.models import ENTRY_SOURCE, AuditEntry, AuditPersonal, PendingLeaf
from thongsuot.foundation.core.errors import Refusal

SALT_BYTES = 16
ERASED_EVENT = "audit.personal_erased"
# The verifier looks every erased entry up in the list of the entry that says so, so lists stay short.
ERASED_AT_ONCE = 1_000

_recorded: ContextVar[int] = ContextVar("entries recorded in this thread", default=0)


class Subject(Protocol):
    """Anything with a key. Its class name is its kind."""

    @property
    def pk(self) -> Any:
        """The row's key."""


def record(
    event: str,
    *,
    by: Actor,
    at: datetime,
    subject: Subject | None = None,
    subject_kind: str | None = None,
    subject_id: int | None = None,
    unit_path: str = "",
    payload: Mapping[str, object] | None = None,
    personal: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Record in the running transaction that something was done: two statements, three with a personal part.

    The subject is given as an object, or as kind and id. `payload` must hold no personal data; what is personal goes
    into `personal`, which can be erased later. Values as in `canonical.plain`. Outside a transaction it is a defect.
    """
    _insist_on_transaction()
    if subject is not None:
        subject_kind, subject_id = type(subject).__name__, subject.pk
    salt = secrets.token_bytes(SALT_BYTES)
    own_part = None if personal is None else plain(personal)
    entry = AuditEntry.objects.create(
        event=event,
        at=at,
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        actor_label=by.actor_label,
        subject_kind=subject_kind or "",
        subject_id=subject_id,
        unit_path=unit_path,
        payload=plain(payload or {}),
        commitment=b"" if own_part is None else commitment_of(salt, own_part),
    )
    if own_part is not None:
        AuditPersonal.objects.create(entry=entry, salt=salt, payload=own_part)
    PendingLeaf.objects.create(source=ENTRY_SOURCE, row_id=entry.pk, digest=entry_digest(entry))
    _count(1)
    return entry


def queue_leaves(source: str, leaves: Iterable[tuple[int, bytes]]) -> int:
    """Queue rows of another room that are their own record, as (row id, digest); return how many. They count too.

    The digest has 32 bytes and covers source and row id (`digests.row_digest`). Outside a transaction it is a defect.
    """
    _insist_on_transaction()
    if source == ENTRY_SOURCE:
        msg = "Entries queue themselves: call record()."
        raise ValueError(msg)
    queued = PendingLeaf.objects.bulk_create(
        (PendingLeaf(source=source, row_id=row_id, digest=digest) for row_id, digest in leaves), batch_size=1_000
    )
    _count(len(queued))
    return len(queued)


def entries_recorded() -> int:
    """Return how many leaves this thread of work has queued so far; compare before and after a body of work."""
    return _recorded.get()


class NothingPersonalToErase(Refusal):
    """None of these entries has a personal part that is still there."""


def erase_personal(entry_ids: Sequence[int], *, by: Actor, at: datetime) -> AuditEntry:
    """Erase the personal parts of at most 1,000 entries, salts too, and return the entry that says so.

    The entries stay provable: their digests cover only the commitment. Refuses when nothing is left to erase.
    """
    if len(entry_ids) > ERASED_AT_ONCE:
        msg = f"Erase at most {ERASED_AT_ONCE} personal parts at once."
        raise ValueError(msg)
    kept = AuditPersonal.objects.select_for_update().filter(pk__in=entry_ids, erasure=None).order_by("pk")
    found = list(kept.values_list("pk", flat=True))
    if not found:
        raise NothingPersonalToErase(_("Các mục nhật ký này không còn phần dữ liệu cá nhân nào để xoá."))
    erasure = record(ERASED_EVENT, by=by, at=at, payload={"entries": found})
    AuditPersonal.objects.filter(pk__in=found).update(salt=None, payload=None, erasure=erasure)
    return erasure


def _insist_on_transaction() -> None:
    if not connection.in_atomic_block:
        msg = "A record belongs to the transaction of what it records; there is none."
        raise TransactionManagementError(msg)


def _count(leaves: int) -> None:
    _recorded.set(_recorded.get() + leaves)
