"""Placing what a file says among what is there: which units are new, which people, which rows change nothing."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import Membership, Unit
from thongsuot.foundation.organisations.roster.rows import Fault, PersonRow


@dataclass(slots=True)
class Placed:
    """People who are new, with the unit each belongs to and the base unit of its posts; and how many rows change nothing."""

    new: list[tuple[PersonRow, Unit, Unit]] = field(default_factory=list)
    unchanged: int = 0
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


class Places:
    """The units of an organisation by name. A cell's name means something only together with its base unit's."""

    def __init__(self, into: Unit) -> None:
        low, high = subtree_range(into.path)
        units = list(Unit.objects.filter(path__gte=low, path__lt=high, closed_on=None).select_related("kind", "parent"))
        names = Counter(folded(unit.name) for unit in units if unit.kind.is_base or unit.pk == into.pk)
        self._bases = {
            folded(u.name): u for u in units if names[folded(u.name)] == 1 and (u.kind.is_base or u.pk == into.pk)
        }
        self._cells = {(unit.parent_id, folded(unit.name)): unit for unit in units}

    def of(self, person: PersonRow) -> tuple[Unit, Unit] | None:
        """Return the unit a person belongs to and its base unit; None when either is unknown or its name stands for two."""
        base = self._bases.get(folded(person.base))
        if base is None:
            return None
        if folded(person.cell) == folded(person.base):
            return base, base
        cell = self._cells.get((base.pk, folded(person.cell)))
        return (cell, base) if cell else None


def place_people(into: Unit, people: list[PersonRow]) -> Placed:
    """Match people by card number, else by name, birth date and unit; never by name alone. Three statements.

    The second row of one identity in the file is an error; a person who is there already and is told differently keeps what is
    stored, with a warning.
    """
    places, known = Places(into), _Known(into)
    placed = Placed()
    seen: set[object] = set()
    for person in people:
        where = places.of(person)
        if where is None:
            name = person.cell if folded(person.cell) == folded(person.base) else f"{person.cell}, {person.base}"
            placed.errors.append(Fault(person.row, "unit_unknown", _("Không có đơn vị “%(name)s”.") % {"name": name}))
            continue
        keys = _identities(person, where[0])
        if seen & keys:
            placed.errors.append(Fault(person.row, "duplicate_in_file", _("Trùng với một dòng ở trên trong tệp.")))
            continue
        seen |= keys
        there = known.of(keys)
        if there is None:
            placed.new.append((person, *where))
        elif _says_the_same(there, person, where[0]):
            placed.unchanged += 1
        else:
            placed.warnings.append(
                Fault(person.row, "conflict", _("Người này đã có và đã được sửa: giữ số liệu đang lưu."))
            )
            placed.unchanged += 1
    return placed


class _Known:
    """Everybody at home in the organisation, by each way of knowing them."""

    def __init__(self, into: Unit) -> None:
        low, high = subtree_range(into.path)
        homes = Membership.objects.filter(path__gte=low, path__lt=high, is_home=True, valid_until=None).select_related(
            "person"
        )
        self._by_key: dict[object, Membership] = {}
        for home in homes:
            person = home.person
            self._by_key[person.full_name, person.born_on, home.of_unit_id] = home
            if person.card_number_index is not None:
                self._by_key[bytes(person.card_number_index)] = home

    def of(self, keys: set[object]) -> Membership | None:
        return next(
            (self._by_key[key] for key in sorted(keys, key=lambda k: isinstance(k, tuple)) if key in self._by_key), None
        )


def _identities(person: PersonRow, unit: Unit) -> set[object]:
    keys: set[object] = {(person.name, person.born_on, unit.pk)}
    index = blind_index(person.card, purpose=CARD)
    return keys | {index} if index else keys


def _says_the_same(home: Membership, person: PersonRow, unit: Unit) -> bool:
    there = home.person
    return (there.full_name, there.born_on, home.of_unit_id, home.category, there.phone, there.email, there.note) == (
        person.name,
        person.born_on,
        unit.pk,
        person.category,
        person.phone,
        person.email,
        person.note,
    )
