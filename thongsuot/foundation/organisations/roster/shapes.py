"""Which sheets of a file list what: found by their columns, asked about where two sheets or two meanings would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from thongsuot.foundation.core.text import folded
from thongsuot.foundation.files.cells import Cell, shown
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.sheet_xml import column_letters
from thongsuot.foundation.files.sheets import Option, Question, Sheet
from thongsuot.foundation.files.tables import HeaderNotFound, RequiredColumnMissing, Table, find_table
from thongsuot.foundation.organisations.roster.columns import Shape, columns_of, fits

ALL_SHEETS = "all"
_NON_MEMBERS = "quan chung"
_ROWS_ABOVE_HEADER = 30


@dataclass(frozen=True, slots=True)
class ShapedSheet:
    """A sheet, what it lists, the columns such a list may have, and the table found in it."""

    sheet: Sheet
    shape: Shape
    wanted: tuple[Column, ...]
    table: Table

    def header_cells(self) -> tuple[Cell, ...]:
        """Return the header's last row."""
        return self.sheet.rows[self.table.header_row_number - self.sheet.first_row_number]

    def cells_of(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row by the file's own number."""
        return self.sheet.rows[row - self.sheet.first_row_number]

    def column_choices(self) -> list[Option]:
        """Return every column that has a header: its letters and its header."""
        return [
            Option(column_letters(place + 1), shown(cell))
            for place, cell in enumerate(self.header_cells())
            if cell is not None
        ]

    def letters_of(self, key: str) -> str:
        """Return the letters of the column matched to a key, empty without one."""
        place = self.table.columns.get(key)
        return "" if place is None else column_letters(place + 1)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Sheets to be used, names of those that are not, and what must be answered first."""

    sheets: list[ShapedSheet]
    left: list[str]
    questions: list[Question]


def find_shapes(
    sheets: Sequence[Sheet],
    answers: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]],
    *,
    is_one_base: bool,
) -> Shapes:
    """Return which sheets list what. Hidden and unrecognised sheets are left, and named.

    Questions: `<shape>.column_<key>` (which column), `sheet_<shape>` (which of several sheets, or all), `people_<n>` (a list of names
    that does not say whether they are members).
    """
    found: list[ShapedSheet] = []
    questions: list[Question] = []
    for number, sheet in enumerate(sheets, start=1):
        shaped = None if sheet.hidden else _shape_of(sheet, answers, remembered, is_one_base=is_one_base)
        if shaped is None:
            continue
        doubt = _people_question(shaped, number, answers)
        questions += [doubt] if doubt else []
        if answers.get(f"people_{number}") != "none":
            found.append(shaped)
    chosen, sheet_questions = _chosen(found, answers)
    questions += sheet_questions
    if not sheet_questions:
        questions += [question for shaped in chosen for question in _column_questions(shaped)]
    used = {id(shaped.sheet) for shaped in chosen}
    return Shapes(chosen, [s.name for s in sheets if id(s) not in used and any(map(any, s.rows))], questions)


def answers_for(shape: Shape, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers about a shape's columns, as `find_table` knows them."""
    prefix = f"{shape}."
    return {key.removeprefix(prefix): choice for key, choice in answers.items() if key.startswith(prefix)}


def _shape_of(
    sheet: Sheet, answers: Mapping[str, str], remembered: Mapping[str, Mapping[str, str]], *, is_one_base: bool
) -> ShapedSheet | None:
    """Return the shape a sheet has: of those that fit, the one that asks least."""
    fitting: list[tuple[int, ShapedSheet]] = []
    for shape in Shape:
        columns = columns_of(shape, is_one_base=is_one_base)
        try:
            table = find_table(sheet, columns, remembered=remembered.get(shape), answers=answers_for(shape, answers))
        except (HeaderNotFound, RequiredColumnMissing):
            continue
        if fits(columns, set(table.columns)):
            fitting.append((len(table.questions), ShapedSheet(sheet, shape, columns, table)))
    return min(fitting, key=lambda fit: fit[0])[1] if fitting else None


def _people_question(shaped: ShapedSheet, number: int, answers: Mapping[str, str]) -> Question | None:
    """Ask who is listed where a list of names and units would do for anybody: attendance, guests, members without cards."""
    code = f"people_{number}"
    if shaped.shape != Shape.NON_MEMBERS or answers.get(code) or "union" in shaped.table.columns:
        return None
    above = shaped.sheet.rows[: min(_ROWS_ABOVE_HEADER, shaped.table.header_row_number - shaped.sheet.first_row_number)]
    words = [shaped.sheet.name, *(cell for row in above for cell in row if isinstance(cell, str))]
    if any(_NON_MEMBERS in folded(text) for text in words):
        return None
    message = _("Trang tính «%(sheet)s» ghi tên và đơn vị nhưng không ghi số thẻ đảng. Đây là danh sách gì?")
    options = (
        Option("non_members", _("Quần chúng của các đơn vị")),
        Option("none", _("Danh sách khác: không dùng trang này")),
    )
    return Question(code, message % {"sheet": shaped.sheet.name}, options)


def _chosen(found: list[ShapedSheet], answers: Mapping[str, str]) -> tuple[list[ShapedSheet], list[Question]]:
    chosen: list[ShapedSheet] = []
    questions = []
    for shape in Shape:
        same = [shaped for shaped in found if shaped.shape == shape]
        answer = answers.get(f"sheet_{shape}", ALL_SHEETS if len(same) == 1 else "")
        picked = [s for n, s in enumerate(same, start=1) if answer in (ALL_SHEETS, str(n))]
        if same and not picked:
            options = [Option(str(n), s.sheet.name) for n, s in enumerate(same, start=1)]
            message = _("Có %(n)s trang tính cùng một loại danh sách. Nhập trang nào?") % {"n": len(same)}
            questions.append(
                Question(f"sheet_{shape}", message, (*options, Option(ALL_SHEETS, _("Tất cả các trang này"))))
            )
        chosen += picked
    return chosen, questions


def _column_questions(shaped: ShapedSheet) -> list[Question]:
    named = _("Trang «%(sheet)s»: %(question)s")
    return [
        replace(
            question,
            code=f"{shaped.shape}.{question.code}",
            message=named % {"sheet": shaped.sheet.name, "question": question.message},
        )
        for question in shaped.table.questions
    ]
