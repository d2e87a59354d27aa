"""Opening and recording classes: by names, by list, by numbers; study elsewhere."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import AT, campaign_unit_of, make_campaign, make_roll
from tests.builders.study import hold_class, make_held
from tests.builders.web import make_client
from thongsuot.domain.plans.models import CampaignUnit, RollEntry
from thongsuot.domain.study.models import Attendance, HeadCount, StudyClass, StudyElsewhere
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"


@pytest.fixture
def host(settings: Any, tmp_path: Path) -> CampaignUnit:
    """A base with a cell of three members and a named non-member, on a frozen roll, on 1 April 2021."""
    settings.FILES_ROOT, settings.PINNED_NOW = tmp_path / "files", AT
    base = make_unit(make_unit(), name="Đảng bộ A")
    cell = make_unit(base, name="Chi bộ 1")
    for name in ("Lê Văn Hai", "Trần Thị Ba", "Ngô Văn Tư"):
        make_person(cell, name=name, born_on=date(1980, 1, 1))
    make_person(cell, name="Quần Chúng Một", category=Category.NON_MEMBER)
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return campaign_unit_of(campaign, base)


@pytest.fixture
def client(host: CampaignUnit) -> Client:
    """The secretary's browser."""
    return make_client(host.unit, Role.SECRETARY)


def _page(host: CampaignUnit, more: str = "") -> str:
    return f"/dot/nq13/don-vi/{host.code}/ghi-nhan/{more}"


def _entry(name: str) -> RollEntry:
    return RollEntry.objects.get(person__full_name=name)


def _frame(host: CampaignUnit, **more: object) -> dict[str, object]:
    return {
        "happened_on": "2021-04-01",
        "form": "folded",
        "audiences": ["members"],
        "directives": [directive.public_id for directive in host.campaign.directives.all()],
        **more,
    }


def _picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("ky.png", PNG, "image/png")


def _known() -> set[tuple[str, str, str]]:
    facts = Attendance.objects.select_related("entry__person")
    return {(fact.entry.person.full_name, fact.presence, fact.reason) for fact in facts}


def test_recording_begins_with_today_everyone_ticked_and_the_form_of_last_time(
    host: CampaignUnit, client: Client
) -> None:
    hold_class(
        host, make_held(host.campaign, [_entry("Lê Văn Hai")], happened_on=date(2021, 3, 31), form="folded"), at=AT
    )

    answer = client.get(_page(host))

    names = answer.context["names"]
    assert [(n.name, n.note) for n in names.present] == [
        ("Trần Thị Ba", ""),
        ("Quần Chúng Một", "Quần chúng"),
        ("Ngô Văn Tư", ""),
    ]
    assert [n.name for n in names.studied] == ["Lê Văn Hai"]
    assert (answer.context["form"]["form"].value(), answer.context["form"]["happened_on"].value()) == (
        "folded",
        date(2021, 4, 1),
    )


def test_recording_keeps_nothing_but_the_file_until_it_is_saved(host: CampaignUnit, client: Client) -> None:
    ticked = [_entry("Lê Văn Hai").public_id, _entry("Trần Thị Ba").public_id]

    check = client.post(_page(host), _frame(host, **{"co-mat": ticked, "bo-tich": "vang", "sheets": _picture()}))

    assert "<b>2/3</b> có mặt, <b>1</b> vắng, <b>1</b> ảnh hoặc tệp danh sách ký." in check.content.decode()
    assert (StudyClass.objects.count(), StoredFile.objects.count()) == (0, 1)


