"""The page on which declared totals of non-members are imported."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import AT, make_campaign, make_roll
from tests.builders.spreadsheets import make_xlsx
from tests.builders.web import make_client
from thongsuot.domain.plans.models import DeclaredTotal
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
ADDRESS = "/dot/nq13/tong-so/nhap/"
HEADER = ["Mã đơn vị", "Tên đơn vị", "Tổng số quần chúng"]


@pytest.fixture
def bloc(settings: Any, tmp_path: Path) -> Unit:
    """A bloc of two grassroots organisations in a campaign."""
    settings.FILES_ROOT, settings.PINNED_NOW = tmp_path / "stored", AT
    bloc = make_unit()
    for code in ("K01", "K02"):
        make_person(make_unit(bloc, code=code))
    make_roll(make_campaign(bloc))
    return bloc


def _upload(tmp_path: Path, *rows: list[object], header: list[str] = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile("t.xlsx", make_xlsx(tmp_path / "t.xlsx", [header, *rows]).read_bytes())


def test_sheet_is_checked_first_then_written(bloc: Unit, tmp_path: Path) -> None:
    client = make_client(bloc)

    checked = client.post(ADDRESS, {"file": _upload(tmp_path, ["K01", "A", 118], ["K02", "B", None], ["K9", "C", 1])})
    before = DeclaredTotal.objects.count()
    kept = StoredFile.objects.get()
    saved = client.post(ADDRESS, {"kept": kept.public_id, "save": "1"})

    text = checked.content.decode()
    assert "1 đơn vị khai mới · 0 không đổi · 1 chưa khai · 1 cần sửa. Chưa có gì được ghi." in text
    assert "Không có đơn vị này trong đợt" in text
    assert before == 0
    assert saved.headers["Location"] == "/dot/nq13/ke-hoach/quan-chung/"
    assert [total.people for total in DeclaredTotal.objects.all()] == [118]


def test_question_of_a_sheet_is_answered_in_the_next_step(bloc: Unit, tmp_path: Path) -> None:
    client = make_client(bloc)
    upload = _upload(tmp_path, ["K01", 118, "Bà Lan"], header=["Mã đơn vị", "Số lượng", "Người khai"])

    asked = client.post(ADDRESS, {"file": upload}).content.decode()
    answered = client.post(ADDRESS, {"kept": StoredFile.objects.get().public_id, "hoi-column_people": "B"})

    assert "Cột nào là «Tổng số quần chúng»?" in asked
    assert "1 đơn vị khai mới" in answered.content.decode()
    assert 'name="hoi-column_people" value="B"' in answered.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Tệp trống"), ("Tháng;Thu\n1;2\n".encode(), "Tệp không có trang nào gồm cột Mã đơn vị")],
)
def test_refused_sheet_leaves_its_sentence_in_the_form(content: bytes, sentence: str, bloc: Unit) -> None:
    answer = make_client(bloc).post(ADDRESS, {"file": SimpleUploadedFile("t.csv", content)})

    assert sentence in answer.content.decode()


def test_no_sheet_or_that_of_another_is_as_none(bloc: Unit, tmp_path: Path) -> None:
    make_client(bloc).post(ADDRESS, {"file": _upload(tmp_path, ["K01", "A", 118])})
    other = make_client(bloc)

    answers = [other.post(ADDRESS, data) for data in ({}, {"kept": StoredFile.objects.get().public_id, "save": "1"})]

    assert ["Chọn tệp tổng hợp." in answer.content.decode() for answer in answers] == [True, True]
    assert not DeclaredTotal.objects.exists()


def test_page_is_not_found_by_those_who_do_not_run_the_campaign(bloc: Unit) -> None:
    base = Unit.objects.get(code="K01")

    assert make_client(bloc, Role.SECRETARY).get(ADDRESS).status_code == 404
    assert make_client(base).get(ADDRESS).status_code == 404
    assert make_client(bloc).get("/dot/khongco/tong-so/nhap/").status_code == 404
