"""What one row of a list says of a person, or why it cannot be accepted."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.files import values
from thongsuot.foundation.files.cells import Cell
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.organisations.models import Category, Post

CARD_DIGITS = 8
_EXEMPT = "mien cong tac va sinh hoat dang"
_SEXES = {"nu": "FEMALE", "nam": "MALE", "female": "FEMALE", "male": "MALE"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a row: for errors the row is not accepted, for warnings it is. `row` is the file's own number."""

    row: int
    code: str
    message: str
    column: str = ""


@dataclass(slots=True)
class PersonRow:
    """A person as a row tells of one. `cell` and `base` are names of units; `posts` are (post, title, held in the base unit)."""

    row: int
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


def member_of(row: TableRow, warnings: list[Fault]) -> PersonRow:
    """Return the member a row tells of. Refuses (Refusal) what cannot be read where it is needed to know the person."""
    cell, base = _text(row, "cell"), _text(row, "base")
    note = _text(row, "note")
    official_on = values.as_date(row.values.get("official_on"))
    category = Category.OFFICIAL if official_on else Category.PROBATIONARY
    if folded(note) == folded(_EXEMPT):
        category = Category.EXEMPT
    person = _person(row, warnings, cell=cell or base, base=base, category=category)
    card = row.values.get("card")
    person.card = (values.as_digits(card, length=CARD_DIGITS) or "") if card is not None else ""
    person.posts = _posts(_text(row, "posts"), is_base_cell=folded(cell) == folded(base))
    return person


def non_member_of(row: TableRow, warnings: list[Fault]) -> PersonRow:
    """Return the non-member a row tells of."""
    unit = _text(row, "unit")
    return _person(row, warnings, cell=unit, base=unit, category=Category.NON_MEMBER)


class NameMissing(Refusal):
    """A person has a name."""


def _person(row: TableRow, warnings: list[Fault], *, cell: str, base: str, category: Category) -> PersonRow:
    name = _text(row, "name")
    if not name:
        raise NameMissing(_("Thiếu họ và tên."))
    return PersonRow(
        row=row.number,
        name=name,
        born_on=values.as_date(row.values.get("born_on")),
        sex=_SEXES.get(folded(_text(row, "sex")), ""),
        ethnicity=_text(row, "ethnicity"),
        phone=_contact(row, "phone", warnings),
        email=_contact(row, "email", warnings),
        note=_text(row, "note"),
        cell=cell,
        base=base,
        card="",
        category=category,
    )


def _contact(row: TableRow, key: str, warnings: list[Fault]) -> str:
    """Return a telephone number or address; one that cannot be read is left out and said, the person is kept."""
    cell: Cell = row.values.get(key)
    try:
        return (values.as_phone(cell) if key == "phone" else values.as_email(cell)) or ""
    except Refusal as refusal:
        warnings.append(Fault(row.number, refusal.code, str(refusal), key))
        return ""


def _posts(text: str, *, is_base_cell: bool) -> list[tuple[Post, str, bool]]:
    """Return the posts of a cell, parted by semicolons. «Bí thư Chi bộ» is a post of the base unit only in a base cell."""
    found = []
    for title in filter(None, (nfc(part) for part in text.split(";"))):
        words = folded(title)
        is_of_base = is_base_cell or "chi bo" not in words
        if words.startswith("pho bi thu"):
            found.append((Post.DEPUTY_SECRETARY, title, is_of_base))
        elif words.startswith("bi thu"):
            found.append((Post.SECRETARY, title, is_of_base))
        elif words == "bao cao vien":
            found.append((Post.RAPPORTEUR, title, True))
        else:
            found.append((Post.COMMITTEE_MEMBER, title, "chi" not in words.split() or is_base_cell))
    return found


def _text(row: TableRow, key: str) -> str:
    return nfc(values.as_text(row.values.get(key)) or "")