def test_recording_saved_stores_present_absent_reason_and_sheet(host: CampaignUnit, client: Client) -> None:
    hai, tu = _entry("Lê Văn Hai"), _entry("Ngô Văn Tư")
    first = _frame(host, **{"co-mat": [hai.public_id], "bo-tich": "chua-ghi", "sheets": _picture()})
    client.post(_page(host), first)
    kept = StoredFile.objects.get()
    told = {"co-mat": [hai.public_id], "bo-tich": "chua-ghi", "sheet": kept.public_id, "save": "1"}
    more = {f"vang-{tu.public_id}": "vang", f"ly-do-{tu.public_id}": "Trực ca"}

    client.post(_page(host), _frame(host, **told, **more))

    made = StudyClass.objects.get()
    assert _known() == {("Lê Văn Hai", Presence.PRESENT, ""), ("Ngô Văn Tư", Presence.EXCUSED, "Trực ca")}
    assert set(Attendance.objects.values_list("source", "evidence")) == {(Source.SHEET, kept.pk)}
    assert (made.form, made.state, made.sheets.get().file) == ("folded", ClassState.CLOSED, kept)


def test_recording_back_keeps_what_was_said_of_each(host: CampaignUnit, client: Client) -> None:
    hai, tu = _entry("Lê Văn Hai"), _entry("Ngô Văn Tư")
    told = {"co-mat": [hai.public_id], "bo-tich": "vang", f"ly-do-{tu.public_id}": "Trực ca", "back": "1"}

    answer = client.post(_page(host), _frame(host, **told))

    text = answer.content.decode()
    assert f'name="ly-do-{tu.public_id}" value="Trực ca"' in text
    assert [name.name for name in answer.context["names"].present] == ["Lê Văn Hai"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"happened_on": "2021-04-02", "save": "1"}, "Ngày học sau ngày hôm nay."),
        ({"happened_on": "2021-01-31", "save": "1"}, "sau ngày học."),
        ({"co-mat": []}, "Chưa có ai có mặt."),
    ],
)
def test_recording_refusals_stand_in_the_form(
    host: CampaignUnit, client: Client, said: dict[str, Any], sentence: str
) -> None:
    told = _frame(host, **{"co-mat": [_entry("Lê Văn Hai").public_id], **said})

    text = client.post(_page(host), told).content.decode()

    assert sentence in text
    assert "Có 1 chỗ cần sửa" in text
    assert not StudyClass.objects.exists()


def test_recording_does_not_take_the_files_of_another(host: CampaignUnit, client: Client) -> None:
    other = make_client(host.unit, Role.SECRETARY, name="Người khác")
    ticked = {"co-mat": [_entry("Lê Văn Hai").public_id]}
    other.post(_page(host), _frame(host, **ticked, sheets=_picture()))

    client.post(_page(host), _frame(host, **ticked, sheet=StoredFile.objects.get().public_id, save="1"))

    assert StudyClass.objects.get().sheets.count() == 0


@pytest.mark.parametrize("more", ["", "excel/", "so-luong/"])
def test_recording_for_a_unit_beside_is_not_found_and_above_says_on_behalf(host: CampaignUnit, more: str) -> None:
    beside = make_client(make_unit(host.unit.parent), Role.SECRETARY)
    above = make_client(host.unit.parent)

    assert beside.get(_page(host, more)).status_code == 404
    assert ("Nhập thay" in above.get(_page(host, more)).content.decode()) == (more != "excel/")


def test_recording_of_some_cells_is_a_class_of_those(host: CampaignUnit, client: Client) -> None:
    make_unit(host.unit, name="Chi bộ mới")
    cell = CampaignUnit.objects.get(name="Chi bộ 1")
    told = _frame(host, **{"co-mat": [_entry("Lê Văn Hai").public_id], "chi-bo": cell.code, "save": "1"})

    client.post(_page(host), told)

    assert list(StudyClass.objects.get().participants.all()) == [cell]


def test_counting_needs_the_sheet_then_records_the_number(host: CampaignUnit, client: Client) -> None:
    told = {
        "happened_on": "2021-04-01",
        "form": "folded",
        "directives": _frame(host)["directives"],
        "people_members": "3",
    }

    bare = client.post(_page(host, "so-luong/"), told)
    client.post(_page(host, "so-luong/"), {**told, "sheets": _picture()})

    assert bare.status_code == 200
    assert [(count.people, count.evidence is not None) for count in HeadCount.objects.all()] == [(3, True)]


