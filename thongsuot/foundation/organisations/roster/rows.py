"""What one row of a list says of a person, or why it cannot be accepted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.files import values
from thongsuot.foundation.files.cells import Cell
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.roster.faults import SheetFault
from thongsuot.foundation.organisations.roster.posts import post_of, titles_in

CARD_DIGITS = 8
_EXEMPT = folded("Miễn công tác và sinh hoạt đảng")
_SEXES = {"nu": "FEMALE", "nam": "MALE", "female": "FEMALE", "male": "MALE"}
Value = TypeVar("Value")


@dataclass(slots=True)
class PersonRow:
    """A person as a row tells of one; an empty value is one the row does not tell.

    `cell` and `base` are names of units (for non-members both the unit's); `posts` are (post, title, held in the base unit).
    """

    row: int
    sheet: str
    name: str
    born_on: date | None
    sex: str
    ethnicity: str
    phone: str
    email: str
    note: str
    cell: str
    base: str
    card: str
    category: Category
    posts: list[tuple[Post, str, bool]] = field(default_factory=list)


class RowReading:
    """A row while it is read. What cannot be read becomes a fault under its column's title, one for each cell."""

    def __init__(self, row: TableRow, *, sheet: str, titles: dict[str, str], on: date) -> None:
        self.row, self.sheet, self.titles, self.on = row, sheet, titles, on
        self.errors: list[SheetFault] = []
        self.warnings: list[SheetFault] = []
        self.alike_until: date | None = None  # the first later day on which the row says something else

    def text(self, key: str) -> str:
        """Return a cell's text, empty when blank."""
        return self.needed(key, _tidy_text) or ""

    def needed(self, key: str, read: Callable[[Cell], Value | None]) -> Value | None:
        """Return a cell's value; one that cannot be read is an error: the row is not accepted."""
        return self._read(key, read, self.errors)

    def wanted(self, key: str, read: Callable[[Cell], Value | None]) -> Value | None:
        """Return a cell's value; one that cannot be read is left out with a warning: the row is accepted without it."""
        return self._read(key, read, self.warnings)

    def error(self, key: str, code: str, message: str) -> None:
        """Note why the row cannot be accepted."""
        self.errors.append(SheetFault(self.row.number, code, message, self.titles.get(key, ""), self.sheet))

    def warning(self, key: str, code: str, message: str) -> None:
        """Note what the person who sent the file should know of the row."""
        self.warnings.append(SheetFault(self.row.number, code, message, self.titles.get(key, ""), self.sheet))

    def _read(self, key: str, read: Callable[[Cell], Value | None], faults: list[SheetFault]) -> Value | None:
        try:
            return read(self.row.values.get(key))
        except Refusal as refusal:
            faults.append(SheetFault(self.row.number, refusal.code, str(refusal), self.titles.get(key, ""), self.sheet))
            return None


def member_of(reading: RowReading, *, own_base: str) -> PersonRow:
    """Return the member a row tells of. To be used only if the reading has no errors.

    `own_base` is the organisation the list is kept in, for rows that name none.
    """
    cell, base = reading.text("cell"), reading.text("base") or own_base
    if not (cell or base):
        reading.error("cell", "unit_missing", _("Thiếu chi bộ."))
    official_on = reading.needed("official_on", values.as_date)
    is_official = official_on is not None and official_on <= reading.on
    reading.alike_until = None if is_official else official_on
    person = _person(
        reading, cell=cell or base, base=base, category=Category.OFFICIAL if is_official else Category.PROBATIONARY
    )
    if folded(person.note) == _EXEMPT:
        person.category = Category.EXEMPT
    person.card = reading.needed("card", _card) or ""
    person.posts = _posts(reading, is_base_cell=folded(person.cell) == folded(person.base))
    return _known_by_something(person, reading)


def non_member_of(reading: RowReading, *, own_base: str) -> PersonRow:
    """Return the non-member a row tells of. To be used only if the reading has no errors."""
    unit = reading.text("unit") or own_base
    if not unit:
        reading.error("unit", "unit_missing", _("Thiếu đơn vị."))
    person = _person(reading, cell=unit, base=unit, category=Category.NON_MEMBER)
    return _known_by_something(person, reading)


def _person(reading: RowReading, *, cell: str, base: str, category: Category) -> PersonRow:
    name = reading.needed("name", _name) or ""
    born_on = reading.needed("born_on", values.as_date)
    if born_on and born_on > reading.on:
        reading.error("born_on", "born_in_the_future", _("Ngày sinh sau ngày nhập danh sách."))
    return PersonRow(
        row=reading.row.number,
        sheet=reading.sheet,
        name=name,
        born_on=born_on,
        sex=_sex(reading),
        ethnicity=reading.text("ethnicity"),
        phone=reading.wanted("phone", values.as_phone) or "",
        email=reading.wanted("email", values.as_email) or "",
        note=reading.text("note"),
        cell=cell,
        base=base,
        card="",
        category=category,
    )


def _known_by_something(person: PersonRow, reading: RowReading) -> PersonRow:
    """Refuse a person of whom only the name is told: a name alone never tells who somebody is (law 9)."""
    if not (person.card or person.born_on or reading.errors):
        message = _("Chỉ có họ tên, chưa đủ để biết là ai. Ghi ngày sinh hoặc số thẻ đảng.")
        reading.error("born_on", "identity_missing", message)
    return person


class NameMissing(Refusal):
    """A person has a name."""


def _name(cell: Cell) -> str:
    name = nfc(values.as_text(cell) or "")
    if not name:
        raise NameMissing(_("Thiếu họ và tên."))
    return name


# Units, posts, ethnicities and notes come thousands of times. Typed: 1 and True are one key otherwise.
@lru_cache(maxsize=8_192, typed=True)
def _tidy_text(cell: Cell) -> str:
    return nfc(values.as_text(cell) or "")


def _card(cell: Cell) -> str | None:
    return values.as_digits(cell, length=CARD_DIGITS)


def _sex(reading: RowReading) -> str:
    told = reading.text("sex")
    sex = _SEXES.get(folded(told), "")
    if told and not sex:
        reading.warning("sex", "sex_not_understood", _("Không hiểu giới tính «%(text)s»: để trống.") % {"text": told})
    return sex


def _posts(reading: RowReading, *, is_base_cell: bool) -> list[tuple[Post, str, bool]]:
    """Return the posts of a row. «Bí thư Chi bộ» is a post of the base unit only where the cell is the base unit."""
    found: list[tuple[Post, str, bool]] = []
    text = reading.text("posts")
    for title in titles_in(text) if text else ():
        post = post_of(title, is_base_cell=is_base_cell)
        if post is None:
            message = _("Không rõ chức vụ «%(title)s» là của tổ chức đảng nào: vẫn nhập người, không ghi chức vụ.")
            reading.warning("posts", "post_unknown", message % {"title": title})
        else:
            found.append((post[0], title, post[1]))
    return found
