"""What the page of an import shows: the sheets as they were recognised, faults by cause, a few of the units and people to come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.sheets import Option
from thongsuot.foundation.organisations.models import RosterImport
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.roster.causes import cause_text
from thongsuot.foundation.organisations.roster.columns import Shape
from thongsuot.foundation.organisations.roster.faults import SheetFault, grouped
from thongsuot.foundation.organisations.roster.proposal import RosterProposal
from thongsuot.foundation.organisations.roster.shapes import ShapedSheet
from thongsuot.interfaces.web.organisations.sentences import rows_text

SAMPLES = 8


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One of our columns and the file's column it is read from; `letters` and `header` are empty without one."""

    field: str
    title: str
    letters: str
    header: str
    how: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet that is used: what it lists, where its header stands, how many rows follow, its columns."""

    name: str
    lists: str
    header_row: int
    rows: int
    columns: list[ColumnLine]
    choices: list[Option]


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause: its title, the sheet and the rows it concerns, and what was said of some of them."""

    title: str
    sheet: str
    count: int
    rows: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A unit or a person to come: what the row says in short."""

    name: str
    about: str


def sheet_lines(proposal: RosterProposal) -> list[SheetLine]:
    """Return the sheets that are used, in the file's order."""
    words = {
        Shape.UNITS: _("Đơn vị"),
        Shape.MEMBERS: _("Đảng viên"),
        Shape.NON_MEMBERS: _("Quần chúng"),
    }
    return [
        SheetLine(
            name=shaped.sheet.name,
            lists=words[shaped.shape],
            header_row=shaped.table.header_row_number,
            rows=len(shaped.table.rows),
            columns=[_column(shaped, column) for column in shaped.wanted],
            choices=shaped.column_choices(),
        )
        for shaped in proposal.file.sheets
    ]


def cause_lines(faults: Iterable[SheetFault]) -> list[CauseLine]:
    """Return faults by cause, the most frequent first."""
    lines = []
    for group in grouped(faults):
        title = cause_text(group.code, group.column)
        messages = tuple(message for message in group.messages if message.rstrip(".") != title)
        lines.append(CauseLine(title, group.sheet, len(group.rows), rows_text(group.rows), messages))
    return lines


def kept_faults(made: RosterImport, key: str) -> list[SheetFault]:
    """Return the faults (`errors` or `warnings`) that were kept with an import."""
    told: list[Mapping[str, Any]] = made.result.get(key, [])
    return [SheetFault(**fault) for fault in told]


def unit_samples(proposal: RosterProposal) -> list[SampleLine]:
    """Return the first units to be opened, each with the unit above it."""
    return [SampleLine(unit.place.name, f"{unit.place.code} · {unit.above}") for unit in proposal.new_units[:SAMPLES]]


def people_samples(proposal: RosterProposal) -> list[SampleLine]:
    """Return the first people to be entered, each with unit, category and posts."""
    lines = []
    for person in proposal.new_people[:SAMPLES]:
        posts = "; ".join(title for _post, title, _is_of_base in person.row.posts)
        parts = [person.unit.name, str(Category(person.row.category).label), posts]
        lines.append(SampleLine(person.row.name, " · ".join(filter(None, parts))))
    return lines


def _column(shaped: ShapedSheet, column: Column) -> ColumnLine:
    words = {
        "title": _("theo tiêu đề"),
        "synonym": _("theo tiêu đề, tên gọi khác"),
        "remembered": _("nhớ từ lần trước"),
        "answered": _("đồng chí chọn"),
    }
    matched = next((m for m in shaped.table.matched if m.key == column.key), None)
    return ColumnLine(
        field=f"{shaped.shape}.column_{column.key}",
        title=column.title,
        letters=shaped.letters_of(column.key),
        header=nfc(matched.header) if matched else "",
        how=words[matched.how] if matched else "",
        is_required=column.required,
    )
