"""Programmes listed, read, received, recorded: by whom, what is said, where one goes next."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign
from tests.builders.programmes import AT, SYSTEM, make_programme
from tests.builders.web import make_client, sign_in
from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.programmes.actions import TaskLine, ask_programme_supplement, receive_programme
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
LIST = "/dot/nq13/ctr/"
GAPS = [TaskLine("Đổi mới sinh hoạt", "Bí thư", date(2021, 12, 31), "12 kỳ"), TaskLine("Chuyển đổi số", "Phó bí thư")]
FORM: dict[str, Any] = {
    "of_kind": "PROGRAMME",
    "number": "08-CTr/ĐU",
    "issued_on": "2021-06-09",
    "title": "Thực hiện Nghị quyết",
    "reason": "",
    "content": ["Kiểm tra việc thực hiện", ""],
    "result": ["Báo cáo", ""],
    "owner": ["Cấp ủy", ""],
    "due_on": ["2021-12-31", ""],
}


@pytest.fixture(autouse=True)
def _twentieth_of_june(settings: Any) -> None:
    settings.PINNED_NOW = AT + timedelta(days=10)


@pytest.fixture
def bases() -> list[CampaignUnit]:
    """Three bases of a bloc: the first issued with gaps, the second a day later, the third nothing."""
    bloc = make_unit(name="Khối thử")
    units = [make_unit(bloc, name=f"Đảng bộ {word}") for word in ("Ân", "Bình", "Chính")]
    campaign = make_campaign(bloc)
    copies = [campaign_unit_of(campaign, unit) for unit in units]
    make_programme(copies[0], tasks=GAPS)
    make_programme(copies[1], number="09-CTr/ĐU", at=AT + timedelta(days=1))
    return copies


def _of(unit: CampaignUnit) -> ActionProgramme:
    return ActionProgramme.objects.filter(campaign_unit=unit).latest("version")


def _address(unit: CampaignUnit, verb: str = "") -> str:
    return f"{LIST}{_of(unit).public_id}/{verb}"


def _bloc(bases: list[CampaignUnit]) -> Any:
    return bases[0].unit.parent


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Đảng bộ Ân", "Đảng bộ Bình"]),
        ("?trang-thai=cho", ["Đảng bộ Ân"]),
        ("?trang-thai=da-nhan", ["Đảng bộ Bình"]),
        ("?trang-thai=chua", ["Đảng bộ Chính"]),
        ("?tim=binh", ["Đảng bộ Bình"]),
        ("?trang-thai=cho&tim=binh", []),
    ],
)
def test_programme_list_as_the_address_asks(bases: list[CampaignUnit], query: str, expected: list[str]) -> None:
    receive_programme(Receiver(bases[1]), programme=_of(bases[1]), by=SYSTEM, at=AT)

    text = make_client(_bloc(bases)).get(LIST + query).content.decode()

    assert [unit.name for unit in bases if f'">{unit.name}</a>' in text] == expected
    assert "2 đơn vị đã ban hành: 1 đã tiếp nhận, 1 chờ tiếp nhận." in text


def test_programme_list_says_how_long_each_has_waited(bases: list[CampaignUnit]) -> None:
    text = make_client(_bloc(bases)).get(LIST).content.decode()

    assert ("chờ 10 ngày" in text, "chờ 9 ngày" in text) == (True, True)


def test_programme_shows_gaps_checks_and_its_place_in_the_queue(bases: list[CampaignUnit]) -> None:
    text = make_client(_bloc(bases)).get(_address(bases[0])).content.decode()

    assert "1 trên 2 đang chờ" in text
    assert "1 trên 2 nhiệm vụ; thiếu ở 2" in text
    assert '<tr id="nhiem-vu-2" class="marked">' in text
    assert '<tr id="nhiem-vu-1">' in text
    assert "<li>Đề nghị bổ sung thời hạn cho nhiệm vụ 2.</li>" in text
    assert f'href="{_address(bases[1])}" data-key="j"' in text
    assert 'data-key="k"' not in text


def test_programme_to_its_own_unit_offers_no_receiving_and_no_log(bases: list[CampaignUnit]) -> None:
    text = make_client(bases[0].unit, Role.SECRETARY).get(_address(bases[0])).content.decode()

    assert "Tiếp nhận <kbd>" not in text
    assert "Nhật ký" not in text
    assert "Chờ tiếp nhận" not in text


@pytest.mark.parametrize("verb", ["", "tep/"])
def test_programme_of_a_unit_beside_is_not_found(bases: list[CampaignUnit], verb: str) -> None:
    client = make_client(bases[1].unit, Role.SECRETARY)

    assert client.get(_address(bases[0], verb)).status_code == 404
    assert client.get(f"{LIST}khongco000/{verb}").status_code == 404


@pytest.mark.parametrize("verb", ["tiep-nhan/", "bo-sung/", "xac-nhan/"])
def test_verb_on_a_programme_beside_changes_nothing(bases: list[CampaignUnit], verb: str) -> None:
    answer = make_client(bases[1].unit, Role.SECRETARY).post(_address(bases[0], verb), {"comment": "x"})

    assert answer.status_code == 404
    assert _of(bases[0]).state == DocumentState.ISSUED


def test_receive_goes_on_to_the_next_and_at_the_end_to_the_list(bases: list[CampaignUnit]) -> None:
    client = make_client(_bloc(bases))

    first = client.post(_address(bases[0], "tiep-nhan/"), {"comment": "Nhất trí"})
    last = client.post(_address(bases[1], "tiep-nhan/"))

    assert (first.headers["Location"], last.headers["Location"]) == (_address(bases[1]), LIST)
    assert (_of(bases[0]).state, _of(bases[0]).comment) == (DocumentState.RECEIVED, "Nhất trí")


def test_ask_supplement_without_a_reason_stays_and_says_why(bases: list[CampaignUnit]) -> None:
    page = _address(bases[0])

    answer = make_client(_bloc(bases)).post(
        _address(bases[0], "bo-sung/"), follow=True, headers={"referer": f"http://testserver{page}"}
    )

    assert answer.redirect_chain == [(f"http://testserver{page}", 302)]
    assert "Ghi rõ cần bổ sung điều gì, ở phần nào." in answer.content.decode()
    assert _of(bases[0]).state == DocumentState.ISSUED


def test_receive_by_the_unit_itself_is_refused(bases: list[CampaignUnit]) -> None:
    answer = make_client(bases[0].unit, Role.SECRETARY).post(_address(bases[0], "tiep-nhan/"))

    assert answer.status_code == 403
    assert _of(bases[0]).state == DocumentState.ISSUED


@pytest.mark.parametrize("verb", ["tiep-nhan/", "bo-sung/", "xac-nhan/"])
def test_verb_by_a_link_is_refused(bases: list[CampaignUnit], verb: str) -> None:
    assert make_client(_bloc(bases)).get(_address(bases[0], verb)).status_code == 405


def test_next_programme_leads_to_the_one_that_waits_longest(bases: list[CampaignUnit]) -> None:
    client = make_client(_bloc(bases))

    before = client.get(f"{LIST}tiep/").headers["Location"]
    for base in bases[:2]:
        receive_programme(Receiver(base), programme=_of(base), by=SYSTEM, at=AT)

    assert (before, client.get(f"{LIST}tiep/").headers["Location"]) == (_address(bases[0]), LIST)


def test_unit_programme_records_tasks_and_file_and_shows_the_programme(bases: list[CampaignUnit]) -> None:
    client = make_client(bases[2].unit, Role.SECRETARY)
    file = SimpleUploadedFile("chuong-trinh.pdf", b"%PDF-1.7 x")

    answer = client.post(f"/dot/nq13/don-vi/{bases[2].code}/ctr/", {**FORM, "file": file})

    programme = _of(bases[2])
    assert answer.headers["Location"] == f"{LIST}{programme.public_id}/"
    assert list(programme.tasks.values_list("content", "due_on")) == [("Kiểm tra việc thực hiện", date(2021, 12, 31))]
    sent = client.get(f"{LIST}{programme.public_id}/tep/")
    assert b"".join(sent.streaming_content) == b"%PDF-1.7 x"
    assert sent.headers["Content-Disposition"] == 'attachment; filename="chuong-trinh.pdf"'


def test_unit_programme_wrongly_filled_keeps_what_was_typed(bases: list[CampaignUnit]) -> None:
    wrong = {**FORM, "number": "", "owner": ["", ""]}

    answer = make_client(bases[2].unit, Role.SECRETARY).post(f"/dot/nq13/don-vi/{bases[2].code}/ctr/", wrong)
    text = answer.content.decode()

    assert "<title>Lỗi: " in text
    assert "Kiểm tra việc thực hiện</textarea>" in text
    assert 'value="2021-12-31"' in text
    assert not ActionProgramme.objects.filter(campaign_unit=bases[2]).exists()


def test_unit_programme_refused_by_the_action_says_why_and_keeps_no_file(bases: list[CampaignUnit]) -> None:
    file = SimpleUploadedFile("chuong-trinh.pdf", b"%PDF-1.7 y")
    half = {**FORM, "owner": ["", ""], "file": file}

    answer = make_client(bases[2].unit, Role.SECRETARY).post(f"/dot/nq13/don-vi/{bases[2].code}/ctr/", half)

    text = answer.content.decode()
    assert "Nhiệm vụ 1: ghi rõ việc gì và ai chủ trì." in text
    assert "Chọn lại tệp" in text
    assert not ActionProgramme.objects.filter(campaign_unit=bases[2]).exists()


def test_unit_programme_more_rows_records_nothing(bases: list[CampaignUnit]) -> None:
    client = make_client(bases[2].unit, Role.SECRETARY)

    text = client.post(f"/dot/nq13/don-vi/{bases[2].code}/ctr/", {**FORM, "more": "1"}).content.decode()

    assert text.count('name="content"') == 6
    assert not ActionProgramme.objects.filter(campaign_unit=bases[2]).exists()


def test_unit_programme_after_a_request_for_a_supplement_begins_as_the_last_version(bases: list[CampaignUnit]) -> None:
    ask_programme_supplement(Receiver(bases[0]), programme=_of(bases[0]), reason="Thêm thời hạn", by=SYSTEM, at=AT)

    text = make_client(bases[0].unit, Role.SECRETARY).get(f"/dot/nq13/don-vi/{bases[0].code}/ctr/").content.decode()

    assert "Cấp trên đề nghị bổ sung:</b> Thêm thời hạn" in text
    assert "Chuyển đổi số</textarea>" in text
    assert 'value="08-CTr/ĐU"' in text


def test_programme_entered_on_behalf_is_confirmed_by_the_unit(bases: list[CampaignUnit]) -> None:
    officer, secretary = make_person(_bloc(bases)), make_person(bases[2].unit)
    make_grant(officer, _bloc(bases))
    make_grant(secretary, bases[2].unit, Role.SECRETARY)
    above, own = sign_in(officer), sign_in(secretary)
    above.post(f"/dot/nq13/don-vi/{bases[2].code}/ctr/", FORM)

    shown = [client.get(_address(bases[2])).content.decode() for client in (above, own)]
    own.post(_address(bases[2], "xac-nhan/"))

    assert ["Xác nhận đúng văn bản của đơn vị" in text for text in shown] == [False, True]
    assert _of(bases[2]).confirmed_at == AT + timedelta(days=10)


@pytest.mark.parametrize("page", ["", "{id}/"])
def test_page_of_programmes_asks_the_same_number_of_questions_for_one_and_for_three(page: str) -> None:
    counts = []
    for slug, units in (("nq14", 1), ("nq15", 3)):
        client = make_client(_bloc_with(units, slug))
        address = f"/dot/{slug}/ctr/{page.format(id=ActionProgramme.objects.latest('pk').public_id)}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def _bloc_with(units: int, slug: str) -> Unit:
    """Return a bloc whose bases, so many, have each issued a programme."""
    bloc = make_unit()
    bases = [make_unit(bloc) for _ in range(units)]
    campaign = make_campaign(bloc, slug=slug)
    for base in bases:
        make_programme(campaign_unit_of(campaign, base))
    return bloc