def test_list_asks_where_it_could_only_guess_then_records(host: CampaignUnit, client: Client) -> None:
    rows = (
        "Họ và tên,Ngày sinh,Đơn vị,Điểm danh\nLê Văn Hai,1/1/1980,Chi bộ 1,x\nTrần Thị Ba,,,v\nNgười Lạ,1/1/1999,,x\n"
    )
    told = _frame(host)

    asked = client.post(_page(host, "excel/"), {**told, "file": SimpleUploadedFile("l.csv", rows.encode())})
    question = asked.context["trial"].questions[0]
    answer = {f"hoi-{question.code}": question.options[0].code, "tep": asked.context["file"].public_id}
    dry = client.post(_page(host, "excel/"), {**told, **answer})
    before = StudyClass.objects.count()
    client.post(_page(host, "excel/"), {**told, **answer, "save": "1"})

    assert "Không đoán tên ai" in asked.content.decode()
    assert "Trần Thị Ba · 1/1/1980" in asked.content.decode()
    assert "Không có Người Lạ trong danh sách đã chốt." in dry.content.decode()
    assert (before, StudyClass.objects.count()) == (0, 1)
    assert _known() == {("Lê Văn Hai", Presence.PRESENT, ""), ("Trần Thị Ba", Presence.ABSENT, "")}


def test_list_that_is_none_is_refused_in_a_sentence(host: CampaignUnit, client: Client) -> None:
    text = client.post(
        _page(host, "excel/"), {**_frame(host), "file": SimpleUploadedFile("l.csv", b"a,b\n1,2\n3,4\n")}
    ).content.decode()

    assert "Tệp không có trang nào gồm cột Họ và tên và cột Điểm danh." in text


def test_opening_proposes_tomorrow_and_opens(host: CampaignUnit, client: Client) -> None:
    page = f"/dot/nq13/lop/moi/?goc={host.code}"
    start = client.get(page).context["form"]
    told = _frame(host, starts="08:00", ends="07:00", happened_on="2021-04-02")

    refused = client.post(page, told)
    opened = client.post(page, {**told, "ends": "11:00", "cells": "khong-co"})
    client.post(page, {**told, "ends": "11:00"})

    made = StudyClass.objects.get()
    assert start["happened_on"].value() == date(2021, 4, 2)
    assert "Giờ kết thúc phải sau giờ bắt đầu." in refused.content.decode()
    assert opened.status_code == 200
    assert (made.state, made.host) == (ClassState.PLANNED, host)
    assert "Kính mời dự buổi họp lúc 08:00" in client.get(f"/dot/nq13/lop/{made.public_id}/").content.decode()


def test_opening_where_one_may_not_hold_a_class_is_not_found(host: CampaignUnit) -> None:
    inspector = make_client(host.unit, Role.INSPECTOR)

    assert inspector.get(f"/dot/nq13/lop/moi/?goc={host.code}").status_code == 404


def test_study_elsewhere_is_recorded_once_and_refused_twice(host: CampaignUnit, client: Client) -> None:
    page = f"/dot/nq13/hoc-noi-khac/{_entry('Lê Văn Hai').public_id}/"

    nowhere = client.post(page, {"happened_on": "2021-03-30"})
    client.post(page, {"happened_on": "2021-03-30", "where": "Lớp của Tỉnh đoàn", "sheets": _picture()})
    again = client.post(page, {"happened_on": "2021-03-30", "where": "Lớp của Tỉnh đoàn"})

    assert "Ghi rõ học ở đâu" in nowhere.content.decode()
    assert StudyElsewhere.objects.get().evidence is not None
    assert "Đã ghi đồng chí này học ở nơi khác." in again.content.decode()


def test_study_elsewhere_of_somebody_beside_is_not_found(host: CampaignUnit) -> None:
    beside = make_client(make_unit(host.unit.parent), Role.SECRETARY)

    assert beside.get(f"/dot/nq13/hoc-noi-khac/{_entry('Lê Văn Hai').public_id}/").status_code == 404
