"""Annex tables, as rows of cells parted by tabs: shares beside their counts, and totals of columns.

A table is judged by its own habit: a column is a share of two others, or a row the total of the others, only if most of the
table says so; then the rows and columns that break the habit are wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from thongsuot.domain.claims.agreement import AGREES, WRONG, agrees, judged
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination, derived
from thongsuot.domain.claims.figures import Figure, FigureForm, figures_in
from thongsuot.domain.claims.wording import ratio_words, sum_words

_LEAST_ROWS = 2
_MOST_CELLS = 40
_MOST_ROWS = 2000
_TOTAL_ROW = re.compile(r"\W*(?:tổng cộng|tổng số|tổng|cộng|toàn [^\d]{1,40})\W*$")
_RATE_TITLE = re.compile(r"%|tỷ lệ|tỉ lệ")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row: its words and, where a cell is one number and nothing else, the figure."""

    words: tuple[str, ...]
    figures: tuple[Figure | None, ...]

    @property
    def is_total(self) -> bool:
        return any(_TOTAL_ROW.match(words) for words in self.words[:3])

    def count(self, column: int) -> Figure | None:
        figure = self.figures[column]
        return figure if figure is not None and figure.is_count and figure.is_exact else None


def table_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every share and every column total of the tables in a text."""
    for table in _tables(examination.passage.lower):
        rows = [row for row in table if any(figure is not None for figure in row.figures[1:])]
        if len(rows) >= _LEAST_ROWS:
            yield from _share_claims(examination, _with_rates(table, rows))
            yield from _total_claims(examination, rows)


def _tables(lower: str) -> Iterator[list[_Row]]:
    """Yield runs of lines with the same number of cells."""
    table: list[_Row] = []
    start = 0
    for line in lower.split("\n"):
        row = _row(lower, start, line) if "\t" in line and line.count("\t") < _MOST_CELLS else None
        if table and (row is None or len(row.words) != len(table[-1].words) or len(table) == _MOST_ROWS):
            yield table
            table = []
        if row is not None:
            table.append(row)
        start += len(line) + 1
    if table:
        yield table


def _row(lower: str, start: int, line: str) -> _Row:
    words = line.split("\t")
    figures: list[Figure | None] = []
    for cell in words:
        found = figures_in(lower, start, start + len(cell))
        is_alone = len(found) == 1 and lower[found[0].start : found[0].end] == cell.strip()
        figures.append(found[0] if is_alone else None)
        start += len(cell) + 1
    return _Row(tuple(words), tuple(figures))


def _with_rates(table: Sequence[_Row], rows: Sequence[_Row]) -> list[_Row]:
    """Read bare numbers as percentages in the columns whose title says so."""
    titles = [row for row in table if row not in rows]
    rates = {column for row in titles for column, words in enumerate(row.words) if _RATE_TITLE.search(words)}
    return [
        replace(
            row,
            figures=tuple(_as_rate(figure) if column in rates else figure for column, figure in enumerate(row.figures)),
        )
        for row in rows
    ]


def _as_rate(figure: Figure | None) -> Figure | None:
    return replace(figure, form=FigureForm.PERCENT) if figure is not None and figure.value <= 1000 else figure


def _share_claims(examination: Examination, rows: Sequence[_Row]) -> Iterator[Claim]:
    for column in range(1, len(rows[0].words)):
        rated = [row for row in rows if (figure := row.figures[column]) is not None and figure.is_percent]
        if len(rated) < _LEAST_ROWS:
            continue
        best = max(
            permutations(range(max(0, column - 4), column), 2),
            key=lambda pair: _proved(rated, column, pair),
            default=None,
        )
        if best is None or _proved(rated, column, best) < max(_LEAST_ROWS, (len(rated) + 1) // 2):
            continue
        for row in rated:
            claim = _share_claim(examination, row, column, best)
            if claim is not None:
                yield claim


def _proved(rows: Sequence[_Row], column: int, pair: tuple[int, int]) -> int:
    return sum(_agrees(row, column, pair) for row in rows)


def _agrees(row: _Row, column: int, pair: tuple[int, int]) -> bool:
    part, whole, percent = row.count(pair[0]), row.count(pair[1]), row.figures[column]
    if part is None or whole is None or percent is None or not whole.value:
        return False
    return agrees(100 * part.value / whole.value, percent)


def _share_claim(examination: Examination, row: _Row, column: int, pair: tuple[int, int]) -> Claim | None:
    part, whole, percent = row.count(pair[0]), row.count(pair[1]), row.figures[column]
    if part is None or whole is None or percent is None or not whole.value:
        return None
    exact = 100 * part.value / whole.value
    judgement = judged(exact, percent, examination.targets)
    numerator, denominator = int(part.value), int(whole.value)
    return examination.claim(
        [part, whole, percent], ClaimKind.RATIO, judgement,
        ratio_words(numerator, denominator, derived(exact, percent), percent, judgement),
        numerator=numerator, denominator=denominator, stated_percent=percent.decimal, derived_percent=derived(exact, percent),
    )  # fmt: skip


def _total_claims(examination: Examination, rows: Sequence[_Row]) -> Iterator[Claim]:
    """Yield the totals of columns, if the total row stands first or last and is the only one, and most columns add up."""
    totals = [row for row in rows if row.is_total]
    if len(totals) != 1 or totals[0] not in {rows[0], rows[-1]} or len(rows) <= _LEAST_ROWS:
        return
    added = []
    for column in range(1, len(rows[0].words)):
        total = totals[0].count(column)
        parts = [part for row in rows if row is not totals[0] and (part := row.count(column)) is not None]
        if total is not None and len(parts) >= _LEAST_ROWS:
            added.append((total, parts))
    right = sum(total.value == sum(part.value for part in parts) for total, parts in added)
    if 2 * right < len(added) or not right:
        return
    for total, parts in added:
        numbers = tuple(int(part.value) for part in parts)
        judgement = AGREES if sum(numbers) == total.value else WRONG
        yield examination.claim(
            [total], ClaimKind.SUM, judgement, sum_words(numbers, int(total.value), sum(numbers), judgement),
            parts=numbers, stated_total=int(total.value), derived_total=sum(numbers),
        )  # fmt: skip
