"""Comparing the personal parts of entries with what the entries committed to."""

from collections.abc import Iterator

from django.db.models import Q

from thongsuot.foundation.audit.actions import ERASED_EVENT
from thongsuot.foundation.audit.digests import commitment_of
from thongsuot.foundation.audit.models import ENTRY_SOURCE, AuditEntry
from thongsuot.foundation.audit.problems import Problem, ProblemKind, problem_of_row

_CHUNK = 5_000
_PART = ("personal__salt", "personal__payload", "personal__erasure__event", "personal__erasure__payload")


def personal_problems() -> Iterator[Problem]:
    """Yield the entries whose personal part is neither what was committed to nor erased by an entry that says so."""
    committed = AuditEntry.objects.filter(~Q(commitment=b"") | Q(personal__isnull=False)).order_by("pk")
    parts = committed.values_list("pk", "commitment", *_PART).iterator(chunk_size=_CHUNK)
    for pk, commitment, salt, payload, event, erased in parts:
        is_kept = salt is not None and commitment_of(bytes(salt), payload) == bytes(commitment)
        is_erased = salt is None and payload is None and event == ERASED_EVENT and _names(erased, pk)
        if not (is_kept or is_erased):
            yield problem_of_row(ProblemKind.PERSONAL, ENTRY_SOURCE, pk)


def _names(erased: object, pk: int) -> bool:
    """Tell whether an erasure's payload, which somebody may have tampered with, lists the entry."""
    listed = erased.get("entries") if isinstance(erased, dict) else None
    return isinstance(listed, list) and pk in listed
