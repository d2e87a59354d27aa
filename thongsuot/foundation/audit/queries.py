"""What can be asked of the log. Who may ask is decided by the rooms above: this one knows no viewers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, Min
from django.db.models.expressions import RawSQL

from thongsuot.foundation.audit.checkpoints import first_bytes
from thongsuot.foundation.audit.models import ENTRY_SOURCE, AuditEntry, AuditEntryQuerySet, PendingLeaf, SealedLeaf


@dataclass(frozen=True, slots=True)
class UnsealedWindow:
    """What the chain does not protect yet: how many leaves, since when, and for how many seconds."""

    leaves: int
    oldest_at: datetime | None
    seconds: float


def entries_about(subject_kind: str, subject_id: int) -> AuditEntryQuerySet:
    """Return the entries about one subject, newest first."""
    return AuditEntry.objects.all().about(subject_kind, subject_id).newest_first()


def last_entries(low: str, high: str, *, limit: int) -> AuditEntryQuerySet:
    """Return the last entries at units whose path lies in [low, high) (`core.trees.subtree_range`), newest first."""
    return AuditEntry.objects.all().within(low, high).newest_first()[:limit]


def unsealed_window(at: datetime) -> UnsealedWindow:
    """Return the unsealed window at an instant of the true clock (leaves carry the database's, never a pinned one)."""
    found = PendingLeaf.objects.aggregate(leaves=Count("pk"), oldest_at=Min("recorded_at"))
    oldest: datetime | None = found["oldest_at"]
    # Two clocks may disagree by a moment; a window is never shorter than nothing.
    seconds = max(0.0, (at - oldest).total_seconds()) if oldest else 0.0
    return UnsealedWindow(found["leaves"], oldest, seconds)


def link_of_entry(entry_id: int) -> SealedLeaf | None:
    """Return the link of the chain that seals an entry; None while it waits."""
    return SealedLeaf.objects.filter(source=ENTRY_SOURCE, row_id=entry_id).first()


def link_at(sequence: int) -> SealedLeaf | None:
    """Return a link of the chain by its place; None beyond its ends."""
    return SealedLeaf.objects.filter(pk=sequence).first()


def links_at(sequences: Iterable[int]) -> dict[int, SealedLeaf]:
    """Return place -> link, for those places that the chain has. One statement."""
    return SealedLeaf.objects.in_bulk(list(sequences))


def link_of_code(code: str) -> SealedLeaf | None:
    """Return the first link whose printed code this is (`checkpoints.code_of`); None where there is none. It reads the whole chain."""
    start = first_bytes(code)
    condition = RawSQL("substring(chain FROM 1 FOR %s) = %s", [len(start), start], output_field=BooleanField())
    return SealedLeaf.objects.filter(condition).order_by("sequence").first()
