"""Reading a file into units and people, with everything that was seen and not accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files import values
from thongsuot.foundation.files.sheets import Question, Sheet, read_workbook
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.organisations.roster.columns import Shape, columns_of
from thongsuot.foundation.organisations.roster.faults import SheetFault
from thongsuot.foundation.organisations.roster.rows import PersonRow, RowReading, member_of, non_member_of
from thongsuot.foundation.organisations.roster.shapes import ShapedSheet, find_shapes

_COUNTING = {"tt", "stt", "so tt"}


class NotARoster(Refusal):
    """No sheet of the file lists units or people in a shape that is known."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a row tells of one."""

    row: int
    sheet: str
    code: str
    name: str
    kind: str
    parent: str


@dataclass(slots=True)
class RosterFile:
    """What a file says. With open questions nothing of it may be used yet.

    `alike_until`: the first later day on which its rows say something else (a probation ends).
    """

    sheets: list[ShapedSheet] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    rows: int = 0
    errors: list[SheetFault] = field(default_factory=list)
    warnings: list[SheetFault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    alike_until: date | None = None


def read_roster(
    path: Path,
    *,
    name: str,
    answers: Mapping[str, str],
    on: date,
    own_base: str = "",
    remembered: Mapping[str, Mapping[str, str]] | None = None,
) -> RosterFile:
    """Read every sheet that lists units or people, as of a day. Row numbers are the file's own.

    `own_base` is the grassroots organisation the list is kept in, if it is kept in one; `remembered`: shape to key to header text.
    Refuses a file with no list (NotARoster), and what `read_workbook` refuses.
    """
    book = read_workbook(path, answers=answers, name=name)
    roster = RosterFile(questions=list(book.questions))
    roster.warnings += [SheetFault(n.row, n.code, n.message, n.column or "", n.sheet or "") for n in book.warnings]
    if roster.questions:
        return roster
    found = find_shapes(book.sheets, answers, remembered or {}, is_one_base=bool(own_base))
    roster.questions += found.questions
    if not (found.sheets or found.questions):
        raise NotARoster(_not_a_roster(book.sheets))
    roster.sheets = found.sheets
    if roster.questions:
        return roster
    roster.warnings += [
        SheetFault(None, "sheet_ignored", _("Không dùng trang tính «%(sheet)s».") % {"sheet": sheet}, sheet=sheet)
        for sheet in found.left
    ]
    for shaped in found.sheets:
        _read_sheet(roster, shaped, on=on, own_base=own_base)
    return roster


def _read_sheet(roster: RosterFile, shaped: ShapedSheet, *, on: date, own_base: str) -> None:
    sheet = shaped.sheet.name
    _tell_unused(roster, shaped)
    titles = {column.key: column.title for column in columns_of(shaped.shape, is_one_base=bool(own_base))}
    for row in shaped.table.rows:
        reading = RowReading(row, sheet=sheet, titles=titles, on=on)
        if shaped.shape == Shape.UNITS:
            unit = _unit(row, reading)
            roster.units += [] if reading.errors else [unit]
        else:
            roster.rows += 1
            read = member_of if shaped.shape == Shape.MEMBERS else non_member_of
            person = read(reading, own_base=own_base)
            if not reading.errors:
                roster.people.append(person)
            roster.alike_until = min(filter(None, (roster.alike_until, reading.alike_until)), default=None)
        roster.errors += reading.errors
        roster.warnings += reading.warnings


def _tell_unused(roster: RosterFile, shaped: ShapedSheet) -> None:
    """Say which rows and columns of a sheet are not taken over: nothing is dropped in silence."""
    sheet = shaped.sheet.name
    kept_nowhere = [matched.header for matched in shaped.table.matched if matched.key in {"section", "union"}]
    unused = [text for text in shaped.table.unmatched_headers if values.as_text(text) and not _counts(text)]
    if unused + kept_nowhere:
        message = _("Các cột không nhập: %(columns)s.") % {"columns": ", ".join(unused + kept_nowhere)}
        roster.warnings.append(SheetFault(None, "columns_unused", message, sheet=sheet))
    roster.warnings += [
        SheetFault(row.number, "ignored", _("Bỏ qua: %(text)s") % {"text": row.text}, sheet=sheet)
        for row in shaped.table.ignored
        if row.text.strip()
    ]


def _counts(header: str) -> bool:
    return header.strip(" .").lower() in _COUNTING


def _unit(row: TableRow, reading: RowReading) -> UnitRow:
    code, name, kind, parent = (reading.text(key) for key in ("code", "name", "kind", "parent"))
    return UnitRow(row.number, reading.sheet, code, name, kind, parent)


def _not_a_roster(sheets: tuple[Sheet, ...]) -> str:
    wanted = "; ".join(
        ", ".join(column.title for column in columns_of(shape, is_one_base=False) if column.required) for shape in Shape
    )
    message = _(
        "Không nhận ra danh sách trong tệp. Trang tính có trong tệp: %(sheets)s. Cần một trong các bộ cột: %(wanted)s."
    )
    return message % {"sheets": ", ".join(sheet.name for sheet in sheets) or "–", "wanted": wanted}
