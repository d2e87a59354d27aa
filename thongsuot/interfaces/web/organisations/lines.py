"""The rows of the pages of organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.interfaces.web.organisations.sentences import state_text, what_text


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a list, with the people of all its units."""

    unit: Unit
    counts: UnitCounts


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import in a list."""

    made: RosterImport
    sender: str
    state: str
    kind: str
    figures: str


def unit_lines(units: Iterable[Unit], counts: Mapping[int, UnitCounts]) -> list[UnitLine]:
    """Return units with their counts."""
    return [UnitLine(unit, counts[unit.pk]) for unit in units]


def import_lines(imports: Iterable[RosterImport], senders: Mapping[str, str]) -> list[ImportLine]:
    """Return imports with who sent them, where they stand and their figures."""
    lines = []
    for made in imports:
        state, kind = state_text(made)
        lines.append(ImportLine(made, senders.get(made.file.stored_by, ""), state, kind, _figures(made)))
    return lines


def _figures(made: RosterImport) -> str:
    if not made.imported_at:
        return ""
    told = made.result
    what = what_text(told["units"]["created"], told["accepted"])
    if not told["rejected"]:
        return what
    return _("%(what)s; %(rejected)s dòng cần sửa") % {"what": what, "rejected": count_text(told["rejected"])}
