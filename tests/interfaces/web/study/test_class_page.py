"""The page of a class: what it says, who sees it, marking with and without scripts, its papers."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import SYSTEM as TESTS
from tests.builders.study import audience, hold_class, make_held, make_open_class, make_sheet
from tests.builders.web import make_client
from thongsuot.domain.plans.models import CampaignUnit, RollEntry
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.models import Attendance, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"


@pytest.fixture
def host(settings: Any, tmp_path: Path) -> CampaignUnit:
    """A base with two cells of two members each, and somebody of a base beside it, on a frozen roll."""
    settings.FILES_ROOT = tmp_path / "files"
    base = make_unit(make_unit(), name="Đảng bộ A")
    for cell in (make_unit(base, name="Chi bộ 1"), make_unit(base, name="Chi bộ 2")):
        for name in ("Lê Văn Hai", "Trần Thị Ba"):
            make_person(cell, name=f"{name} {cell.code}")
    make_person(make_unit(base.parent), name="Người Bên Cạnh")
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return campaign_unit_of(campaign, base)


def _entries(host: CampaignUnit) -> list[RollEntry]:
    return list(RollEntry.objects.filter(path__startswith=host.path).order_by("path", "sort_key"))


def _address(study_class: StudyClass) -> str:
    return f"/dot/nq13/lop/{study_class.public_id}/"


def _secretary(host: CampaignUnit) -> Client:
    return make_client(host.unit, Role.SECRETARY)


def _presence(entry: RollEntry) -> str:
    fact = Attendance.objects.filter(entry=entry).order_by("version").last()
    return fact.presence if fact else ""


def _picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("ky.png", PNG, "image/png")


def test_class_page_of_an_open_class_says_who_is_left_and_how_many_reach_the_target(host: CampaignUnit) -> None:
    here = make_open_class(host)

    text = _secretary(host).get(_address(here)).content.decode()

    assert "Còn <b>4 người</b> chưa ghi." in text
    assert "cần 4 để đạt 98%" in text
    assert '<span id="waiting-count">4</span>' in text


def test_class_page_does_not_expect_who_has_studied_at_another_class(host: CampaignUnit) -> None:
    one, two, *_rest = _entries(host)
    hold_class(host, make_held(host.campaign, [one, two]))
    here = make_open_class(host)

    text = _secretary(host).get(_address(here)).content.decode()

    assert "Còn <b>2 người</b> chưa ghi." in text
    assert one.person.full_name not in text


@pytest.mark.parametrize("where", ["", "ho-so/aaaaaaaaaa/", "so-luong/", "nhap/", "ky/"])
def test_pages_of_a_foreign_class_are_not_found(host: CampaignUnit, where: str) -> None:
    here = make_open_class(host)
    foreign = make_client(make_unit(host.unit.parent), Role.SECRETARY)

    assert foreign.get(_address(here) + where).status_code == 404


def test_mark_without_scripts_goes_back_and_offers_the_way_back(host: CampaignUnit) -> None:
    here, one, client = make_open_class(host), _entries(host)[0], _secretary(host)

    answer = client.post(f"{_address(here)}ghi/{one.public_id}/co-mat/", follow=True)
    undo = next(iter(answer.context["messages"])).extra_tags
    there = _presence(one)
    client.post(undo)

    assert (there, _presence(one)) == (Presence.PRESENT, Presence.NOT_RECORDED)
    assert f'action="{undo}"' in answer.content.decode()


def test_mark_with_htmx_draws_only_what_changed(host: CampaignUnit) -> None:
    here, one, client = make_open_class(host), _entries(host)[0], _secretary(host)

    answer = client.post(f"{_address(here)}ghi/{one.public_id}/co-mat/", {"tu": "0"}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert "<html" not in text
    assert f'id="p-{one.public_id}" hx-swap-oob="delete"' in text
    assert 'hx-swap-oob="afterbegin:#arrived"' in text
    assert text.index('hx-swap-oob="delete"') < text.index('hx-swap-oob="afterbegin')
    assert "Hoàn tác" in text
    assert "1<small>/4</small>" in text
    assert "Còn <b>3 người</b> chưa ghi." in text


def test_mark_absent_with_a_reason_is_excused(host: CampaignUnit) -> None:
    here, one, client = make_open_class(host), _entries(host)[0], _secretary(host)

    client.post(f"{_address(here)}ghi/{one.public_id}/vang/", {"ly-do": "Trực ca"})

    assert _presence(one) == Presence.EXCUSED
    assert "Vắng có lý do: Trực ca" in client.get(_address(here)).content.decode()


def test_mark_of_somebody_of_another_unit_is_not_found(host: CampaignUnit) -> None:
    here, stranger = make_open_class(host), RollEntry.objects.get(person__full_name="Người Bên Cạnh")

    answer = _secretary(host).post(f"{_address(here)}ghi/{stranger.public_id}/co-mat/")

    assert answer.status_code == 404


def test_mark_rest_leaves_those_marked_before_as_they_are(host: CampaignUnit) -> None:
    here, (one, *rest), client = make_open_class(host), _entries(host), _secretary(host)
    client.post(f"{_address(here)}ghi/{one.public_id}/vang/")

    client.post(f"{_address(here)}con-lai/co-mat/")

    assert [_presence(e) for e in (one, *rest)] == [Presence.ABSENT, *[Presence.PRESENT] * 3]


def test_close_says_what_stays_not_recorded(host: CampaignUnit) -> None:
    here, one, client = make_open_class(host), _entries(host)[0], _secretary(host)
    client.post(f"{_address(here)}ghi/{one.public_id}/co-mat/")

    text = client.post(f"{_address(here)}ket-thuc/", follow=True).content.decode()

    here.refresh_from_db()
    assert here.state == ClassState.CLOSED
    assert "1 có mặt, 0 vắng, 3 chưa ghi. Ai chưa ghi vẫn là chưa ghi." in text


def test_attach_then_the_file_is_there_for_those_who_may_see_names(host: CampaignUnit) -> None:
    here, client = make_open_class(host), _secretary(host)

    client.post(f"{_address(here)}dinh/", {"sheets": [_picture(), _picture()]})

    files = [sheet.file for sheet in here.sheets.order_by("pk")]
    answer = client.get(f"{_address(here)}ho-so/{files[0].public_id}/")
    assert len(files) == 2
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="ky.png"'


def test_attach_of_a_list_is_refused_in_a_sentence(host: CampaignUnit) -> None:
    here, client = make_open_class(host), _secretary(host)
    page = f"http://testserver{_address(here)}"

    answer = client.post(
        f"{_address(here)}dinh/",
        {"sheets": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")},
        headers={"Referer": page},
        follow=True,
    )

    assert "không phải ảnh hay PDF" in answer.content.decode()
    assert here.sheets.count() == 0


def test_count_entered_from_above_waits_until_another_of_the_unit_confirms(host: CampaignUnit) -> None:
    here = make_open_class(host, codes=["members", "non_members"])
    make_person(host.unit, category=Category.NON_MEMBER)
    officer, secretary = make_client(host.unit.parent), _secretary(host)
    told = {"unit": host.code, "audience": "non_members", "people": "30"}

    bare = officer.post(f"{_address(here)}so-luong/", told)
    officer.post(f"{_address(here)}so-luong/", {**told, "sheets": _picture()})
    waiting = secretary.get("/dot/nq13/lop/?cho-xac-nhan=1").content.decode()
    own_unit = secretary.get(f"/dot/nq13/don-vi/{host.code}/").content.decode()
    confirm = f"{_address(here)}so-luong/{host.code}/non_members/xac-nhan/"
    own = officer.get(_address(here)).content.decode()
    secretary.post(confirm)

    count = here.head_counts.get()
    assert "Đính ảnh hoặc PDF của danh sách ký." in bare.content.decode()
    assert confirm in waiting
    assert "1 số liệu do người khác nhập thay" in own_unit
    assert confirm not in own
    assert (count.people, count.confirmed_at is not None) == (30, True)


def test_class_page_asks_the_same_number_of_questions_for_two_people_and_for_four(host: CampaignUnit) -> None:
    client, cell = _secretary(host), CampaignUnit.objects.get(name="Chi bộ 1")
    small, large = make_open_class(cell), make_open_class(host)
    client.get(_address(large))

    with CaptureQueriesContext(connection) as few:
        client.get(_address(small))
    with CaptureQueriesContext(connection) as many:
        client.get(_address(large))

    assert len(many) == len(few)


def test_class_list_filters_and_counts(host: CampaignUnit) -> None:
    make_open_class(host, is_started=False)
    hold_class(host, make_held(host.campaign, _entries(host)[:1]))
    client = _secretary(host)

    everything = client.get("/dot/nq13/lop/")
    planned = client.get("/dot/nq13/lop/?trang-thai=sap-hoc&hinh-thuc=truc-tiep")

    assert "<b>1 lớp</b> đã học, 1 sắp học." in everything.content.decode()
    assert [len(answer.context["page"].object_list) for answer in (everything, planned)] == [2, 1]


def test_class_list_when_empty_offers_both_ways(host: CampaignUnit) -> None:
    text = _secretary(host).get("/dot/nq13/lop/").content.decode()

    assert "Lớp đã học rồi? Ghi nhận lớp. Sắp học? Mở lớp." in text


def test_sign_in_sheet_lists_units_in_the_committees_order(host: CampaignUnit) -> None:
    here = make_open_class(host)

    text = _secretary(host).get(f"{_address(here)}ky/").content.decode()

    names = [entry.person.full_name for entry in _entries(host)]
    places = [text.index(f"<td>{name}</td>") for name in names]
    assert places == sorted(places)


def test_counted_class_shows_its_numbers_first(host: CampaignUnit) -> None:
    here = make_open_class(host, codes=["non_members"])
    told = {
        "campaign_unit": host,
        "audience": audience(host.campaign, "non_members"),
        "by": TESTS,
        "at": here.created_at,
    }
    record_count(here, people=5, evidence=make_sheet(), **told)

    text = _secretary(host).get(_address(here)).content.decode()

    assert "Lớp ghi bằng số lượng: <b>5 người</b> có mặt." in text
    assert 'id="diem-danh"' not in text
