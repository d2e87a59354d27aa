"""What an import would do: everything checked, nothing changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from thongsuot.foundation.core.trees import ancestor_paths
from thongsuot.foundation.files.sheets import Question
from thongsuot.foundation.files.store import open_stored
from thongsuot.foundation.organisations.models import ColumnMatching, RosterImport, Unit
from thongsuot.foundation.organisations.roster.faults import SheetFault, in_order
from thongsuot.foundation.organisations.roster.matching import PlacedPerson
from thongsuot.foundation.organisations.roster.placing import PeoplePlan, plan_people
from thongsuot.foundation.organisations.roster.reading import RosterFile, read_roster
from thongsuot.foundation.organisations.roster.unit_plan import PlannedUnit, UnitPlan, plan_units


@dataclass(frozen=True, slots=True)
class RosterProposal:
    """A file compared with what is stored. With open questions only those count."""

    file: RosterFile
    units: UnitPlan
    people: PeoplePlan
    questions: list[Question]

    @property
    def new_units(self) -> list[PlannedUnit]:
        """Units to be opened, parents first."""
        return self.units.new

    @property
    def new_people(self) -> list[PlacedPerson]:
        """People to be entered."""
        return self.people.new

    @property
    def rows_to_write(self) -> int:
        """How many rows of the file an import would take: units to be opened and people to be entered."""
        return len(self.new_units) + len(self.new_people)

    @property
    def rows_wrong(self) -> int:
        """How many rows of the file cannot be accepted, of units and of people."""
        return len({(fault.sheet, fault.row) for fault in self.errors if fault.row is not None})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to import."""
        return not self.rows_to_write

    @property
    def errors(self) -> list[SheetFault]:
        """Why rows are not accepted, in the file's order."""
        return in_order([*self.file.errors, *self.units.errors, *self.people.errors])

    @property
    def warnings(self) -> list[SheetFault]:
        """What should be known of rows that are accepted, in the file's order."""
        return in_order([*self.file.warnings, *self.units.warnings, *self.people.warnings])

    def told(self) -> dict[str, Any]:
        """Return the answer of an import (design contract); `accepted`, `rejected`, `unchanged` count rows that describe a person."""
        accepted, unchanged = len(self.new_people), self.people.unchanged
        is_open = bool(self.questions)
        return {
            "rows": self.file.rows,
            "accepted": accepted,
            "rejected": 0 if is_open else self.file.rows - accepted - unchanged,
            "unchanged": unchanged,
            "units": {"created": len(self.new_units), "unchanged": self.units.unchanged},
            "errors": [asdict(fault) for fault in self.errors],
            "warnings": [asdict(fault) for fault in self.warnings],
        }


def propose_roster(into: Unit, *, path: Path, name: str, answers: Mapping[str, str], on: date) -> RosterProposal:
    """Read a file and compare it with an organisation as of a day: what is new, what is there, what cannot be used.

    Changes nothing. Refusals: `read_roster`.
    """
    roster = read_roster(
        path, name=name, answers=answers, on=on, own_base=_own_base(into), remembered=remembered_columns(into)
    )
    units = plan_units(into, roster.units if not roster.questions else [], answers)
    questions = roster.questions + units.questions
    people = plan_people(into, roster.people, units.places) if not questions else PeoplePlan()
    return RosterProposal(roster, units, people, questions)


def check_roster(submitted: RosterImport, *, on: date) -> RosterProposal:
    """Look at a file that was taken in, with the answers given so far. Changes nothing.

    Refuses StoredContentIsMissing, and what `read_roster` refuses.
    """
    file = submitted.file
    open_stored(file).close()
    return propose_roster(submitted.into, path=file.path, name=file.name, answers=submitted.answers, on=on)


def remembered_columns(into: Unit) -> dict[str, dict[str, str]]:
    """Return how a unit's own headers were matched the last time: shape to key to header text."""
    return dict(ColumnMatching.objects.filter(unit=into).values_list("purpose", "columns"))


def _own_base(into: Unit) -> str:
    """Return the name of the grassroots organisation that holds a unit, empty above the grassroots."""
    bases = Unit.objects.filter(path__in=ancestor_paths(into.path), kind__is_base=True)
    return bases.order_by("-path").values_list("name", flat=True).first() or ""
