"""The table of ratios: goal, what was measured, and the two sides of each pair."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Side = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. A ratio is ours over theirs, round by round; `more_is_better` says which way the goal points."""

    what: str
    unit: str
    goal: float | None
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    more_is_better: bool = True
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """Ours over theirs in each round, in order of size."""
        return sorted(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))

    @property
    def is_reached(self) -> bool:
        """Whether the median of the ratios reaches the goal."""
        middle = statistics.median(self.ratios)
        return self.goal is None or (middle >= self.goal if self.more_is_better else middle <= self.goal)


def in_turns(rounds: int, ours: Side, theirs: Side) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Measure both sides in each round, the other one first every second time, after one round that does not count."""
    ours(), theirs()
    mine: list[float] = []
    other: list[float] = []
    for turn in range(rounds):
        pair = ((ours, mine), (theirs, other))
        for side, kept in pair if turn % 2 else reversed(pair):
            kept.append(side())
    return tuple(mine), tuple(other)


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the table: medians of both sides, the ratio as min / median / max."""
    lines = [
        "| what | goal | ratio min / median / max | | ours | theirs | unit | n |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        low, middle, high = min(row.ratios), statistics.median(row.ratios), max(row.ratios)
        goal = "–" if row.goal is None else f"{'≥' if row.more_is_better else '≤'} {row.goal:g}"
        verdict = "" if row.goal is None else "reached" if row.is_reached else "**not reached**"
        ours, theirs = statistics.median(row.ours), statistics.median(row.theirs)
        lines.append(
            f"| {row.what} | {goal} | {low:.2f} / **{middle:.2f}** / {high:.2f} | {verdict} | "
            f"{_figure(ours)} | {_figure(theirs)} | {row.unit} | {len(row.ours)} |"
        )
    return "\n".join([*lines, "", *[f"- {row.what}: {row.note}" for row in rows if row.note]])


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}"
