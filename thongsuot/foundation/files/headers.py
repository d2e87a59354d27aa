"""Which row of a sheet is the header, and what each of its columns is called, also where the header takes two rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thongsuot.foundation.core.text import folded
from thongsuot.foundation.files.cells import Cell, shown
from thongsuot.foundation.files.sheets import Sheet

# A header lies under the titles of an office's form; further down it is data.
HEADER_WITHIN_ROWS = 30

_ASIDE = re.compile(r"\([^()]*\)")
_PUNCTUATION = re.compile(r"[^\w\s/]+")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is wanted: its key, its usual title, other titles it goes by, and whether a row means nothing without it."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: the place of its first row in the sheet, how many rows it takes, each column's text and last line."""

    place: int
    height: int
    texts: tuple[str, ...]
    last_lines: tuple[str, ...]

    @property
    def end(self) -> int:
        """The place of the first row below the header."""
        return self.place + self.height

    def names(self, column: int) -> tuple[str, ...]:
        """Return what a column may be called, in comparable form, most telling first; none for a column without a text."""
        return tuple(dict.fromkeys(_names_of(self.texts[column]) + _names_of(self.last_lines[column])))


def find_header(sheet: Sheet, wanted: Sequence[Column], remembered: Mapping[str, str]) -> Header | None:
    """Return the header among the sheet's first 30 rows: the row (or two) that names most of the wanted columns; None without any.

    At least two wanted columns must be named (one, if only one is wanted).
    """
    best, best_score = None, (0, 0, 0)
    for place in range(min(len(sheet.rows), HEADER_WITHIN_ROWS)):
        for header in _readings(sheet, place):
            score = _score(header, wanted, remembered)
            if score > best_score:
                best, best_score = header, score
    enough = min(2, len(wanted)) if not remembered else 1
    return best if best_score[1] >= enough else None


def comparable(text: str) -> str:
    """Return the form in which header texts are compared: folded, without punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", folded(text)).split())


def titles_of(column: Column, remembered: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a wanted column may be called, in comparable form: as remembered, its title, its synonyms."""
    titles = (remembered.get(column.key, ""), column.title, *column.synonyms)
    return tuple(comparable(title) for title in titles if title)


def is_column_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers its columns: 1 2 3, (1) (2) (3), A B 1 2."""
    texts = [shown(cell) for cell in cells if cell is not None]
    numbers = [int(match.group(1)) for text in texts if (match := _COLUMN_NUMBER.fullmatch(text))]
    letters = [text for text in texts if re.fullmatch(r"\(?[A-Z]\)?", text)]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return len(texts) >= 3 and len(numbers) >= 2 and counted and len(numbers) + len(letters) == len(texts)


def _names_of(text: str) -> tuple[str, ...]:
    return tuple(name for name in (comparable(text), comparable(_ASIDE.sub(" ", text))) if name)


def _readings(sheet: Sheet, place: int) -> list[Header]:
    texts = tuple(_text(cell) for cell in sheet.rows[place])
    double = _two_rows(sheet, place)
    return [Header(place, 1, texts, texts), *([double] if double else [])]


def _two_rows(sheet: Sheet, place: int) -> Header | None:
    if place + 1 >= len(sheet.rows):
        return None
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    if not any(lower) or not all(cell is None or isinstance(cell, str) for cell in lower) or is_column_numbering(lower):
        return None
    groups = _groups(sheet, place)
    texts, last_lines = [], []
    for column, cell in enumerate(upper):
        above, below = _text(upper[groups.get(column, column)]), _text(lower[column])
        if below and cell is not None and column not in groups:
            return None  # a second text under a heading that spans only itself: a row of data
        texts.append(f"{above} {below}".strip())
        last_lines.append(below or above)
    return Header(place, 2, tuple(texts), tuple(last_lines))


def _groups(sheet: Sheet, place: int) -> dict[int, int]:
    """Return, for each column under a heading that spans several, the column where that heading stands."""
    number = place + sheet.first_row_number
    merged = [area for area in sheet.merged if area.first_row == number and area.last_column > area.first_column]
    if merged:
        return {
            column: area.first_column for area in merged for column in range(area.first_column, area.last_column + 1)
        }
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    groups: dict[int, int] = {}
    for column in range(1, len(upper)):
        # Without merged areas a heading spans the blanks to its right, as far as there are texts below both.
        start = groups.get(column - 1, column - 1)
        if (
            upper[column] is None
            and lower[column] is not None
            and lower[column - 1] is not None
            and upper[start] is not None
        ):
            groups[start] = groups[column] = start
    return groups


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _score(header: Header, wanted: Sequence[Column], remembered: Mapping[str, str]) -> tuple[int, int, int]:
    present = {name for column in range(len(header.texts)) for name in header.names(column)}
    named = [column for column in wanted if present.intersection(titles_of(column, remembered))]
    # Of two readings that name as much, the one of fewer rows: a title above the header is not a part of it.
    return sum(column.required for column in named), len(named), -header.height
