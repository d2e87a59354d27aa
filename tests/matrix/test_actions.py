"""Every action for every role, at its own unit, below, above, beside and in a foreign tree; what is expected is written here."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import thongsuot
from tests.builders.organisations import make_grant, make_person, make_unit
from thongsuot.foundation.access.action import Action
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Unit

TODAY = date(2021, 6, 15)

# What whoever holds a role may do. Officers may do everything, so only what others may besides is said by name.
ALSO = {
    Role.SECRETARY: """confirm_count confirm_programme confirm_study_plan confirm_reorganisation delegate_role end_delegation
        close_class dismiss_steward name_steward open_class start_class declare_total issue_programme issue_study_plan
        accept_claim decline_claim mark_people undo_marks freeze_report open_report_draft record_signed_copy write_remarks
        ask_programme_supplement ask_study_plan_supplement receive_programme receive_study_plan receive_study_plans
        attach_sheets import_attendance record_count record_counted_class record_held_class record_listed_class
        record_study_elsewhere""",
    Role.RAPPORTEUR: """accept_claim decline_claim mark_people undo_marks attach_sheets import_attendance record_count
        record_counted_class record_held_class record_listed_class record_study_elsewhere""",
    Role.INSPECTOR: "",
}


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(thongsuot.__path__, "thongsuot."):
        if "actions" in found.name.split("."):
            yield found.name


ACTIONS: dict[str, Action[Any, Any, Any]] = {
    name: thing
    for module in _modules()
    for name, thing in vars(importlib.import_module(module)).items()
    if isinstance(thing, Action)
}


@pytest.fixture
def places() -> dict[str, Unit]:
    above = make_unit()
    own = make_unit(above)
    return {"own": own, "below": make_unit(own), "above": above, "beside": make_unit(above), "foreign": make_unit()}


def _viewer(role: Role, unit: Unit) -> Viewer:
    person = make_person(unit)
    make_grant(person, unit, role)
    return viewer_for(person, TODAY)


def test_table_names_only_actions_that_are_there() -> None:
    assert {name for names in ALSO.values() for name in names.split()} <= set(ACTIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, *ALSO])
def test_actions_allow_a_role_what_the_table_says_at_its_unit_and_below(role: Role, places: dict[str, Unit]) -> None:
    viewer = _viewer(role, places["own"])
    may = set(ACTIONS) if role == Role.OFFICER else set(ALSO[role].split())

    allowed = {
        place: {name for name, act in ACTIONS.items() if act.allowed(viewer, unit)} for place, unit in places.items()
    }

    assert allowed == {"own": may, "below": may, "above": set(), "beside": set(), "foreign": set()}
