"""What an attendance list says: one person a row, with a mark. Blank is not recorded, never absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.files import values
from thongsuot.foundation.files.cells import Cell
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.sheets import Question, read_workbook
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.files.tables import HeaderNotFound, RequiredColumnMissing, Table, find_table
from thongsuot.foundation.organisations.roster.faults import Fault
from thongsuot.foundation.organisations.roster.rows import NameMissing

_COLUMNS = (
    Column("name", "Họ và tên", ("Họ tên", "Họ và tên đảng viên", "Tên"), required=True),
    Column("born_on", "Ngày sinh", ("Ngày tháng năm sinh", "Năm sinh")),
    Column("unit", "Đơn vị", ("Chi bộ", "Đảng bộ/Chi bộ cơ sở", "Tổ chức đảng", "Nơi công tác")),
    Column("post", "Chức vụ"),
    Column("mark", "Điểm danh", ("Có mặt", "Dấu điểm danh", "Ghi nhận"), required=True),
    Column("reason", "Lý do vắng", ("Lý do", "Ghi chú")),
)
_MARKS = {
    Presence.PRESENT: {"x", "c", "co", "1", "co mat", "✓", "✔", "☑", "√", "1.0", "true", "dung"},
    Presence.EXCUSED: {"p", "cp", "co phep", "vang co phep", "vang co ly do"},
    Presence.ABSENT: {
        "v",
        "vang",
        "0",
        "0.0",
        "k",
        "kp",
        "khong",
        "khong phep",
        "vang khong phep",
        "vang mat",
        "false",
    },
}
_PRESENCE_OF = {folded(mark): presence for presence, marks in _MARKS.items() for mark in marks}


class NotAnAttendanceSheet(Refusal):
    """No sheet of the file has names and marks."""


class MarkUnknown(Refusal):
    """A mark says neither present nor absent."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One row: who, as the list writes it, and what it marks. `row` is the file's own number."""

    row: int
    name: str
    born_on: date | None
    unit: str
    presence: Presence
    reason: str


@dataclass(slots=True)
class AttendanceList:
    """A file as it was read. With open questions there are no rows yet."""

    rows: list[AttendanceRow] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_attendance(file: StoredFile, answers: Mapping[str, str]) -> AttendanceList:
    """Read an attendance list; nothing is changed.

    Marks: x, c, có, 1, ✓ present; v, vắng, 0 absent, excused where a reason is given; blank not recorded. A row whose mark or
    date cannot be read is an error. Refuses a file without names and marks, and what `read_workbook` refuses.
    """
    read = AttendanceList()
    table = _table(file, answers, read)
    for row in table.rows if table else ():
        try:
            read.rows.append(_row(row))
        except Refusal as refusal:
            read.errors.append(Fault(row.number, refusal.code, str(refusal)))
    return read


def presence_of(cell: Cell, reason: str) -> Presence:
    """Return what a mark says. Refuses a mark that is not known (MarkUnknown)."""
    mark = folded(values.as_text(cell) or "")
    if not mark:
        return Presence.NOT_RECORDED
    if mark not in _PRESENCE_OF:
        raise MarkUnknown(
            _("Không hiểu dấu “%(mark)s”. Dùng x cho có mặt, v cho vắng, để trống nếu chưa ghi.") % {"mark": mark}
        )
    presence = _PRESENCE_OF[mark]
    return Presence.EXCUSED if presence == Presence.ABSENT and reason else presence


def _table(file: StoredFile, answers: Mapping[str, str], read: AttendanceList) -> Table | None:
    """Return the first table with names and marks; None when questions must be answered first."""
    book = read_workbook(file.path, answers=answers, name=file.name)
    read.questions += book.questions
    for sheet in book.sheets if not read.questions else ():
        try:
            table = find_table(sheet, _COLUMNS, answers=answers)
        except (HeaderNotFound, RequiredColumnMissing):
            continue
        if not table.questions:
            return table
        read.questions += table.questions
    if read.questions:
        return None
    raise NotAnAttendanceSheet(_("Tệp không có trang nào gồm cột Họ và tên và cột Điểm danh."))


def _row(row: TableRow) -> AttendanceRow:
    name = _text(row, "name")
    if not name:
        raise NameMissing(_("Thiếu họ và tên."))
    reason = _text(row, "reason")
    presence = presence_of(row.values.get("mark"), reason)
    return AttendanceRow(
        row=row.number,
        name=name,
        born_on=values.as_date(row.values.get("born_on")),
        unit=_text(row, "unit"),
        presence=presence,
        reason="" if presence in (Presence.PRESENT, Presence.NOT_RECORDED) else reason,
    )


def _text(row: TableRow, key: str) -> str:
    return nfc(values.as_text(row.values.get(key)) or "")
