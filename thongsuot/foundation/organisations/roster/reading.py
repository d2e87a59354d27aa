"""Reading a file into units and people, with everything that was seen and not accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files import values
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.sheets import Question, Sheet, read_workbook
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.files.tables import HeaderNotFound, RequiredColumnMissing, Table, find_table
from thongsuot.foundation.organisations.roster.columns import COLUMNS, Shape
from thongsuot.foundation.organisations.roster.rows import Fault, PersonRow, member_of, non_member_of


class NotARoster(Refusal):
    """No sheet of the file lists units or people in a shape that is known."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a row tells of one."""

    row: int
    code: str
    name: str
    kind: str
    parent: str


@dataclass(slots=True)
class RosterFile:
    """What a file says. With open questions nothing of it may be used yet."""

    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    rows: int = 0
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_roster(file: StoredFile, answers: Mapping[str, str]) -> RosterFile:
    """Read every sheet that lists units or people. Refuses a file with none (NotARoster), and what `read_workbook` refuses."""
    book = read_workbook(file.path, answers=answers, name=file.name)
    roster = RosterFile(questions=list(book.questions))
    if roster.questions:
        return roster
    found = [(shape, table) for sheet in book.sheets for shape, table in _shaped(sheet, answers)]
    if not found:
        raise NotARoster(_not_a_roster(book.sheets))
    for shape, table in found:
        roster.questions += table.questions
        roster.warnings += [
            Fault(row.number, "ignored", _("Bỏ qua: %(text)s") % {"text": row.text})
            for row in table.ignored
            if row.text.strip()
        ]
        _read_table(roster, shape, table)
    return roster


def _shaped(sheet: Sheet, answers: Mapping[str, str]) -> list[tuple[Shape, Table]]:
    """Return the shape a sheet has: the one that fits without a question, else the one that asks least."""
    fitting: list[tuple[int, Shape, Table]] = []
    for shape, columns in COLUMNS.items():
        try:
            table = find_table(sheet, columns, answers=answers)
        except (HeaderNotFound, RequiredColumnMissing):
            continue
        fitting.append((len(table.questions), shape, table))
    return [(shape, table) for _asked, shape, table in sorted(fitting, key=lambda fit: fit[0])[:1]]


def _read_table(roster: RosterFile, shape: Shape, table: Table) -> None:
    for row in table.rows:
        if shape == Shape.UNITS:
            roster.units.append(_unit(row))
            continue
        roster.rows += 1
        try:
            read = member_of if shape == Shape.MEMBERS else non_member_of
            roster.people.append(read(row, roster.warnings))
        except Refusal as refusal:
            roster.errors.append(Fault(row.number, refusal.code, str(refusal)))


def _unit(row: TableRow) -> UnitRow:
    code, name, kind, parent = (
        nfc(values.as_text(row.values.get(k)) or "") for k in ("code", "name", "kind", "parent")
    )
    return UnitRow(row.number, code, name, kind, parent)


def _not_a_roster(sheets: tuple[Sheet, ...]) -> str:
    wanted = "; ".join(", ".join(_required(columns)) for columns in COLUMNS.values())
    return _(
        "Không nhận ra danh sách trong tệp. Trang tính có trong tệp: %(sheets)s. Cần một trong các bộ cột: %(wanted)s."
    ) % {
        "sheets": ", ".join(sheet.name for sheet in sheets) or "–",
        "wanted": wanted,
    }


def _required(columns: tuple[Column, ...]) -> list[str]:
    return [column.title for column in columns if column.required]
