"""Pages of reports: what they say, who sees them, what can be done, what they cost."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests.builders.reports import AT, Reported, make_draft, make_frozen, make_reported, make_signed
from tests.builders.study import entry_of, hold_class, make_held
from tests.builders.visitors import make_visitor
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, SignedCopy
from thongsuot.foundation.access.permissions import Role

pytestmark = pytest.mark.django_db

LIST = "/dot/nq13/bao-cao/"
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _today_and_files(settings: Any, tmp_path: Path) -> None:
    settings.PINNED_NOW = AT
    settings.FILES_ROOT = tmp_path / "stored"


@pytest.fixture
def scene() -> Reported:
    return make_reported()


def _signed_in(unit: CampaignUnit, role: Role | None = Role.OFFICER) -> Client:
    return make_visitor(unit.unit, role)


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def _page(report: IssuedReport) -> str:
    return f"{LIST}ban-chot/{report.public_id}/"


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("da-ky.pdf", _PDF)


def test_report_list_when_nothing_yet_then_it_says_what_to_do(scene: Reported) -> None:
    text = _text(_signed_in(scene.bloc), LIST)

    assert "Chưa chốt báo cáo nào." in text
    assert "Biểu tổng hợp kết quả học tập, quán triệt" in text


def test_report_list_then_frozen_with_number_day_and_version(scene: Reported) -> None:
    make_signed(make_frozen(make_draft(scene.bloc)))

    text = _text(_signed_in(scene.bloc, Role.INSPECTOR), LIST)

    assert "45-BC/ĐUK" in text
    assert "Bản 1 · Đảng bộ Khối tỉnh Sơn Giang" in text
    assert "Lập báo cáo" not in text


def test_report_list_costs_the_same_for_one_report_and_for_three(scene: Reported) -> None:
    client = _signed_in(scene.bloc)
    costs = []
    for unit in (scene.bloc, scene.committee, scene.base_cell):
        make_frozen(make_draft(unit))
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        costs.append(len(asked))

    assert costs[0] == costs[2]


def test_open_draft_then_the_draft_and_a_second_time_the_same(scene: Reported) -> None:
    client = _signed_in(scene.bloc)

    first = client.post(f"{LIST}lap/", {"unit": "KHOI", "kind": "result"})
    again = client.post(f"{LIST}lap/", {"unit": "KHOI", "kind": "result"})

    draft = ReportDraft.objects.get()
    assert first.headers["Location"] == again.headers["Location"] == f"{LIST}{draft.public_id}/"


def test_open_draft_when_the_unit_is_foreign_then_404(scene: Reported) -> None:
    client = _signed_in(scene.committee, Role.SECRETARY)

    assert client.post(f"{LIST}lap/", {"unit": "K02", "kind": "result"}).status_code == 404
    assert ReportDraft.objects.count() == 0


def test_draft_then_the_paper_with_figures_that_lead_to_their_parts(scene: Reported) -> None:
    draft = make_draft(scene.bloc)

    text = _text(_signed_in(scene.bloc), f"{LIST}{draft.public_id}/")

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert '<a href="/dot/nq13/don-vi/?goc=KHOI">2/4 đồng chí, đạt 50,00%</a>' in text
    assert '<a href="/dot/nq13/lop/">2 lớp</a>' in text


@pytest.mark.parametrize("place", ["bloc", "committee", "base_cell"])
def test_draft_then_every_figure_leads_to_a_page_its_maker_may_see(scene: Reported, place: str) -> None:
    unit = getattr(scene, place)
    draft, client = make_draft(unit), _signed_in(unit, Role.SECRETARY)

    paper = _text(client, f"{LIST}{draft.public_id}/").partition("<article")[2].partition("</article>")[0]
    pages = {unescape(href) for href in re.findall(r'<a href="([^"]+)"', paper)}

    assert len(pages) > 1
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_draft_when_words_are_written_then_they_stand_in_the_paper(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    client = _signed_in(scene.bloc)

    seen = {"seen_at": draft.changed_at.isoformat(), "strengths": "Cấp ủy chủ động."}
    response = client.post(f"{LIST}{draft.public_id}/", seen)

    assert response.status_code == 302
    assert ReportDraft.objects.get().remarks == {"strengths": "Cấp ủy chủ động."}
    assert '<p class="text">Cấp ủy chủ động.</p>' in _text(client, f"{LIST}{draft.public_id}/")


def test_draft_when_somebody_wrote_meanwhile_then_nothing_typed_is_lost(scene: Reported) -> None:
    draft = make_draft(scene.bloc)

    stale = {"seen_at": (draft.changed_at - timedelta(hours=1)).isoformat(), "strengths": "Của tôi."}
    text = _signed_in(scene.bloc).post(f"{LIST}{draft.public_id}/", stale).content.decode()

    assert "vừa được người khác sửa" in text
    assert ">\nCủa tôi.</textarea>" in text


def test_draft_when_a_typed_figure_is_wrong_then_the_checker_says_so(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    client = _signed_in(scene.bloc)
    wrong = {"seen_at": draft.changed_at.isoformat(), "causes": "Có 50/60 đồng chí, đạt 90%."}

    client.post(f"{LIST}{draft.public_id}/", wrong)

    assert "1 con số trong lời văn không khớp" in _text(client, f"{LIST}{draft.public_id}/")


@pytest.mark.parametrize("tail", ["", "tai/docx/"])
def test_draft_when_foreign_then_404_as_absent(scene: Reported, tail: str) -> None:
    draft = make_draft(scene.bloc)
    client = _signed_in(scene.committee, Role.SECRETARY)

    foreign = client.get(f"{LIST}{draft.public_id}/{tail}")
    absent = client.get(f"{LIST}khongco000/{tail}")

    assert (foreign.status_code, absent.status_code) == (404, 404)
    said = foreign.content.replace(draft.public_id.encode(), b"khongco000")
    assert re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", said) == re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", absent.content)


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_draft_file_then_the_file_under_a_plain_name(scene: Reported, ending: str, begins: bytes) -> None:
    draft = make_draft(scene.bloc)

    response = _signed_in(scene.bloc).get(f"{LIST}{draft.public_id}/tai/{ending}/")

    assert response.content.startswith(begins)
    assert response.headers["Content-Disposition"] == (f'attachment; filename="bao-cao-nq13-KHOI-du-thao.{ending}"')


def test_draft_file_in_another_form_then_404(scene: Reported) -> None:
    draft = make_draft(scene.bloc)

    assert _signed_in(scene.bloc).get(f"{LIST}{draft.public_id}/tai/odt/").status_code == 404


def test_freeze_then_the_frozen_page_with_its_marks(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    client = _signed_in(scene.bloc)

    response = client.post(f"{LIST}{draft.public_id}/chot/")

    report = IssuedReport.objects.get()
    assert response.headers["Location"] == _page(report)
    text = _text(client, _page(report))
    assert report.fingerprint in text
    assert "Số liệu hôm nay giống bản chốt" in text
    assert "DỰ THẢO" in text


def test_freeze_again_without_reason_then_a_sentence_and_no_version(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    make_frozen(draft)
    page = f"http://testserver{LIST}{draft.public_id}/"

    response = _signed_in(scene.bloc).post(
        f"{LIST}{draft.public_id}/chot/", {"reason": ""}, follow=True, headers={"referer": page}
    )

    assert "Ghi lý do chốt lại." in response.content.decode()
    assert IssuedReport.objects.count() == 1


def test_frozen_when_figures_moved_then_how_many_and_which(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    held = make_held(scene.campaign, [entry_of(scene.campaign, scene.people[3])])
    hold_class(scene.base_cell, held, at=AT)

    text = _text(_signed_in(scene.bloc), _page(report))

    assert "Khác bản chốt" in text
    assert '<td lang="vi">Chi bộ Ban B: Đảng viên Đã học</td>' in text
    assert "2/4 đồng chí, đạt 50,00%</a>" in text


def test_frozen_when_the_signed_copy_is_sent_then_it_is_issued_and_can_be_fetched(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    client = _signed_in(scene.bloc)
    told = {"number": "45-BC/ĐUK", "issued_on": "2021-06-30", "signer_post": "Bí thư", "signer_name": "Lê Văn Ký"}

    response = client.post(_page(report), {**told, "file": _paper()})

    assert response.status_code == 302
    assert SignedCopy.objects.get().number == "45-BC/ĐUK"
    assert "DỰ THẢO" not in _text(client, _page(report))
    sent = client.get(f"{_page(report)}ban-ky/")
    assert b"".join(sent.streaming_content) == _PDF
    word = Document(BytesIO(client.get(f"{_page(report)}tai/docx/").content))
    assert "Số 45-BC/ĐUK" in word.tables[0].cell(1, 0).text.replace("\u00a0", " ")


def test_frozen_when_the_day_is_wrong_then_said_and_nothing_kept(scene: Reported, settings: Any) -> None:
    report = make_frozen(make_draft(scene.bloc))
    told = {"number": "45-BC/ĐUK", "issued_on": "2021-06-01", "signer_post": "Bí thư", "signer_name": "Lê Văn Ký"}

    text = _signed_in(scene.bloc).post(_page(report), {**told, "file": _paper()}).content.decode()

    assert "Ngày ban hành phải từ ngày chốt số liệu đến hôm nay." in text
    assert 'value="45-BC/ĐUK"' in text
    assert SignedCopy.objects.count() == 0


def test_frozen_when_inspector_then_read_only(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    client = _signed_in(scene.bloc, Role.INSPECTOR)

    assert "Ghi nhận bản đã ký" not in _text(client, _page(report))
    told = {"number": "45", "issued_on": "2021-06-30", "signer_post": "Bí thư", "signer_name": "X", "file": _paper()}
    assert client.post(_page(report), told).status_code == 403
    assert SignedCopy.objects.count() == 0


@pytest.mark.parametrize("tail", ["", "tai/pdf/", "ban-ky/"])
def test_frozen_when_foreign_then_404(scene: Reported, tail: str) -> None:
    report = make_frozen(make_draft(scene.bloc))
    make_signed(report)

    assert _signed_in(scene.committee, Role.SECRETARY).get(_page(report) + tail).status_code == 404


def test_signed_file_when_there_is_none_then_404(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))

    assert _signed_in(scene.bloc).get(f"{_page(report)}ban-ky/").status_code == 404


@pytest.mark.parametrize("role", [None])
def test_reports_are_not_for_who_sees_no_figures(scene: Reported, role: Role | None) -> None:
    assert _signed_in(scene.committee, role).get(LIST).status_code == 404


@pytest.mark.parametrize("address", ["lap/", "x/chot/"])
def test_writing_is_posted(scene: Reported, address: str) -> None:
    assert _signed_in(scene.bloc).get(LIST + address).status_code in {404, 405}


def test_dashboard_offers_the_report_to_whom_may_make_it(scene: Reported) -> None:
    assert "Lập báo cáo" in _text(_signed_in(scene.bloc), "/dot/nq13/")
    assert "Lập báo cáo" not in _text(_signed_in(scene.bloc, Role.INSPECTOR), "/dot/nq13/")
