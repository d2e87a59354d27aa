"""Finds the table in a sheet: its header row, the column for each wanted key, its rows with the file's own numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.cells import shown
from thongsuot.foundation.files.headers import HEADER_WITHIN_ROWS, Column, Header, comparable, find_header, titles_of
from thongsuot.foundation.files.sheet_xml import column_letters
from thongsuot.foundation.files.sheets import Option, Question, Sheet
from thongsuot.foundation.files.table_rows import IgnoredRow, TableRow, split_rows

NO_COLUMN = "none"
_SAMPLED_ROWS = 50
_SAMPLES = 2


class HeaderNotFound(Refusal):
    """No row of the sheet names the wanted columns."""


class RequiredColumnMissing(Refusal):
    """The header lacks a column without which no row means anything, and has none left that it could be."""


@dataclass(frozen=True, slots=True)
class Matched:
    """How a key found its column: the header's text and `how`: remembered, title, synonym or answered."""

    key: str
    header: str
    how: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet. `columns`: key to place from 0. With open questions it has no rows yet.

    `header_row_number` is the header's last row, as the file numbers it.
    """

    header_row_number: int
    columns: dict[str, int]
    matched: tuple[Matched, ...]
    unmatched_headers: tuple[str, ...]
    rows: tuple[TableRow, ...]
    ignored: tuple[IgnoredRow, ...]
    questions: tuple[Question, ...] = ()


def find_table(
    sheet: Sheet,
    wanted: Sequence[Column],
    *,
    remembered: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Table:
    """Find the wanted columns and the rows below them.

    `remembered`: key to header text, as matched before. Where two columns fit one key, or none fits a required one, the question
    `column_<key>` is asked; it is answered by the column's letters. The same answer, unasked, puts another column in place of the one
    found, NO_COLUMN for a key that is not required none at all. Refuses HeaderNotFound, RequiredColumnMissing.
    """
    header = find_header(sheet, wanted, remembered or {})
    if header is None:
        raise HeaderNotFound(_seen_and_expected(sheet, wanted))
    search = _Search(sheet, header, wanted, remembered or {}, answers or {})
    search.run()
    rows: list[TableRow] = []
    ignored: list[IgnoredRow] = []
    if not search.questions:
        rows, ignored = split_rows(sheet, header, search.columns, {column.key for column in wanted if column.required})
    return Table(
        header_row_number=header.end - 1 + sheet.first_row_number,
        columns=search.columns,
        matched=tuple(search.matched),
        unmatched_headers=tuple(header.texts[place] for place in search.unclaimed()),
        rows=tuple(rows),
        ignored=tuple(ignored),
        questions=tuple(search.questions),
    )


class _Search:
    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        wanted: Sequence[Column],
        remembered: Mapping[str, str],
        answers: Mapping[str, str],
    ) -> None:
        self.sheet, self.header, self.wanted, self.remembered, self.answers = sheet, header, wanted, remembered, answers
        self.columns: dict[str, int] = {}
        self.matched: list[Matched] = []
        self.questions: list[Question] = []
        self.names = [header.names(place) for place in range(len(header.texts))]

    def run(self) -> None:
        """Claim columns in the order of certainty, so that a synonym never takes what another key's own title names."""
        doubtful: dict[str, list[int]] = {}
        for how in ("answered", "remembered", "title", "synonym"):
            for column in self.wanted:
                if column.key not in self.columns and column.key not in doubtful:
                    self._try(column, how, doubtful)
        for column in self.wanted:
            if column.key in doubtful:
                self._ask(column, doubtful[column.key])
            elif column.required and column.key not in self.columns:
                self._ask_missing(column)

    def _try(self, column: Column, how: str, doubtful: dict[str, list[int]]) -> None:
        if self.answers.get(f"column_{column.key}") == NO_COLUMN and not column.required:
            return
        fitting = self._fitting(column, how)
        if len(fitting) == 1:
            self.columns[column.key] = fitting[0]
            self.matched.append(Matched(column.key, self.header.texts[fitting[0]], how))
        elif fitting:
            doubtful[column.key] = fitting

    def unclaimed(self) -> list[int]:
        """Return the places of columns that have a header and no key."""
        return [place for place, text in enumerate(self.header.texts) if text and place not in self.columns.values()]

    def _fitting(self, column: Column, how: str) -> list[int]:
        free = self.unclaimed()
        if how == "answered":
            letters = self.answers.get(f"column_{column.key}", "").upper()
            return [place for place in free if column_letters(place + 1) == letters]
        if how == "remembered":
            names = {comparable(self.remembered[column.key])} if column.key in self.remembered else set()
        elif how == "title":
            names = {comparable(column.title)}
        else:
            names = set(titles_of(column, {}))
        for depth in range(max((len(self.names[place]) for place in free), default=0)):
            # The header as it stands before what is left of it without brackets or group.
            fitting = [place for place in free if names.intersection(self.names[place][: depth + 1])]
            if fitting:
                return fitting
        return []

    def _ask(self, column: Column, places: Sequence[int]) -> None:
        options = tuple(Option(column_letters(place + 1), self._described(place)) for place in places)
        message = _("Cột nào là «%(title)s»?") % {"title": column.title}
        self.questions.append(Question(f"column_{column.key}", message, options))

    def _ask_missing(self, column: Column) -> None:
        free = self.unclaimed()
        if not free:
            raise RequiredColumnMissing(
                _("Trang «%(sheet)s» không có cột «%(title)s». Các cột thấy được ở dòng %(row)s: %(seen)s.")
                % {
                    "sheet": self.sheet.name,
                    "title": column.title,
                    "row": self.header.place + self.sheet.first_row_number,
                    "seen": _listed([text for text in self.header.texts if text]),
                }
            )
        self._ask(column, free)

    def _described(self, place: int) -> str:
        below = self.sheet.rows[self.header.end : self.header.end + _SAMPLED_ROWS]
        samples = list(dict.fromkeys(shown(row[place]) for row in below if row[place] is not None))[:_SAMPLES]
        text = _("Cột %(letters)s «%(header)s»") % {
            "letters": column_letters(place + 1),
            "header": self.header.texts[place],
        }
        return f"{text}: {', '.join(samples)}" if samples else text


def _seen_and_expected(sheet: Sheet, wanted: Sequence[Column]) -> str:
    rows = sheet.rows[:HEADER_WITHIN_ROWS]
    fullest = max(rows, key=lambda row: sum(isinstance(cell, str) for cell in row), default=())
    expected = [column.title for column in wanted if column.required] or [column.title for column in wanted]
    return _("Không tìm thấy dòng tiêu đề trong trang «%(sheet)s». Cần các cột: %(expected)s. Đã thấy: %(seen)s.") % {
        "sheet": sheet.name,
        "expected": _listed(expected),
        "seen": _listed([shown(cell) for cell in fullest if cell is not None]) or _("trang trống"),
    }


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"«{text[:40]}»" for text in texts[:12])
