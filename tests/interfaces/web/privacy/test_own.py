"""One's own data and rights: what is kept and why, requests, consents, files."""

import io
import json
from typing import Any

import docx
import pytest
from django.test import Client

from tests.builders.organisations import AT, make_person, make_unit
from tests.builders.privacy import make_request
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import Look
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.models import Consent, DataRequest
from thongsuot.foundation.privacy.policy import processings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.PINNED_NOW = AT


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def make_member(name: str = "Lò Thị Mai") -> tuple[Person, Client]:
    person = make_person(name=name, card_number=f"0{name}")
    return person, sign_in(person)


def test_policy_tells_everybody_for_what_data_is_kept_and_on_what_ground() -> None:
    _person, client = make_member()

    text = text_of(client, "/rieng-tu/")

    for one in processings("vi"):
        assert one.name in text
        assert one.ground in text
    assert "/rieng-tu/su-co/" not in text


def test_own_page_shows_all_that_is_kept_and_leaves_no_look() -> None:
    person, client = make_member()

    text = text_of(client, "/rieng-tu/cua-toi/")

    assert "Lò Thị Mai" in text
    assert person.card_number in text
    assert "Đảng viên chính thức" in text
    assert not Look.objects.exists()


@pytest.mark.parametrize("ending", ["json", "docx"])
def test_own_data_as_a_file(ending: str) -> None:
    person, client = make_member()

    answer = client.get(f"/rieng-tu/cua-toi/tep/?dang={ending}")

    assert answer["Content-Disposition"] == f'attachment; filename="du-lieu-{person.public_id}.{ending}"'
    if ending == "json":
        told = json.loads(answer.content)
        assert told["kept"]["organisations_person"][0]["card_number"] == person.card_number
        assert told["log"][0]["event"] == "person.enrolled"
        assert told["log"][0]["personal"] == {"name": "Lò Thị Mai"}
    else:
        words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
        assert "Họ và tên: Lò Thị Mai" in words


def test_unknown_form_of_file_is_absent() -> None:
    assert make_member()[1].get("/rieng-tu/cua-toi/tep/?dang=exe").status_code == 404


def test_request_is_filed_shown_with_its_days_and_taken_back() -> None:
    person, client = make_member()

    answer = client.post("/rieng-tu/yeu-cau/moi/", {"kind": "CORRECT", "asks": "Sai ngày sinh"}, follow=True)

    made = DataRequest.objects.get(person=person)
    assert "còn 2 ngày để trả lời" in " ".join(answer.content.decode().split())
    client.post(f"/rieng-tu/yeu-cau/{made.public_id}/rut/")
    made.refresh_from_db()
    assert made.state == "TAKEN_BACK"


def test_request_that_says_nothing_is_refused_in_the_form_and_keeps_what_was_chosen() -> None:
    _person, client = make_member()

    text = " ".join(client.post("/rieng-tu/yeu-cau/moi/", {"kind": "OBJECT", "asks": ""}).content.decode().split())

    assert "Ghi rõ yêu cầu về dữ liệu nào" in text
    assert 'value="OBJECT" required id="id_kind_4" checked' in text


def test_consent_is_given_and_withdrawn_on_the_page() -> None:
    person, client = make_member()

    client.post("/rieng-tu/dong-y/messages/")
    consent = Consent.objects.get(person=person)
    assert "Rút lại sự đồng ý" in text_of(client, "/rieng-tu/")
    client.post(f"/rieng-tu/dong-y/{consent.public_id}/rut/")

    consent.refresh_from_db()
    assert consent.withdrawn_at == AT


def test_what_is_anothers_is_absent() -> None:
    other = make_request(make_person())
    consent_of_other = Consent.objects.create(
        person=other.person,
        path=other.path,
        purpose="messages",
        version=1,
        text="x",
        channel="PAPER",
        given_at=AT,
        given_by="x",
    )
    _person, client = make_member()

    assert client.get(f"/rieng-tu/yeu-cau/{other.public_id}/").status_code == 404
    assert client.post(f"/rieng-tu/yeu-cau/{other.public_id}/rut/").status_code == 404
    assert client.post(f"/rieng-tu/dong-y/{consent_of_other.public_id}/rut/").status_code == 404
    assert client.get(f"/rieng-tu/nguoi/{other.person.public_id}/").status_code == 404


@pytest.mark.parametrize("address", ["/rieng-tu/yeu-cau/", "/rieng-tu/su-co/", "/rieng-tu/su-co/moi/"])
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RAPPORTEUR, Role.INSPECTOR, None])
def test_desk_is_absent_for_whoever_protects_nothing(address: str, role: Role | None) -> None:
    unit = make_unit()
    client = make_client(unit, role) if role else sign_in(make_person(unit))

    assert client.get(address).status_code == 404
