"""What can be asked of the log. Who may ask is decided by the rooms above: this one knows no viewers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from thongsuot.foundation.audit.models import AuditEntry, AuditEntryQuerySet, PendingLeaf


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
