"""Comparing rows as they are with the leaves that were made of them, source by source."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from thongsuot.foundation.audit.digests import entry_digest
from thongsuot.foundation.audit.models import ENTRY_SOURCE, AuditEntry, PendingLeaf, SealedLeaf
from thongsuot.foundation.audit.problems import Problem, ProblemKind, problem_of_row, problem_of_source

# Called with (after, limit): the digests of at most `limit` rows whose id is greater than `after`, ascending, as they
# are now. A room whose rows are leaves themselves gives one, computed from its facts, never from a stored digest.
DigestSource = Callable[[int, int], Sequence[tuple[int, bytes]]]

_CHUNK = 5_000
_BEFORE_ALL_ROWS = -(2**63)


class _Mark(NamedTuple):
    row_id: int
    digest: bytes
    sequence: int | None
    is_fact: bool


def row_problems(sealed_sources: Iterable[str], sources: Mapping[str, DigestSource]) -> Iterator[Problem]:
    """Yield what is wrong with the rows of every source that has a reader or a leaf. Entries have their own reader."""
    readers = {**sources, ENTRY_SOURCE: _entry_digests}
    waiting = PendingLeaf.objects.order_by("source").values_list("source", flat=True).distinct()
    for source in sorted({*readers, *sealed_sources, *waiting}):
        if source in readers:
            yield from _source_problems(source, readers[source])
        else:
            yield problem_of_source(source)


def _source_problems(source: str, reader: DigestSource) -> Iterator[Problem]:
    sealed = SealedLeaf.objects.filter(source=source).order_by("row_id").values_list("row_id", "digest", "sequence")
    pending = PendingLeaf.objects.filter(source=source).order_by("row_id").values_list("row_id", "digest")
    marks = merge(
        _facts(reader),
        (
            _Mark(row_id, bytes(digest), sequence, False)
            for row_id, digest, sequence in sealed.iterator(chunk_size=_CHUNK)
        ),
        (_Mark(row_id, bytes(digest), None, False) for row_id, digest in pending.iterator(chunk_size=_CHUNK)),
        key=_row_of,
    )
    for row_id, of_row in groupby(marks, key=_row_of):
        yield from _problems_of(source, row_id, list(of_row))


def _row_of(mark: _Mark) -> int:
    return mark.row_id


def _problems_of(source: str, row_id: int, marks: list[_Mark]) -> Iterator[Problem]:
    """Compare one row's facts with its leaf; `marks` come as facts, sealed leaf, pending leaf."""
    leaves = [mark for mark in marks if not mark.is_fact]
    if not leaves:
        yield problem_of_row(ProblemKind.INSERTED, source, row_id)
        return
    place = leaves[0].sequence
    if not marks[0].is_fact:
        yield problem_of_row(ProblemKind.DELETED, source, row_id, place)
    elif any(leaf.digest != marks[0].digest for leaf in leaves):
        yield problem_of_row(ProblemKind.EDITED, source, row_id, place)
    if len(leaves) > 1:
        yield problem_of_row(ProblemKind.TWICE, source, row_id, place)


def _facts(reader: DigestSource) -> Iterator[_Mark]:
    after = _BEFORE_ALL_ROWS
    while page := reader(after, _CHUNK):
        for row_id, digest in page:
            if row_id <= after:
                msg = f"A digest source must ascend: {row_id} came after {after}."
                raise ValueError(msg)
            after = row_id
            yield _Mark(row_id, bytes(digest), None, True)


def _entry_digests(after: int, limit: int) -> list[tuple[int, bytes]]:
    return [(entry.pk, entry_digest(entry)) for entry in AuditEntry.objects.filter(pk__gt=after).order_by("pk")[:limit]]
