"""Tables of organisations, by topic. Every row that is scoped by unit carries the live unit's path."""

from thongsuot.foundation.organisations.models.appointments import Appointment
from thongsuot.foundation.organisations.models.memberships import Membership
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.reorganisations import Reorganisation, ReorganisationStep, StepKind
from thongsuot.foundation.organisations.models.roster_imports import ColumnMatching, RosterImport
from thongsuot.foundation.organisations.models.units import Unit, UnitKind, UnitVersion

__all__ = [
    "Appointment",
    "ColumnMatching",
    "Membership",
    "Person",
    "Reorganisation",
    "ReorganisationStep",
    "RosterImport",
    "StepKind",
    "Unit",
    "UnitKind",
    "UnitVersion",
]
