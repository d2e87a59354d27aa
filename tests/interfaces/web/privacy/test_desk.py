"""The desk: requests with days left, a person's data, restricting, erasing by two, incidents."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, make_person, make_unit
from tests.builders.privacy import make_erasure, make_former, make_incident, make_request
from tests.builders.web import make_client
from thongsuot.foundation.audit.models import Look
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.privacy.models import DataRequest, Incident

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.PINNED_NOW = AT
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def bloc() -> Unit:
    return make_unit(name="Khối thử")


@pytest.fixture
def client(bloc: Unit) -> Client:
    return make_client(bloc)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_requests_stand_with_their_days_left_and_those_late_are_counted(
    client: Client, bloc: Unit, settings: Any
) -> None:
    make_request(make_person(bloc, name="Lò Thị Mai"))
    foreign = make_request(make_person(name="Người Khác"))

    text = text_of(client, "/rieng-tu/yeu-cau/")
    settings.PINNED_NOW = AT + timedelta(days=5)
    late = text_of(client, "/rieng-tu/yeu-cau/")

    assert "còn 2 ngày để trả lời" in text
    assert "Lò Thị Mai" in text
    assert "Người Khác" not in text
    assert client.get(f"/rieng-tu/yeu-cau/{foreign.public_id}/").status_code == 404
    assert "1 đã quá hạn" in late
    assert "quá hạn trả lời 3 ngày" in late


def test_request_is_answered_put_off_and_closed(client: Client, bloc: Unit) -> None:
    request = make_request(make_person(bloc))
    place = f"/rieng-tu/yeu-cau/{request.public_id}/"

    client.post(f"{place}tra-loi/")
    client.post(f"{place}gia-han/", {"reason": "Nhiều hồ sơ"})
    client.post(f"{place}ket-thuc/", {"is_done": "0", "outcome": ""})
    request.refresh_from_db()
    assert (request.answered_at, request.extension_reason, request.is_open) == (AT, "Nhiều hồ sơ", True)
    client.post(f"{place}ket-thuc/", {"is_done": "0", "outcome": "Hồ sơ phải lưu trữ"})

    request.refresh_from_db()
    assert (request.state, request.outcome) == ("REFUSED", "Hồ sơ phải lưu trữ")
    assert "Hồ sơ phải lưu trữ" in text_of(client, place)


def test_paper_request_rests_on_the_paper(client: Client, bloc: Unit) -> None:
    person = make_person(bloc)
    place = f"/rieng-tu/nguoi/{person.public_id}/yeu-cau/"

    without = client.post(place, {"kind": "SEE", "asks": ""})
    client.post(place, {"kind": "SEE", "asks": "", "file": SimpleUploadedFile("don.pdf", b"%PDF-1.4\n%%EOF\n")})

    assert without.status_code == 200
    made = DataRequest.objects.get()
    assert (made.channel, made.paper.name if made.paper else "") == ("PAPER", "don.pdf")
    assert b"".join(client.get(f"/rieng-tu/yeu-cau/{made.public_id}/giay/")).startswith(b"%PDF")


def test_page_of_a_person_shows_all_and_notes_the_look(client: Client, bloc: Unit) -> None:
    person = make_person(bloc, name="Lò Thị Mai", card_number="012345")

    text = text_of(client, f"/rieng-tu/nguoi/{person.public_id}/")
    client.get(f"/rieng-tu/nguoi/{person.public_id}/tep/?dang=json")

    assert "012345" in text
    seen = Look.objects.filter(person_id=person.pk).order_by("pk").values_list("page", "purpose")
    assert list(seen) == [("privacy:person", ""), ("privacy:person_file", "EXPORT")]


def test_restricted_person_is_found_at_the_desk_alone(client: Client, bloc: Unit) -> None:
    person = make_person(bloc, name="Lò Thị Mai")
    place = f"/rieng-tu/nguoi/{person.public_id}/"

    client.post(f"{place}han-che/", {"reason": "Theo đơn"})

    assert "Lò Thị Mai" not in text_of(client, "/tim/?q=lo+thi+mai").replace('value="lo thi mai"', "")
    assert "Lò Thị Mai" not in text_of(client, "/to-chuc/")
    assert person.public_id in text_of(client, "/rieng-tu/yeu-cau/")
    assert "Lò Thị Mai" in text_of(client, place)
    client.post(f"{place}bo-han-che/")
    person.refresh_from_db()
    assert person.full_name == "Lò Thị Mai"


def test_erasure_is_asked_by_one_and_confirmed_by_another(client: Client, bloc: Unit) -> None:
    person, second = make_former(bloc), make_client(bloc, name="Đồng chí thứ hai")
    place = f"/rieng-tu/nguoi/{person.public_id}/"

    client.post(f"{place}xoa-ten/", {"reason": "Theo đơn"})
    assert "cần một đồng chí khác xác nhận" in text_of(client, place)
    text = text_of(second, place)
    address = text.partition('action="/rieng-tu/xoa-ten/')[2].partition('"')[0]
    client.post(f"/rieng-tu/xoa-ten/{address}")
    person.refresh_from_db()
    assert person.full_name == "Lò Thị Mai"
    second.post(f"/rieng-tu/xoa-ten/{address}")

    person.refresh_from_db()
    assert person.full_name.startswith("Người đã xóa tên")
    assert "Lò Thị Mai" not in text_of(second, place)


def test_erasure_of_a_stranger_is_absent(client: Client) -> None:
    foreign = make_erasure(make_former())

    for way in ("xac-nhan", "bo"):
        assert client.post(f"/rieng-tu/xoa-ten/{foreign.public_id}/{way}/").status_code == 404


def test_incident_is_entered_notified_and_closed(client: Client, bloc: Unit) -> None:
    told = {
        "title": "Gửi nhầm danh sách",
        "unit": bloc.public_id,
        "what": "Gửi cho đơn vị khác",
        "whose": "Họ tên đảng viên",
        "found_at": "2021-03-01T08:00",
        "is_serious": "on",
    }

    made_at = client.post("/rieng-tu/su-co/moi/", told)
    incident = Incident.objects.get()
    place = f"/rieng-tu/su-co/{incident.public_id}/"
    assert made_at["Location"] == place
    assert "còn 71 giờ để thông báo" in text_of(client, place)
    client.post(f"{place}dien-bien/", {"measures": "Đã thu hồi", "people": "12"})
    client.post(f"{place}thong-bao/", {"to": "Công an tỉnh", "on": "2021-03-01T09:00"})
    client.post(f"{place}ket-thuc/", {"conclusion": "Không lộ ra ngoài"})

    incident.refresh_from_db()
    assert (incident.people, incident.notified_to, incident.conclusion) == (12, "Công an tỉnh", "Không lộ ra ngoài")
    assert "Đã kết thúc" in text_of(client, "/rieng-tu/su-co/")


def test_wrong_incident_keeps_what_was_typed(client: Client, bloc: Unit) -> None:
    told = {"title": "Gửi nhầm", "unit": bloc.public_id, "what": "", "whose": "Họ tên", "found_at": "2021-03-01T08:00"}

    text = " ".join(client.post("/rieng-tu/su-co/moi/", told).content.decode().split())

    assert "Có 1 chỗ cần sửa" in text
    assert 'value="Gửi nhầm"' in text


def test_incident_of_a_stranger_is_absent(client: Client) -> None:
    foreign = make_incident()

    assert client.get(f"/rieng-tu/su-co/{foreign.public_id}/").status_code == 404
    assert client.post(f"/rieng-tu/su-co/{foreign.public_id}/ket-thuc/", {"conclusion": "x"}).status_code == 404


def test_desk_asks_as_often_for_many_as_for_few(client: Client, bloc: Unit) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(client, "/rieng-tu/yeu-cau/")
            text_of(client, "/rieng-tu/su-co/")
        return len(queries)

    for n in range(2):
        make_request(make_person(bloc))
        make_erasure(make_former(bloc, name=f"Hà Thị {n}"))
        make_incident(bloc)
    asked()
    few = asked()
    for n in range(5):
        make_request(make_person(bloc))
        make_erasure(make_former(bloc, name=f"Lò Thị {n}"))
        make_incident(bloc)

    assert asked() == few
