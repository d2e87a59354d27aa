"""What the child has read, before it travels: raw sheets with codes in place of words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeAlias

from thongsuot.foundation.files.cells import CannotRead, Cell

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 5_000_000

Particulars: TypeAlias = dict[str, str | int]


@dataclass(slots=True)
class RawSheet:
    """Rows of equal length from `first_row_number` on.

    `merged`: first row, first column, last row, last column; rows as the file numbers them, columns from 0.
    """

    name: str
    rows: list[list[Cell]]
    first_row_number: int = 1
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class RawReading:
    """Sheets, and what is to be said and asked about them: (code, particulars) and (code, particulars, (option, sample) pairs)."""

    sheets: list[RawSheet] = field(default_factory=list)
    encoding: str | None = None
    notices: list[tuple[str, Particulars]] = field(default_factory=list)
    questions: list[tuple[str, Particulars, list[tuple[str, str]]]] = field(default_factory=list)


def rectangle(name: str, first_row_number: int, rows: Mapping[int, list[Cell]]) -> RawSheet:
    """Return a sheet of the numbered rows that hold something: blank edges cut off, gaps filled, every row equally long.

    Refuses (CannotRead) more than 200,000 rows, 200 columns or 5,000,000 cells.
    """
    last = max(rows, default=first_row_number - 1)
    height = last - first_row_number + 1
    if len(rows) > MAX_ROWS or height > MAX_ROWS:
        raise CannotRead("too_many_rows", sheet=name, row=last)
    columns = list(zip_longest(*rows.values()))
    width = next((place for place in range(len(columns), 0, -1) if set(columns[place - 1]) != {None}), 0)
    if width > MAX_COLUMNS:
        raise CannotRead("too_many_columns", sheet=name, columns=width)
    if width * height > MAX_CELLS:
        raise CannotRead("too_many_cells", sheet=name, cells=width * height)
    blank: list[Cell] = [None] * width
    numbers = range(first_row_number, last + 1)
    return RawSheet(
        name, [_padded(rows[number], width) if number in rows else blank for number in numbers], first_row_number
    )


def _padded(row: list[Cell], width: int) -> list[Cell]:
    return row if len(row) == width else row[:width] + [None] * (width - len(row))
