"""The units of an organisation by name and code. A cell's name means something only together with its base unit's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.core.trees import STEP, is_within


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that is there or is about to be opened. `parent_path` is empty for one without a parent."""

    path: str
    code: str
    name: str
    kind: str
    is_base: bool
    may_have_units: bool
    is_closed: bool = False

    @property
    def parent_path(self) -> str:
        """The path of the unit above."""
        return self.path[:-STEP]


class Places:
    """Units found by name: letter for letter first, without marks and capitals only where that leaves one."""

    def __init__(self, places: Iterable[Place], *, above: Iterable[Place] = ()) -> None:
        """`places` are those that may be used; `above` are the units over them, which may only be named as a base unit."""
        self._all: list[Place] = []
        self._above = list(above)
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._of_person: dict[tuple[str, str], tuple[Place, Place] | None] = {}
        self._by_parent: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        """Add a unit that is about to be opened."""
        self._all.append(place)
        self._by_name[folded(place.name)].append(place)
        self._by_parent[place.parent_path, folded(place.name)].append(place)

    def named(self, name: str) -> list[Place]:
        """Return the open units of a name, those that bear it letter for letter if there are any."""
        return _nearest(self._by_name.get(folded(name), []), name)

    def under(self, parent_path: str, name: str) -> list[Place]:
        """Return the open units of a name directly below a unit."""
        return _nearest(self._by_parent.get((parent_path, folded(name)), []), name)

    def of_person(self, cell: str, base: str) -> tuple[Place, Place] | None:
        """Return the unit a person belongs to and its base unit; None when either is unknown or its name stands for two."""
        if (cell, base) not in self._of_person:
            self._of_person[cell, base] = self._find(cell, base)
        return self._of_person[cell, base]

    def _find(self, cell: str, base: str) -> tuple[Place, Place] | None:
        bases = [place for place in self.named(base) if place.is_base] or self._bases_above(base)
        bases = bases or [place for place in self.named(base) if place.path == self._all[0].path]
        if len(bases) != 1:
            return None
        if folded(cell) == folded(base):
            return (bases[0], bases[0]) if bases[0] not in self._above else None
        below = bases[0].path
        cells = self.under(below, cell) or [p for p in self.named(cell) if is_within(p.path, below) and p.path != below]
        return (cells[0], bases[0]) if len(cells) == 1 else None

    def _bases_above(self, name: str) -> list[Place]:
        return [place for place in self._above if place.is_base and folded(place.name) == folded(name)]


def _nearest(alike: list[Place], name: str) -> list[Place]:
    usable = [place for place in alike if not place.is_closed]
    exact = [place for place in usable if nfc(place.name).casefold() == nfc(name).casefold()]
    return exact or usable
