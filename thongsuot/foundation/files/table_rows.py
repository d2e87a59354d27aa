"""Which rows below a header are the table's rows, and which are not: totals, headings of groups, the signature block.

Nothing is dropped in silence: every row that is not the table's and holds a text comes back as ignored, with its number and why.
"""

import re
import statistics
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from thongsuot.foundation.core.text import folded
from thongsuot.foundation.files.cells import Cell, shown
from thongsuot.foundation.files.headers import Header, comparable, is_column_numbering
from thongsuot.foundation.files.sheets import Sheet

_ORDINAL = re.compile(r"\d{1,6}(?:\.\d{1,4})*[.)]?")
_FIRST_LETTERS_OF_TOTALS = frozenset("TtCc")
_TOTAL = re.compile(r"(?:tong|tong cong|tong so|cong|total)(?:\s?[:(].*)?")
# The first are never a row of data; the second may be (a date of birth in words), unless the row holds little else.
_SIGNATURE = re.compile(r"nguoi lap|t/m |tm\.|t\.m|thay mat |k/t |kt\.|ky ten|\(ky")
_PERHAPS_SIGNATURE = re.compile(r"noi nhan|xac nhan|thu truong|(?:[\w ]{2,30}, ?)?ngay\b.{0,12}\bthang\b")
_MEASURED_ROWS = 500


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table. `number` is the file's own row number; `values` holds a cell for every column found."""

    number: int
    values: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row below the header that is not the table's. `why`: numbering, repeated_header, total, heading or after_table."""

    number: int
    text: str
    why: str


def split_rows(
    sheet: Sheet, header: Header, columns: Mapping[str, int], required: Set[str]
) -> tuple[list[TableRow], list[IgnoredRow]]:
    """Return the table's rows and the ignored ones, both in the file's order. Blank rows are neither and end nothing.

    The table ends at the last row that is plainly of it: with a required cell, and either numbered at its beginning or filled at
    least half as well as its rows usually are; a signature ends it for rows that are not numbered. Rows before that end which hold
    a required cell are the table's, however little else they say.
    """
    splitter = _Splitter(sheet, header, columns, required)
    return splitter.split()


class _Splitter:
    def __init__(self, sheet: Sheet, header: Header, columns: Mapping[str, int], required: Set[str]) -> None:
        self.sheet, self.header, self.columns = sheet, header, columns
        self.required = [columns[key] for key in required if key in columns]
        self.above = _merged_above(sheet, header)
        self.spread = _spread(sheet, columns.values())
        self.titles = [(column, comparable(header.texts[column])) for column in columns.values()]
        self.places = [
            place
            for place in range(header.end, len(sheet.rows))
            if sheet.rows[place].count(None) < len(sheet.rows[place])
        ]
        filled = [self._filled(place) for place in self.places[:_MEASURED_ROWS]]
        self.usual = statistics.median(filled) if filled else 0

    def split(self) -> tuple[list[TableRow], list[IgnoredRow]]:
        reasons = {place: self._reason(place) for place in self.places}
        end = self._end([place for place, why in reasons.items() if not why])
        rows, ignored = [], []
        for place, why in reasons.items():
            number = place + self.sheet.first_row_number
            if place > end:
                ignored.append(IgnoredRow(number, self._text(place), why if why == "total" else "after_table"))
            elif why:
                ignored.append(IgnoredRow(number, self._text(place), why))
            else:
                rows.append(TableRow(number, dict(zip(self.columns, self._cells(place), strict=True))))
        return rows, ignored

    def _reason(self, place: int) -> str:
        cells = self.sheet.rows[place]
        if place == self.header.end and is_column_numbering(cells):
            return "numbering"
        if self._repeats_header(cells):
            return "repeated_header"
        if _is_total(cells) and not self._is_numbered(place):
            return "total"
        if place in self.spread or not any(self._cell(place, column) is not None for column in self.required):
            return "heading"
        return ""

    def _end(self, places: list[int]) -> int:
        end, signed = -1, False
        for place in places:
            numbered = self._is_numbered(place)
            signed = signed or (not numbered and end >= 0 and self._is_signature(place))
            if numbered or (not signed and 2 * self._filled(place) >= self.usual):
                end = place
        return end

    def _is_numbered(self, place: int) -> bool:
        first = next(cell for cell in self.sheet.rows[place] if cell is not None)
        return (isinstance(first, int) and not isinstance(first, bool)) or (
            isinstance(first, str) and bool(_ORDINAL.fullmatch(first))
        )

    def _is_signature(self, place: int) -> bool:
        texts = [folded(cell[:100]) + " " for cell in self.sheet.rows[place] if isinstance(cell, str)]
        filled = self._filled(place)
        says_little = filled <= 1 or 2 * filled < self.usual
        return any(_SIGNATURE.match(text) or (says_little and _PERHAPS_SIGNATURE.match(text)) for text in texts)

    def _repeats_header(self, cells: tuple[Cell, ...]) -> bool:
        if not all(isinstance(cells[column], str) for column, _title in self.titles):
            return False  # nearly every row of data has a day or a blank: no text is folded for it
        return all(comparable(str(cells[column])) == title for column, title in self.titles)

    def _filled(self, place: int) -> int:
        return len(self.columns) - self._cells(place).count(None)

    def _cells(self, place: int) -> list[Cell]:
        """Return the cells of a row under the columns found, as they stand in `columns`."""
        if self.above:
            return [self._cell(place, column) for column in self.columns.values()]
        row = self.sheet.rows[place]
        return [row[column] for column in self.columns.values()]

    def _cell(self, place: int, column: int) -> Cell:
        cell = self.sheet.rows[place][column]
        if cell is None and (place, column) in self.above:
            return self.sheet.rows[self.above[place, column]][column]
        return cell

    def _text(self, place: int) -> str:
        return " | ".join(shown(cell) for cell in self.sheet.rows[place] if cell is not None)[:300]


def _is_total(cells: tuple[Cell, ...]) -> bool:
    for cell in cells:
        if isinstance(cell, str) and not (cell[:1].isdecimal() and _ORDINAL.fullmatch(cell)):
            return cell[:1] in _FIRST_LETTERS_OF_TOTALS and bool(_TOTAL.fullmatch(folded(cell)[:100]))
    return False


def _merged_above(sheet: Sheet, header: Header) -> dict[tuple[int, int], int]:
    """Return, for the lower cells of areas merged downwards, the row whose value covers them."""
    covered = {}
    for area in sheet.merged:
        top = area.first_row - sheet.first_row_number
        for place in range(
            max(top + 1, header.end + 1), min(area.last_row - sheet.first_row_number + 1, len(sheet.rows))
        ):
            covered[place, area.first_column] = top
    return covered


def _spread(sheet: Sheet, columns: Collection[int]) -> set[int]:
    """Return the rows where one cell spreads over several of the table's columns: the heading of a group."""
    return {
        area.first_row - sheet.first_row_number
        for area in sheet.merged
        if area.first_row == area.last_row
        and sum(area.first_column <= column <= area.last_column for column in columns) > 1
    }
