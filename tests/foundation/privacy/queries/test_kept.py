"""Everything kept about a person: a mark in every personal column of every linked table comes back."""

from datetime import date

import pytest

from tests.builders.organisations import AT, make_appointment, make_grant, make_person, make_unit
from tests.builders.privacy import make_request
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.looks import note_look
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.queries.kept import kept_about, may_see_kept

pytestmark = pytest.mark.django_db


def test_report_holds_the_persons_rows_of_every_table_and_nobody_elses() -> None:
    person, other = make_person(name="Lò Thị Mai", card_number="012345"), make_person(name="Người Khác")
    make_appointment(person)
    make_grant(person, person.home, Role.RAPPORTEUR)
    make_request(person)
    make_request(other)

    kept = {table.table: table.rows for table in kept_about(person).tables}

    assert set(kept) == {
        "organisations_person",
        "organisations_membership",
        "organisations_appointment",
        "access_grant",
        "privacy_datarequest",
    }
    assert kept["organisations_person"][0]["full_name"] == "Lò Thị Mai"
    assert kept["organisations_person"][0]["card_number"] == "012345"
    assert kept["organisations_appointment"][0]["post"] == "Bí thư"
    assert kept["organisations_membership"][0]["of_unit_id"] == person.home.name
    assert len(kept["privacy_datarequest"]) == 1


def test_every_personal_column_of_a_person_comes_back() -> None:
    person = make_person(card_number="012345")
    marks = {"full_name": "dấu 1", "ethnicity": "dấu 2", "phone": "dấu 3", "email": "dấu 4", "note": "dấu 5"}
    Person.objects.filter(pk=person.pk).update(**marks)

    row = kept_about(person).tables[0].rows[0]

    assert {column: row[column] for column in marks} == marks
    assert "card_number_index" not in row


def test_report_says_who_looked_by_name_and_in_lists_but_not_oneself() -> None:
    bloc = make_unit()
    person, reader = make_person(make_unit(bloc)), make_person(bloc)
    note_look(reader, page="a:b", unit_path=person.path, person_id=person.pk, at=AT)
    note_look(reader, page="c:d", unit_path=bloc.path, people=40, at=AT)
    note_look(reader, page="e:f", unit_path=make_unit(bloc).path, people=40, at=AT)
    note_look(person, page="g:h", unit_path=person.path, people=40, at=AT)

    assert [look.page for look in kept_about(person).looks] == ["c:d", "a:b"]


def test_report_is_for_the_person_and_for_who_protects_data_in_their_unit() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    person, officer, secretary, stranger = make_person(own), make_person(own), make_person(own), make_person(beside)
    make_grant(officer, own, Role.OFFICER)
    make_grant(secretary, own, Role.SECRETARY)
    make_grant(stranger, beside, Role.OFFICER)

    may = {
        who.pk: may_see_kept(viewer_for(who, date(2021, 3, 2)), person)
        for who in (person, officer, secretary, stranger)
    }

    assert may == {person.pk: True, officer.pk: True, secretary.pk: False, stranger.pk: False}
