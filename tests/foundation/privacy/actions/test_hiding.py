"""Restricting and erasing: names go, rows stay, another confirms, duty refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.privacy import make_erasure, make_former, make_request
from thongsuot.domain.plans.actions.erasing import confirm_erasure
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.audit.sealing import seal
from thongsuot.foundation.audit.verification import verify
from thongsuot.foundation.organisations.models import Membership, Person, Unit
from thongsuot.foundation.organisations.queries import people_at, search_people
from thongsuot.foundation.privacy.actions.hiding import (
    AlreadyErased,
    AlreadyRestricted,
    DutyToKeep,
    ErasureByOnePerson,
    ErasureDecided,
    HidingNeedsReason,
    NotRestricted,
    ask_erasure,
    lift_restriction,
    restrict_person,
    turn_down_erasure,
)
from thongsuot.foundation.privacy.models import Erasure
from thongsuot.foundation.privacy.models.requests import RequestKind
from thongsuot.foundation.privacy.queries.kept import sealed_name

pytestmark = pytest.mark.django_db


def officer_of(unit: Unit) -> Person:
    officer = make_person(unit)
    make_grant(officer, unit, Role.OFFICER)
    return officer


def test_restricted_person_is_out_of_sight_and_still_counted() -> None:
    unit = make_unit()
    person, officer = make_person(unit, name="Lò Thị Mai"), officer_of(unit)

    restrict_person(person, reason="Theo đơn", by=officer, at=AT)

    viewer = viewer_for(officer, date(2021, 3, 2))
    assert search_people(viewer, "lo mai") == []
    assert [p.full_name for p in people_at(viewer, unit) if p.pk == person.pk] == [
        f"Người hạn chế xử lý {person.public_id}"
    ]
    assert Membership.objects.filter(person=person, valid_until=None).count() == 1
    assert sealed_name(person) == "Lò Thị Mai"
    assert AuditEntry.objects.filter(event="person.restricted", subject_id=person.pk).count() == 1


def test_restricted_name_is_not_brought_back_by_a_correction() -> None:
    person = make_person(name="Lò Thị Mai")
    restrict_person(person, reason="Theo đơn", by=SYSTEM, at=AT)
    hidden = person.full_name

    with connection.cursor() as cursor:  # what another transaction would find
        cursor.execute("SELECT set_config('thongsuot.unsealing', '', true)")
    Person.objects.filter(pk=person.pk).update(full_name="Lò Thị Mai", sex="FEMALE")

    person.refresh_from_db()
    assert (person.full_name, person.sex) == (hidden, "FEMALE")


def test_lifting_brings_everything_back_as_it_was() -> None:
    person = make_person(name="Lò Thị Mai", born_on=date(1980, 5, 4))
    columns = ["full_name", "given_name", "family_name", "name_folded", "sort_key", "born_on"]
    before = Person.objects.values(*columns).get(pk=person.pk)
    restriction = restrict_person(person, reason="Theo đơn", by=SYSTEM, at=AT)

    lift_restriction(restriction, by=SYSTEM, at=AT)

    assert Person.objects.values(*columns).get(pk=person.pk) == before
    assert bytes(restriction.sealed) == b""
    with pytest.raises(NotRestricted):
        lift_restriction(restriction, by=SYSTEM, at=AT)


def test_restricting_is_refused_twice_without_a_reason_and_beside() -> None:
    person = make_person()
    with pytest.raises(HidingNeedsReason):
        restrict_person(person, reason="", by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        restrict_person(person, reason="Theo đơn", by=officer_of(make_unit()), at=AT)
    restrict_person(person, reason="Theo đơn", by=SYSTEM, at=AT)

    with pytest.raises(AlreadyRestricted):
        restrict_person(person, reason="Theo đơn", by=SYSTEM, at=AT)


def test_erased_person_is_nobody_by_name_anywhere_and_the_log_stays_provable() -> None:
    unit = make_unit()
    person, officer = make_former(unit), officer_of(unit)
    account = open_account(person, login="mai@x.example", by=SYSTEM, at=AT)
    erasure = make_erasure(person)

    confirm_erasure(erasure, by=officer, at=AT)

    person.refresh_from_db()
    account.refresh_from_db()
    assert person.full_name == person.given_name == f"Người đã xóa tên {person.public_id}"
    assert (person.born_on, person.phone, person.email, person.note) == (None, "", "", "")
    assert (bytes(person.card_number_encrypted), person.card_number_index) == (b"", None)
    assert (account.login, account.is_active) == (f"da-xoa-{person.public_id}", False)
    assert not AuditPersonal.objects.filter(payload__icontains="Lò Thị Mai").exists()
    assert not AuditPersonal.objects.filter(payload__icontains="mai@x.example").exists()
    seal(AT)
    assert verify(at=AT).is_in_order
    assert AuditEntry.objects.get(event="person.erased").actor_id == officer.pk


def test_restricted_person_can_be_erased_and_nothing_stays_sealed() -> None:
    person = make_former()
    restriction = restrict_person(person, reason="Theo đơn", by=SYSTEM, at=AT)

    confirm_erasure(make_erasure(person), by=officer_of(person.home), at=AT)

    person.refresh_from_db()
    restriction.refresh_from_db()
    assert person.full_name.startswith("Người đã xóa tên")
    assert bytes(restriction.sealed) == b""
    assert restriction.lifted_at == AT


def test_who_asks_does_not_confirm() -> None:
    officer = officer_of(make_unit())
    erasure = ask_erasure(make_former(officer.home), reason="Theo đơn", by=officer, at=AT)

    with pytest.raises(ErasureByOnePerson):
        confirm_erasure(erasure, by=officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(confirmed_at=AT, confirmed_by=erasure.asked_by)


def test_erasure_is_refused_while_the_person_is_on_a_list() -> None:
    with pytest.raises(DutyToKeep, match="đang có tên trong danh sách"):
        ask_erasure(make_person(), reason="Theo đơn", by=SYSTEM, at=AT)


def test_erasure_is_refused_while_the_person_holds_a_post_or_a_role() -> None:
    in_post, with_role = make_former(), make_former(name="Lò Thị Hai")
    make_appointment(in_post)
    make_grant(with_role, with_role.home, Role.RAPPORTEUR)

    for person in (in_post, with_role):
        with pytest.raises(DutyToKeep, match="đang giữ chức vụ hoặc được giao việc"):
            ask_erasure(person, reason="Theo đơn", by=SYSTEM, at=AT)


def test_erasure_is_refused_while_another_request_is_under_way() -> None:
    person = make_former()
    make_request(person, kind=RequestKind.COPY)
    make_request(person, kind=RequestKind.ERASE)

    with pytest.raises(DutyToKeep, match="Nhận một bản sao"):
        ask_erasure(person, reason="Theo đơn", by=SYSTEM, at=AT)


def test_erasure_is_asked_once_and_decided_once() -> None:
    erasure = make_erasure()
    with pytest.raises(AlreadyErased):
        make_erasure(erasure.person)
    turn_down_erasure(erasure, by=SYSTEM, at=AT)

    with pytest.raises(ErasureDecided):
        confirm_erasure(erasure, by=officer_of(erasure.person.home), at=AT)
    assert make_erasure(erasure.person).is_waiting
