"""The pages of people: who sees whom, what is done, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_appointment, make_grant, make_person, make_unit
from tests.builders.web import make_client
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import Look
from thongsuot.foundation.organisations.models import (
    Appointment,
    Membership,
    Person,
    PersonMerge,
    Transfer,
    TwoPeople,
    Unit,
)

pytestmark = pytest.mark.django_db
BORN = date(1980, 5, 4)


@pytest.fixture
def base() -> Unit:
    return make_unit(make_unit())


@pytest.fixture
def officer(base: Unit) -> Client:
    return make_client(base)


def _text(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status
    return page.content.decode()


def _address(person: Person, rest: str = "") -> str:
    return f"/to-chuc/nguoi/{person.public_id}/{rest}"


def test_person_list_shows_whom_the_viewer_may_see_by_name_and_category(officer: Client, base: Unit) -> None:
    inside = make_person(make_unit(base), name="Lê Thị Bình")
    outside = make_person(make_unit(), name="Lê Thị Ngoài")
    other = make_person(base, name="Vũ Văn Khác")

    everyone = _text(officer, "/to-chuc/nguoi/")
    found = _text(officer, "/to-chuc/nguoi/?q=binh&dien=OFFICIAL")
    nobody = _text(officer, "/to-chuc/nguoi/?q=binh&dien=NON_MEMBER")

    assert inside.full_name in everyone
    assert outside.full_name not in everyone
    assert inside.full_name in found
    assert (other.full_name in everyone, other.full_name in found) == (True, False)
    assert "Không có ai khớp" in nobody


def test_person_list_asks_as_often_for_three_as_for_one(officer: Client, base: Unit) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            officer.get("/to-chuc/nguoi/")
        return len(asked)

    officer.get("/to-chuc/nguoi/")
    before = statements()
    for _ in range(3):
        make_appointment(make_person(make_unit(base)))
    officer.get("/to-chuc/nguoi/")

    assert statements() == before


def test_person_shows_what_is_known_and_leaves_a_line_of_who_looked(officer: Client, base: Unit) -> None:
    person = make_person(base, name="Lê Thị Bình", born_on=BORN, card_number="040123")
    make_appointment(person)

    page = _text(officer, _address(person))

    assert "Đảng viên chính thức" in page
    assert "Bí thư" in page
    assert "040123" not in page
    assert f'href="/tai-khoan/nguoi/{person.public_id}/"' in page
    assert officer.get(f"/nhat-ky/?ve=Person.{person.public_id}").status_code == 200
    assert Look.objects.filter(person_id=person.pk).exists()


@pytest.mark.parametrize("rest", ["", "sua/", "so-the/", "dien/", "chuc-vu/", "chuyen/"])
def test_person_of_another_unit_is_not_found(officer: Client, rest: str) -> None:
    assert officer.get(_address(make_person(), rest)).status_code == 404


@pytest.mark.parametrize("rest", ["sua/", "so-the/", "dien/", "chuc-vu/", "chuyen/"])
def test_person_is_changed_only_by_whoever_may_change_the_roster(base: Unit, rest: str) -> None:
    person = make_person(base)
    inspector = make_client(base, Role.INSPECTOR)

    assert inspector.get(_address(person)).status_code == 200
    assert inspector.get(_address(person, rest)).status_code == 404


def test_new_person_is_entered_and_shown(officer: Client, base: Unit) -> None:
    told = {"full_name": "Phạm Văn Mới", "category": "PROBATIONARY", "born_on": "1999-02-03"}

    answer = officer.post(f"/to-chuc/nguoi/moi/?vao={base.public_id}", told)

    entered = Person.objects.get(full_name="Phạm Văn Mới")
    assert answer.headers["Location"] == _address(entered)
    assert entered.home == base


def test_new_person_without_a_name_keeps_what_was_typed(officer: Client) -> None:
    answer = officer.post("/to-chuc/nguoi/moi/", {"full_name": "", "category": "OFFICIAL", "phone": "0912"})

    assert answer.status_code == 422
    assert 'value="0912"' in answer.content.decode()


def test_correction_writes_what_changed_and_tells_of_another_who_was_faster(officer: Client, base: Unit) -> None:
    person = make_person(base, name="Lê Thị Bình")
    seen = {
        "thay-family_name": "Lê",
        "thay-middle_name": "Thị",
        "thay-given_name": "Bình",
        "thay-born_on": "1980-01-01",
    }
    typed = {"family_name": "Lê", "middle_name": "Thị", "given_name": "Bình", "born_on": "1980-01-01"}
    Person.objects.filter(pk=person.pk).update(phone="0988")

    clash = officer.post(_address(person, "sua/"), seen | typed | {"phone": "0912"})
    page = clash.content.decode()
    again = officer.post(_address(person, "sua/"), seen | {"thay-phone": "0988"} | typed | {"phone": "0912"})

    person.refresh_from_db()
    assert clash.status_code == 422
    assert '<input type="hidden" name="thay-phone" value="0988">' in page
    assert 'value="0912"' in page
    assert again.status_code == 302
    assert person.phone == "0912"


def test_numbers_category_and_post_are_written(officer: Client, base: Unit) -> None:
    person = make_person(base)

    officer.post(_address(person, "so-the/"), {"citizen_number": "0123456789"})
    officer.post(_address(person, "dien/"), {"category": "EXEMPT", "on": "2021-09-01"})
    officer.post(_address(person, "chuc-vu/"), {"post": "RAPPORTEUR", "on": "2021-04-01"})

    person.refresh_from_db()
    assert person.citizen_number_index is not None
    assert Membership.objects.get(person=person, valid_until=None).category == "EXEMPT"
    assert Appointment.objects.get(person=person).post == "RAPPORTEUR"


def test_day_to_come_is_refused_at_its_field(officer: Client, base: Unit) -> None:
    person = make_person(base)

    answers = [
        officer.post(_address(person, "dien/"), {"category": "EXEMPT", "on": "2999-09-01"}),
        officer.post(_address(person, "chuc-vu/"), {"post": "SECRETARY", "on": "2999-09-01"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all('id="id_on_error"' in answer.content.decode() for answer in answers)
    assert not Appointment.objects.filter(person=person).exists()


def test_category_refused_is_said_at_its_field(officer: Client, base: Unit) -> None:
    answer = officer.post(_address(make_person(base), "dien/"), {"category": "OFFICIAL", "on": "2021-09-01"})

    assert answer.status_code == 422
    assert "đang thuộc diện đó" in answer.content.decode()


def test_end_post_ends_it_and_only_one_of_that_person(officer: Client, base: Unit) -> None:
    person, other = make_person(base), make_person(base)
    held = make_appointment(person)

    foreign = officer.post(_address(other, f"chuc-vu/{held.pk}/thoi/"), {"on": "2021-09-01"})
    ended = officer.post(_address(person, f"chuc-vu/{held.pk}/thoi/"), {"on": "2021-09-01"})

    held.refresh_from_db()
    assert (foreign.status_code, ended.status_code) == (404, 302)
    assert held.valid_until == date(2021, 9, 1)


def test_transfer_goes_from_one_unit_to_the_other(officer: Client, base: Unit) -> None:
    there = make_unit(make_unit(), name="Chi bộ Nơi đến")
    receiver = make_client(there)
    person = make_person(base, name="Lê Thị Bình")

    found = _text(officer, _address(person, "chuyen/?den=noi+den"))
    officer.post(_address(person, "chuyen/?den=noi+den"), {"to_unit": there.public_id, "letter_number": "12-GT"})
    transfer = Transfer.objects.get()
    waiting = _text(receiver, "/to-chuc/chuyen/")
    before = receiver.get(_address(person)).status_code
    receiver.post(f"/to-chuc/chuyen/{transfer.public_id}/tiep-nhan/", {"on": "2021-09-01"})

    person.refresh_from_db()
    assert "Chi bộ Nơi đến" in found
    assert "Lê Thị Bình" in waiting
    assert (before, receiver.get(_address(person)).status_code) == (404, 200)
    assert person.home == there
    assert officer.get(_address(person)).status_code == 404


def test_transfer_is_asked_for_by_naming_exactly_and_released(officer: Client, base: Unit) -> None:
    there = make_unit(make_unit())
    person = make_person(there, name="Lê Thị Bình", born_on=BORN)
    releasing = make_client(there)

    vague = officer.post("/to-chuc/chuyen/xin/", {"full_name": "Lê Thị Bình"})
    officer.post("/to-chuc/chuyen/xin/", {"full_name": "le thi binh", "born_on": "1980-05-04"})
    transfer = Transfer.objects.get()
    releasing.post(f"/to-chuc/chuyen/{transfer.public_id}/gioi-thieu/", {"letter_number": "7-GT"})

    transfer.refresh_from_db()
    assert vague.status_code == 422
    assert (transfer.person, transfer.state, transfer.to_unit) == (person, "RELEASED", base)


def test_transfer_refused_or_withdrawn_needs_a_reason(officer: Client, base: Unit) -> None:
    there = make_unit(make_unit())
    receiver = make_client(there)
    person = make_person(base)
    officer.post(_address(person, f"chuyen/?den={there.code}"), {"to_unit": there.public_id})
    transfer = Transfer.objects.get()
    here = f"/to-chuc/chuyen/{transfer.public_id}"

    receiver.post(f"{here}/khong-nhan/", {"answer": ""})
    transfer.refresh_from_db()
    still = transfer.state
    officer.post(f"{here}/rut/", {"answer": "Ghi nhầm"})

    transfer.refresh_from_db()
    assert (still, transfer.state, transfer.answer) == ("RELEASED", "WITHDRAWN", "Ghi nhầm")


def test_transfer_of_others_is_not_found(officer: Client) -> None:
    there, person = make_unit(make_unit()), make_person()
    sender = make_client(person.home)
    sender.post(_address(person, f"chuyen/?den={there.code}"), {"to_unit": there.public_id})
    transfer = Transfer.objects.get()

    answers = [
        officer.post(f"/to-chuc/chuyen/{transfer.public_id}/{verb}/", {"answer": "x", "on": "2021-09-01"}).status_code
        for verb in ("gioi-thieu", "tiep-nhan", "khong-nhan", "rut")
    ]

    assert answers == [404, 404, 404, 404]


def test_duplicates_are_merged_undone_and_held_to_be_two(officer: Client, base: Unit) -> None:
    first, second = (make_person(base, name="Lê Thị Bình", born_on=BORN) for _ in range(2))

    shown = _text(officer, "/to-chuc/trung/")
    officer.post("/to-chuc/trung/gop/", {"giu": first.public_id, "gop": second.public_id})
    merge = PersonMerge.objects.get()
    gone = _text(officer, "/to-chuc/trung/")
    officer.post(f"/to-chuc/trung/{merge.public_id}/hoan-tac/")
    officer.post("/to-chuc/trung/hai-nguoi/", {"giu": first.public_id, "gop": second.public_id, "vao": base.public_id})

    assert "Cùng họ tên và ngày sinh" in shown
    assert "Không có cặp nào cần xem" in gone
    assert TwoPeople.objects.count() == 1
    assert "Không có cặp nào cần xem" in _text(officer, "/to-chuc/trung/")


def test_duplicates_are_not_shown_to_whoever_may_not_change_the_roster(base: Unit) -> None:
    assert make_client(base, Role.SECRETARY).get("/to-chuc/trung/").status_code == 404
    assert make_client(base, Role.SECRETARY).get("/to-chuc/chuyen/").status_code == 404


def test_merge_with_somebody_of_another_unit_is_not_found(officer: Client, base: Unit) -> None:
    inside, outside = make_person(base), make_person()
    make_grant(inside, base, Role.INSPECTOR)

    answer = officer.post("/to-chuc/trung/gop/", {"giu": inside.public_id, "gop": outside.public_id})

    assert answer.status_code == 404
    assert not PersonMerge.objects.exists()
