"""Verification: does the log still say what was recorded?

Found by itself: every sealed row that was edited, deleted, inserted or moved, and every break in the chain. Found only
with a checkpoint kept elsewhere: a tail that was cut off, and a chain that was recomputed after a change. Found by
nobody: a change inside the unsealed window by someone who rewrites the queue too; so the answer says how long it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from thongsuot.foundation.audit.chain_walk import ChainWalk
from thongsuot.foundation.audit.checkpoints import Checkpoint
from thongsuot.foundation.audit.personal_parts import personal_problems
from thongsuot.foundation.audit.problems import Problem
from thongsuot.foundation.audit.queries import unsealed_window
from thongsuot.foundation.audit.row_comparison import DigestSource, row_problems
from thongsuot.foundation.database.snapshots import one_snapshot


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer. `problems` holds the first of them, `problems_found` counts all; `head` is where the chain stands."""

    sealed: int
    unsealed: int
    oldest_unsealed_at: datetime | None
    window_seconds: float
    head: Checkpoint
    problems: tuple[Problem, ...]
    problems_found: int

    @property
    def is_in_order(self) -> bool:
        """Whether nothing was found."""
        return self.problems_found == 0


def verify(
    *,
    at: datetime,
    checkpoints: Iterable[Checkpoint] = (),
    sources: Mapping[str, DigestSource] | None = None,
    problem_limit: int = 10_000,
) -> Verification:
    """Compare the whole log with itself, with the facts of `sources`, and with checkpoints, in bounded memory.

    At most `problem_limit` problems are kept. Everything is read in one snapshot; inside a transaction of the caller it
    is the caller's, and must be repeatable read while others write. The database role must see all rows.
    """
    walk = ChainWalk(checkpoints)
    kept: list[Problem] = []
    found = 0
    with one_snapshot():
        window = unsealed_window(at)
        for problem in _all_problems(walk, sources or {}):
            found += 1
            if found <= problem_limit:
                kept.append(problem)
    return Verification(
        sealed=walk.sealed,
        unsealed=window.leaves,
        oldest_unsealed_at=window.oldest_at,
        window_seconds=window.seconds,
        head=walk.head,
        problems=tuple(kept),
        problems_found=found,
    )


def _all_problems(walk: ChainWalk, sources: Mapping[str, DigestSource]) -> Iterator[Problem]:
    yield from walk.problems()
    # Only after the walk, which has then met every sealed source.
    yield from row_problems(walk.sources, sources)
    yield from personal_problems()
