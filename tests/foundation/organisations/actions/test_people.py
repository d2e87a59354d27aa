"""Entering people and appointing them."""

from datetime import date

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.organisations.actions.people import (
    NumberInUse,
    PersonUnnamed,
    PostAlreadyHeld,
    appoint,
    enrol_person,
)
from thongsuot.foundation.organisations.models import Appointment, Membership, Person
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db


def test_enrol_person_is_at_home_from_that_day_and_no_name_enters_the_log() -> None:
    unit = make_unit(make_unit())
    officer = make_person(unit)
    make_grant(officer, unit)

    person = enrol_person(
        unit, full_name="Lê  Thị Ngọc Mai", category=Category.PROBATIONARY, card_number="040123", by=officer, at=AT
    )

    assert (person.family_name, person.middle_name, person.given_name) == ("Lê", "Thị Ngọc", "Mai")
    assert (person.name_folded, decrypted(person.card_number_encrypted)) == ("le thi ngoc mai", "040123")
    membership = Membership.objects.get(person=person)
    assert (membership.of_unit, membership.category, membership.valid_from) == (unit, "PROBATIONARY", local_day(AT))
    entry = AuditEntry.objects.filter(event="person.enrolled").latest("pk")
    assert (entry.actor_id, entry.payload) == (officer.pk, {})
    assert AuditPersonal.objects.get(entry=entry).payload == {"name": "Lê Thị Ngọc Mai"}


def test_enrol_person_without_a_name_is_refused() -> None:
    with pytest.raises(PersonUnnamed):
        enrol_person(make_unit(), full_name="  ", by=SYSTEM, at=AT)

    assert not Person.objects.exists()


def test_enrol_person_with_the_card_of_another_is_refused_and_enters_nobody() -> None:
    enrol_person(make_unit(), full_name="Lò Văn An", card_number="31000001", by=SYSTEM, at=AT)

    with pytest.raises(NumberInUse):
        enrol_person(make_unit(), full_name="Vi Văn Bình", card_number="31000001", by=SYSTEM, at=AT)

    assert Person.objects.get().full_name == "Lò Văn An"


def test_enrol_person_in_a_unit_beside_is_refused() -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    officer = make_person(own)
    make_grant(officer, own)

    with pytest.raises(NotAllowed):
        enrol_person(make_unit(bloc), full_name="Lò Văn An", by=officer, at=AT)


def test_appoint_gives_a_post_once() -> None:
    unit = make_unit()
    person = make_person(unit)

    made = appoint(unit, person=person, post=Post.SECRETARY, valid_from=date(2020, 6, 1), by=SYSTEM, at=AT)

    assert (made.in_unit, made.path, made.valid_from, made.valid_until) == (unit, unit.path, date(2020, 6, 1), None)
    assert AuditEntry.objects.filter(event="person.appointed").latest("pk").payload == {"post": "SECRETARY"}
    with pytest.raises(PostAlreadyHeld):
        appoint(unit, person=person, post=Post.SECRETARY, valid_from=date(2021, 1, 1), by=SYSTEM, at=AT)
    assert Appointment.objects.count() == 1


def test_appoint_by_a_secretary_is_refused() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        appoint(unit, person=secretary, post=Post.SECRETARY, valid_from=date(2020, 6, 1), by=secretary, at=AT)
