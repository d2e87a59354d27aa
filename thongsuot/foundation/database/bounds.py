"""The second wall: how far the rows go that the present transaction may touch.

The first wall is the scope in every query. Should one be forgotten, the database's own policies (`policies.py`) compare a row's
path with bounds that hold for one transaction; where none are set no row is seen. Bounds are ranges: the smallest that
cover what a viewer may see. Each process says whether it is the installation itself (a command, a job) or serves people.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from psycopg import sql

from thongsuot.foundation.core.trees import ancestor_paths, subtree_range

_BEYOND = "~~"  # above every path and above every subtree's end


@dataclass(frozen=True, slots=True)
class PathRange:
    """A half-open range of paths, and the nodes that lie above all of it. Empty: nothing."""

    low: str = _BEYOND
    high: str = _BEYOND
    above: tuple[str, ...] = ()

    @classmethod
    def covering(cls, subtrees: Iterable[str], nodes: Iterable[str] = ()) -> "PathRange":
        """Return the smallest range that holds these subtrees and single nodes."""
        lows, highs = [], []
        for top in subtrees:
            low, high = subtree_range(top)
            lows.append(low)
            highs.append(high)
        for node in nodes:
            lows.append(node)
            highs.append(f"{node} ")  # a space comes before every step: the node itself and nothing below
        if not lows:
            return cls()
        above = {path for low in lows for path in ancestor_paths(low)[:-1]}
        return cls(min(lows), max(highs), tuple(sorted(above)))

    def seen_from(self, paths: Iterable[str]) -> "PathRange":
        """Return the range with the way up from further nodes, these included, though nothing below or beside them."""
        ways = {step for path in paths for step in ancestor_paths(path)}
        return PathRange(self.low, self.high, tuple(sorted({*self.above, *ways})))

    def with_subtrees(self, subtrees: Iterable[str]) -> "PathRange":
        """Return the range widened over further subtrees."""
        other = PathRange.covering(subtrees)
        if self.low == _BEYOND:
            return other
        if other.low == _BEYOND:
            return self
        return PathRange(
            min(self.low, other.low), max(self.high, other.high), tuple(sorted({*self.above, *other.above}))
        )


WHOLE_TREE = PathRange("", _BEYOND)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one transaction may touch: a range of the live tree, one of the campaigns' trees, and a person's own rows.

    `own_entries` are the keys of the person's own lines on rolls. `sees_one_snapshot`: the transaction is REPEATABLE READ.
    """

    live: PathRange = PathRange()
    campaigns: PathRange = PathRange()
    person: int | None = None
    own_entries: tuple[int, ...] = ()
    sees_one_snapshot: bool = False


NOBODY = Bounds()
EVERYTHING = Bounds(live=WHOLE_TREE, campaigns=WHOLE_TREE)

_present: ContextVar[Bounds | None] = ContextVar("bounds", default=None)
_of_process: list[Bounds] = []


def this_process_is_the_installation() -> None:
    """Let every connection of this process see all rows: for commands and jobs, which act for the installation itself."""
    _of_process[:] = [EVERYTHING]


def this_process_serves_people() -> None:
    """Let connections of this process see nothing outside named bounds, whatever it was started from."""
    _of_process.clear()


def bounds_of_process() -> Bounds | None:
    """Return what connections of this process may touch outside any named bounds; None: nothing was said, so nothing."""
    return _of_process[0] if _of_process else None


def present_bounds() -> Bounds | None:
    """Return the bounds that hold now; None where nobody has set any."""
    return _present.get()


@contextmanager
def within_bounds(bounds: Bounds) -> Iterator[None]:
    """Let transactions begun inside, and the running one, go as far as these bounds and no further."""
    token = _present.set(bounds)
    before = token.old_value if isinstance(token.old_value, Bounds) else None
    try:
        _tell_running_transaction(bounds)
        yield
    finally:
        _present.reset(token)
        _tell_running_transaction(before or NOBODY)


def set_bounds(bounds: Bounds) -> None:
    """Replace the present bounds until the block that set them ends: for a request, once it is known who asks."""
    _present.set(bounds)
    _tell_running_transaction(bounds)


def widen_bounds(
    subtrees_of_campaigns: Iterable[str], subtrees_of_units: Iterable[str] = (), units_seen: Iterable[str] = ()
) -> None:
    """Let the rest of the present request reach further subtrees of the trees, and see units without what lies below them.

    The caller has checked the right to.
    """
    present = _present.get()
    if present is not None:
        campaigns = present.campaigns.with_subtrees(subtrees_of_campaigns)
        live = present.live.with_subtrees(subtrees_of_units).seen_from(units_seen)
        set_bounds(replace(present, campaigns=campaigns, live=live))


def as_statement(bounds: Bounds, *, for_session: bool = False) -> sql.Composed:
    """Return the bounds as SET statements, for the transaction or (for the installation itself) the session."""
    values = {
        "live_low": bounds.live.low,
        "live_high": bounds.live.high,
        "live_above": " ".join(bounds.live.above),
        "campaign_low": bounds.campaigns.low,
        "campaign_high": bounds.campaigns.high,
        "campaign_above": " ".join(bounds.campaigns.above),
        "person": "" if bounds.person is None else str(bounds.person),
        "entries": "{" + ",".join(map(str, bounds.own_entries)) + "}",
    }
    reach = sql.SQL("SESSION" if for_session else "LOCAL")
    settings = [
        sql.SQL("SET {} {} = {}").format(reach, sql.Identifier("thongsuot", name), sql.Literal(value))
        for name, value in values.items()
    ]
    return sql.SQL("; ").join(settings)


def isolation_statement(bounds: Bounds) -> sql.SQL | None:
    """Return how a transaction within these bounds begins, where that is not the usual way."""
    return sql.SQL("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ") if bounds.sees_one_snapshot else None


def _tell_running_transaction(bounds: Bounds) -> None:
    raw: Any = connection.connection
    if connection.in_atomic_block and raw is not None and not connection.needs_rollback:
        raw.execute(as_statement(bounds))
