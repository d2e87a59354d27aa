"""Tables of organisations, by topic. Every row that is scoped by unit carries the live unit's path."""

from thongsuot.foundation.organisations.models.appointments import Appointment
from thongsuot.foundation.organisations.models.duplicates import PersonMerge, TwoPeople
from thongsuot.foundation.organisations.models.memberships import Membership
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.reorganisations import Reorganisation, ReorganisationStep, StepKind
from thongsuot.foundation.organisations.models.roster_imports import ColumnMatching, RosterImport
from thongsuot.foundation.organisations.models.transfers import Transfer
from thongsuot.foundation.organisations.models.units import Unit, UnitKind, UnitVersion

__all__ = [
    "Appointment",
    "ColumnMatching",
    "Membership",
    "Person",
    "PersonMerge",
    "Reorganisation",
    "ReorganisationStep",
    "RosterImport",
    "StepKind",
    "Transfer",
    "TwoPeople",
    "Unit",
    "UnitKind",
    "UnitVersion",
]
