"""Correcting what is written about a person."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.organisations.actions.details import (
    BornInFuture,
    CorrectedMeanwhile,
    Details,
    GivenNameMissing,
    NothingToCorrect,
    correct_details,
    details_of,
    record_numbers,
)
from thongsuot.foundation.organisations.actions.people import CitizenNumberInUse, NumberInUse
from thongsuot.foundation.organisations.models import Person

pytestmark = pytest.mark.django_db


def _correct(person: Person, seen: Details | None = None, **changes: object) -> Person:
    seen = seen or details_of(person)
    return correct_details(person, seen=seen, wanted=replace(seen, **changes), by=SYSTEM, at=AT)  # type: ignore[arg-type]


def test_correct_details_puts_the_split_of_a_name_right_and_its_place_in_order() -> None:
    person = make_person(name="Hồ Thị Kỷ Duyên")
    assert (person.middle_name, person.given_name) == ("Thị Kỷ", "Duyên")

    corrected = _correct(person, middle_name="Thị", given_name="Kỷ  Duyên")

    assert corrected.full_name == "Hồ Thị Kỷ Duyên"
    assert (corrected.given_name, corrected.name_folded) == ("Kỷ Duyên", "ho thi ki duyen")
    assert corrected.sort_key != person.sort_key


def test_correct_details_tells_the_log_which_fields_and_keeps_values_apart() -> None:
    person = make_person()

    _correct(person, phone="0912 000 111")

    entry = AuditEntry.objects.get(event="person.corrected")
    assert entry.payload == {"fields": ["phone"]}
    assert "0912 000 111" in str(AuditPersonal.objects.get(entry=entry).payload)


def test_correct_details_when_another_corrected_a_different_field_keeps_both() -> None:
    person = make_person()
    seen = details_of(person)
    _correct(person, phone="0912 000 111")

    corrected = _correct(person, seen, email="an@example.vn")

    assert (corrected.phone, corrected.email) == ("0912 000 111", "an@example.vn")


def test_correct_details_when_another_corrected_the_same_field_tells_and_writes_nothing() -> None:
    person = make_person()
    seen = details_of(person)
    _correct(person, phone="0912 000 111")

    with pytest.raises(CorrectedMeanwhile) as refused:
        _correct(person, seen, phone="0988", email="an@example.vn")

    person.refresh_from_db()
    assert refused.value.changed == {"phone": "0912 000 111"}
    assert (person.phone, person.email) == ("0912 000 111", "")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, NothingToCorrect),
        ({"given_name": "  "}, GivenNameMissing),
        ({"born_on": date(2999, 1, 1)}, BornInFuture),
        ({"born_on": date(1812, 1, 1)}, BornInFuture),
    ],
)
def test_correct_details_unfit_is_refused(changes: dict[str, object], refusal: type[Exception]) -> None:
    person = make_person()

    with pytest.raises(refusal):
        _correct(person, **changes)


def test_correct_details_by_somebody_of_another_unit_is_refused() -> None:
    person, beside = make_person(), make_unit()
    officer = make_person(beside)
    make_grant(officer, beside)

    with pytest.raises(NotAllowed):
        correct_details(person, seen=Details(), wanted=Details(given_name="X"), by=officer, at=AT)


def test_record_numbers_keeps_them_encrypted_and_finds_nobody_twice() -> None:
    person, other = make_person(), make_person()

    record_numbers(person, card_number="040123", citizen_number="0123456789", by=SYSTEM, at=AT)

    assert decrypted(bytes(person.citizen_number_encrypted)) == "0123456789"
    assert b"040123" not in bytes(person.card_number_encrypted)
    with pytest.raises(NumberInUse):
        record_numbers(other, card_number="040123", by=SYSTEM, at=AT)
    with pytest.raises(CitizenNumberInUse):
        record_numbers(other, card_number="050505", citizen_number="0123456789", by=SYSTEM, at=AT)


def test_record_numbers_without_any_is_refused() -> None:
    with pytest.raises(NothingToCorrect):
        record_numbers(make_person(), card_number=" ", by=SYSTEM, at=AT)
