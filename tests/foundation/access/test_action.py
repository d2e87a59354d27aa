"""The decorator every action wears."""

from datetime import datetime, timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed, NothingRecorded, action
from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db


@action(Permission.HOLD_CLASS)
def ring_bell(unit: Unit, *, loud: bool = True, by: Actor, at: datetime) -> str:
    """Ring and record."""
    unit.name = "đã rung chuông"
    unit.save(update_fields=["name"])
    if loud:
        record("bell.rung", by=by, at=at, subject=unit, unit_path=unit.path)
    return unit.name


def _secretary(unit: Unit) -> Person:
    person = make_person(unit)
    make_grant(person, unit, Role.SECRETARY)
    return person


def test_action_by_who_may_runs_and_is_recorded() -> None:
    unit = make_unit()
    person = _secretary(unit)

    assert ring_bell(unit, by=person, at=AT) == "đã rung chuông"

    entry = AuditEntry.objects.get(event="bell.rung")
    assert (entry.actor_id, entry.actor_label, entry.unit_path) == (person.pk, person.public_id, unit.path)


def test_action_reaches_the_own_unit_and_below_and_nothing_else() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    below = make_unit(own)
    viewer = viewer_for(_secretary(own), local_day(AT))

    assert [ring_bell.allowed(viewer, unit) for unit in (own, below, beside, bloc)] == [True, True, False, False]


def test_action_by_who_may_not_is_refused_and_changes_nothing() -> None:
    bloc = make_unit()
    person = _secretary(make_unit(bloc))

    with pytest.raises(NotAllowed, match="chưa được giao"):
        ring_bell(bloc, by=person, at=AT)

    assert Unit.objects.get(pk=bloc.pk).name != "đã rung chuông"


def test_action_before_the_grant_begins_is_refused() -> None:
    unit = make_unit()

    with pytest.raises(NotAllowed):
        ring_bell(unit, by=_secretary(unit), at=AT - timedelta(days=1))


def test_action_that_records_nothing_is_a_defect_and_undone() -> None:
    unit = make_unit()

    with pytest.raises(NothingRecorded, match="ring_bell"):
        ring_bell(unit, loud=False, by=SYSTEM, at=AT)

    assert Unit.objects.get(pk=unit.pk).name != "đã rung chuông"


def test_action_keeps_name_and_words_of_its_body() -> None:
    assert (ring_bell.__name__, ring_bell.__doc__) == ("ring_bell", "Ring and record.")
