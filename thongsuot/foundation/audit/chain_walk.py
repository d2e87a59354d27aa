"""Walking the chain of sealed leaves from the first link to the last, past the checkpoints that were kept elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from thongsuot.foundation.audit.checkpoints import Checkpoint, checkpoint_at
from thongsuot.foundation.audit.digests import GENESIS, next_chain
from thongsuot.foundation.audit.models import SealedLeaf
from thongsuot.foundation.audit.problems import Problem, ProblemKind, problem_of_chain, problem_of_row

_CHUNK = 5_000


class ChainWalk:
    """One walk. Once `problems()` is exhausted it knows how many links there are, of which sources, and the last."""

    def __init__(self, checkpoints: Iterable[Checkpoint]) -> None:
        self.sealed = 0
        self.sources: set[str] = set()
        self._sequence = 0
        self._chain = GENESIS
        self._last_good = 0
        self._first_bad: int | None = None
        self._awaited: defaultdict[int, list[Checkpoint]] = defaultdict(list)
        for known in checkpoints:
            self._awaited[known.sequence].append(known)

    @property
    def head(self) -> Checkpoint:
        """Where the walk stands."""
        return checkpoint_at(self._sequence, self._chain)

    def problems(self) -> Iterator[Problem]:
        """Walk, and yield what is wrong with the links and with the checkpoints."""
        self._compare_checkpoints()
        links = SealedLeaf.objects.order_by("sequence").values_list("sequence", "source", "row_id", "digest", "chain")
        for sequence, source, row_id, digest, chain in links.iterator(chunk_size=_CHUNK):
            yield from self._step(sequence, source, row_id, bytes(digest), bytes(chain))
        yield from self._contradictions()

    def _step(self, sequence: int, source: str, row_id: int, digest: bytes, chain: bytes) -> Iterator[Problem]:
        self.sealed += 1
        self.sources.add(source)
        if sequence > self._sequence + 1:
            yield problem_of_chain(ProblemKind.MISSING, self._sequence + 1, first=self._sequence + 1, last=sequence - 1)
        elif sequence != self._sequence + 1 or chain != next_chain(self._chain, sequence, digest):
            yield problem_of_row(ProblemKind.BROKEN, source, row_id, sequence)
        if sequence > self._sequence:
            # Go on from what is stored, so that each break is named where it is and not at every link after it.
            self._sequence, self._chain = sequence, chain
            self._compare_checkpoints()

    def _compare_checkpoints(self) -> None:
        for known in self._awaited.pop(self._sequence, ()):
            if self._first_bad is not None:
                return
            if known.matches(self._chain):
                self._last_good = self._sequence
            else:
                self._first_bad = self._sequence

    def _contradictions(self) -> Iterator[Problem]:
        if self._first_bad is not None:
            yield problem_of_chain(ProblemKind.REWRITTEN, self._first_bad, kept=self._first_bad, good=self._last_good)
        furthest = max(self._awaited, default=0)
        if furthest > self._sequence:
            yield problem_of_chain(ProblemKind.CUT_OFF, self._sequence + 1, last=self._sequence, kept=furthest)
