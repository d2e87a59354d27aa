"""Who of a file is new, who is there already, and which rows cannot be used. Nobody is guessed."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.text import folded, sort_key
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.roster import columns
from thongsuot.foundation.organisations.roster.faults import SheetFault
from thongsuot.foundation.organisations.roster.matching import Candidate, PlacedPerson, candidates_for
from thongsuot.foundation.organisations.roster.places import Places
from thongsuot.foundation.organisations.roster.rows import PersonRow

_TITLES = {
    column.key: column.title
    for column in (
        columns.NAME,
        columns.BORN_ON,
        columns.SEX,
        columns.ETHNICITY,
        columns.PHONE,
        columns.EMAIL,
        columns.NOTE,
        columns.CELL,
        columns.CARD,
        columns.POSTS,
    )
}


@dataclass(slots=True)
class PeoplePlan:
    """People to be entered, and how many rows change nothing."""

    new: list[PlacedPerson] = field(default_factory=list)
    unchanged: int = 0
    errors: list[SheetFault] = field(default_factory=list)
    warnings: list[SheetFault] = field(default_factory=list)


def plan_people(into: Unit, people: list[PersonRow], places: Places) -> PeoplePlan:
    """Match people by card number, else by name, birth date and unit; never by name alone. One statement.

    The second row of one identity is an error. Somebody who is there and is told differently keeps what is stored, with a warning.
    """
    plan = PeoplePlan()
    placed = _placed(people, places, plan)
    candidates = candidates_for(into, placed) if placed else {}
    met: set[int] = set()
    for n, person in enumerate(placed):
        try:
            match = _match(person, candidates.get(n, []))
        except _Doubt as doubt:
            plan.errors.append(_fault(person.row, *doubt.args))
            continue
        if match is None:
            plan.new.append(person)
        elif match.person_id in met:
            plan.errors.append(_fault(person.row, "duplicate_in_file", _("Trùng với một dòng ở trên trong tệp.")))
        else:
            met.add(match.person_id)
            plan.unchanged += 1
            plan.warnings += _conflicts(person.row, match)
    return plan


def name_key(name: str) -> str:
    """Return a form that is equal for one name in old and new spelling (Hoà, Hòa) and capitals, and for no other."""
    syllables = []
    for syllable in name.split():
        letters, _mark, tones = sort_key(syllable).partition("\x01")
        syllables.append(letters + tones.replace("0", ""))
    return " ".join(syllables)


class _Doubt(Exception):
    """Whether a row is somebody who is there cannot be told: code, message, column."""


def _placed(people: list[PersonRow], places: Places, plan: PeoplePlan) -> list[PlacedPerson]:
    """Return people whose unit is known, once each; two rows of one identity in the file stand as the first."""
    placed: list[PlacedPerson] = []
    by_card: dict[str, PersonRow] = {}
    by_birth: dict[tuple[object, ...], list[PersonRow]] = {}
    for person in people:
        where = places.of_person(person.cell, person.base)
        if where is None:
            plan.errors.append(_fault(person, "unit_unknown", _unknown_unit(person), "cell"))
            continue
        name_folded = folded(person.name)
        birth = (name_folded, person.born_on, where[0].path)
        twin = next((t for t in by_birth.get(birth, []) if _is_twin(t, person)), None)
        first = by_card.get(person.card)
        above = first or twin
        if above:
            message = _("Trùng với dòng %(row)s trong tệp.") % {"row": above.row}
            plan.errors.append(_fault(person, "duplicate_in_file", message, "card" if first else "name"))
            continue
        if person.card:
            by_card[person.card] = person
        by_birth.setdefault(birth, []).append(person)
        placed.append(PlacedPerson(person, *where, name_folded, blind_index(person.card, purpose=CARD)))
    return placed


def _is_twin(first: PersonRow, second: PersonRow) -> bool:
    """Tell whether two rows alike in folded name, birth date and unit are one person.

    Of two namesakes born on one day in one unit, both card numbers must be told to know that they are two.
    """
    return bool(second.born_on and not (first.card and second.card) and name_key(first.name) == name_key(second.name))


def _match(person: PlacedPerson, candidates: list[Candidate]) -> Candidate | None:
    """Return who a row is; None for somebody new. Raises a doubt where it cannot be told."""
    row = person.row
    for candidate in candidates:
        if candidate.is_by_card:
            if not candidate.is_inside:
                raise _Doubt("card_held_elsewhere", _("Số thẻ đảng này là của đảng viên ở đơn vị khác."), "card")
            if {"name", "born_on"} <= set(candidate.differs) and name_key(candidate.full_name) != name_key(row.name):
                raise _Doubt("card_of_another", _("Số thẻ đảng này là của người khác họ tên, khác ngày sinh."), "card")
            return candidate
    same = [c for c in candidates if name_key(c.full_name) == name_key(row.name)]
    if len(same) > 1:
        raise _Doubt("identity_unclear", _("Có hai người cùng họ tên, ngày sinh, đơn vị: ghi số thẻ đảng."), "card")
    if same and same[0].has_card and row.card:
        raise _Doubt(
            "identity_unclear", _("Đã có người cùng họ tên, ngày sinh, đơn vị nhưng khác số thẻ đảng."), "card"
        )
    return same[0] if same else None


def _conflicts(row: PersonRow, match: Candidate) -> list[SheetFault]:
    differs = [key for key in match.differs if key != "name" or name_key(match.full_name) != name_key(row.name)]
    if not differs:
        return []
    titles = ", ".join(_TITLES.get(key, _("Diện")) for key in differs)
    message = _("Khác với số liệu đang lưu (%(columns)s): giữ số liệu đang lưu.") % {"columns": titles}
    return [SheetFault(row.row, "conflict", message, titles, row.sheet)]


def _unknown_unit(person: PersonRow) -> str:
    name = person.cell if person.cell == person.base else f"{person.cell}, {person.base}"
    return _("Không có đơn vị “%(name)s”.") % {"name": name}


def _fault(person: PersonRow, code: str, message: str, key: str = "name") -> SheetFault:
    return SheetFault(person.row, code, message, _TITLES[key], person.sheet)
