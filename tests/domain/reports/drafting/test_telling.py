"""What a report says: figures that agree with the facts, sentences an officer would sign, nothing that our checker refutes."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.reports import AT, EVERYTHING, Reported, make_reported
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Verdict
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.reports.documents.content import DocumentStatus, ReportContent
from thongsuot.domain.reports.documents.docx import word_document
from thongsuot.domain.reports.documents.pdf import pdf_document
from thongsuot.domain.reports.drafting.gathered import gathered_for
from thongsuot.domain.reports.drafting.remarks import NO_REMARKS, Place, Remarks
from thongsuot.domain.reports.drafting.telling import Signed, document_of, told
from thongsuot.domain.reports.models import ReportKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Reported:
    return make_reported()


def _told(unit: CampaignUnit, remarks: Remarks = NO_REMARKS, kind: ReportKind = ReportKind.RESULT) -> dict:
    return told(gathered_for(EVERYTHING, unit, at=AT), kind, remarks)


def _text(document: ReportContent) -> str:
    lines = [
        line
        for section in document.sections
        for line in (section.heading, *("".join(run.text for run in p) for p in section.paragraphs))
        if line
    ]
    return "\n".join(lines).replace("\u00a0", " ")


def _figures(data: dict) -> dict[str, tuple[int, int | None]]:
    return {figure["code"]: (figure["number"], figure["whole"]) for figure in data["figures"]}


def test_told_of_a_bloc_then_every_figure_is_the_facts(scene: Reported) -> None:
    figures = _figures(_told(scene.bloc))

    assert figures == {
        "units.all": (2, None),
        "members.all": (4, None),
        "key_cadres.all": (1, None),
        "non_members.declared": (1, 2),
        "study_plans.issued": (0, 2),
        "units.studied": (1, 2),
        "units.studied_on_time": (1, None),
        "classes.held": (2, None),
        "key_cadres.studied": (0, 1),
        "members.studied": (2, 4),
        "members.short_by": (2, None),
        "non_members.studied": (6, None),
        "non_members.undeclared": (1, None),
        "members.people": (2, None),
        "members.source.b": (2, None),
        "non_members.people": (6, None),
        "non_members.source.d": (6, None),
        "programmes.issued": (1, 2),
        "programmes.on_time": (1, None),
        "programmes.waiting": (1, None),
        "key_cadres.short_by": (1, None),
        "units.below_target": (2, None),
        "left.people": (2, None),
        "left.absent": (1, None),
        "left.unrecorded": (1, None),
        "study_plans.missing": (2, None),
        "units.not_studied": (1, None),
        "programmes.missing": (1, None),
    }


def test_told_of_a_bloc_then_it_reads_as_a_report_to_the_level_above(scene: Reported) -> None:
    text = _text(document_of(_told(scene.bloc)))

    assert "Đảng bộ Khối tỉnh Sơn Giang có 2 tổ chức cơ sở đảng (gồm 1 đảng bộ cơ sở và 1 chi bộ cơ sở)" in text
    assert "Đảng viên: 2/4 đồng chí, đạt 50,00%. So với chỉ tiêu phấn đấu 98%, còn 2 đồng chí." in text
    assert "Quần chúng: 6 người. Chưa tính tỷ lệ chung vì còn 1 tổ chức cơ sở đảng chưa khai tổng số." in text
    assert "Còn 2 đồng chí chưa học, gồm 1 đồng chí vắng không lý do, 1 đồng chí chưa ghi nhận." in text
    assert "Đảng ủy Khối tỉnh Sơn Giang báo cáo kết quả như sau (số liệu tính đến 17 giờ 00 ngày 30/6/2021):" in text


def test_told_of_a_base_committee_then_it_tells_of_itself(scene: Reported) -> None:
    text = _text(document_of(_told(scene.committee)))

    assert "Đảng bộ Sở A có 1 chi bộ trực thuộc với 3 đảng viên" in text
    assert "Quần chúng do đơn vị quản lý: 10 người." in text
    assert "Quần chúng: 6/10 người, đạt 60,00%." in text
    assert "Đảng ủy Sở A đã ban hành chương trình hành động số 08-CTr/ĐU, ngày 09/6/2021, gồm 1 nhiệm vụ." in text
    assert "tổ chức cơ sở đảng" not in text


@pytest.mark.parametrize("place", ["bloc", "committee", "base_cell"])
def test_told_then_nobody_who_was_counted_is_named(scene: Reported, place: str) -> None:
    told_of = json.dumps(_told(getattr(scene, place))["passages"], ensure_ascii=False)

    assert [person.full_name for person in scene.people if person.full_name in told_of] == []


@pytest.mark.parametrize("place", ["bloc", "committee", "base_cell"])
@pytest.mark.parametrize("kind", list(ReportKind))
def test_told_then_our_own_checker_refutes_nothing(scene: Reported, place: str, kind: ReportKind) -> None:
    document = document_of(_told(getattr(scene, place), kind=kind))

    wrong = [claim.text for claim in check_text(_text(document)) if claim.verdict is Verdict.INCONSISTENT]

    assert wrong == []


def test_told_then_no_percentage_stands_without_its_fraction(scene: Reported) -> None:
    text = _text(document_of(_told(scene.bloc)))

    assert len(re.findall(r"đạt [\d,]+%", text)) == len(re.findall(r"[\d.]+/[\d.]+ [^,.;]+, đạt [\d,]+%", text)) > 3


def test_told_with_remarks_then_they_stand_under_their_heading_and_nothing_is_asked_for(scene: Reported) -> None:
    remarks = Remarks({Place.STRENGTHS: "Chủ động.\n\n Linh  hoạt.", Place.PROPAGANDA: "Ba bài viết."})

    document = document_of(_told(scene.bloc, remarks))

    written = {s.heading: ["".join(r.text for r in p) for p in s.paragraphs] for s in document.sections}
    assert written["1- Ưu điểm"] == ["Chủ động.", "Linh hoạt."]
    assert written["1- Công tác tuyên truyền"] == ["Ba bài viết."]
    assert [s.heading for s in document.sections if s.is_blank] == [
        "3- Nguyên nhân",
        "VI- PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
        "VII- KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_told_with_head_remarks_then_the_office_has_the_last_word(scene: Reported) -> None:
    words = {
        Place.SUPERIOR: "Đảng bộ tỉnh Sơn Giang",
        Place.RECIPIENTS: "Tỉnh ủy\nBan Tuyên giáo",
        Place.SYMBOL: "-BC/ĐUK",
    }

    document = document_of(_told(scene.bloc, Remarks(words)))

    assert (document.superior, document.symbol) == ("Đảng bộ tỉnh Sơn Giang", "BC/ĐUK")
    assert document.recipients == ("Tỉnh ủy", "Ban Tuyên giáo")


def test_told_of_a_base_then_its_head_is_proposed_from_what_is_known(scene: Reported) -> None:
    document = document_of(_told(scene.committee))

    assert (document.superior, document.issuer) == ("Đảng bộ Khối tỉnh Sơn Giang", "Đảng ủy Sở A")
    assert (document.authority, document.signer_post) == ("T/M Đảng ủy", "Bí thư")
    assert document.signer_name == scene.people[0].full_name
    assert document.recipients == ("Đảng ủy Khối tỉnh Sơn Giang", "Lưu Đảng ủy Sở A")


def test_told_of_two_directives_then_each_has_its_own_rate() -> None:
    bloc = make_unit(name="Đảng bộ Khối")
    base = make_unit(bloc)
    person, _other = make_person(base), make_person(base)
    both = [make_directive(bloc), make_directive(bloc, number="02-KL/TW")]
    campaign = make_campaign(bloc, directives=both)
    make_roll(campaign)
    one_only = replace(make_held(campaign, [entry_of(campaign, person)]), directives=both[:1])
    hold_class(campaign_unit_of(campaign, base), one_only)

    figures = _figures(_told(campaign_unit_of(campaign, bloc)))

    assert figures["members.studied"] == (0, 2)
    assert (figures["members.directive.1"], figures["members.directive.2"]) == ((1, 2), (0, 2))


def test_told_again_as_json_then_it_is_the_same_document(scene: Reported) -> None:
    data = _told(scene.bloc)

    assert document_of(json.loads(json.dumps(data))) == document_of(data)


def test_told_in_english_then_the_document_stays_vietnamese(scene: Reported) -> None:
    data = _told(scene.bloc)
    with translation.override("en"):
        again = _told(scene.bloc)

    assert again == data


def test_document_of_when_issued_then_no_mark_and_no_blank_is_left(scene: Reported) -> None:
    signed = Signed("45-BC/ĐUK", date(2021, 7, 1), "Phó Bí thư", "Lê Văn Ký")

    document = document_of(_told(scene.bloc), checkpoint="7:AAAA", signed=signed)

    assert (document.status, document.number, document.symbol) == (DocumentStatus.ISSUED, "45", "BC/ĐUK")
    assert (document.signer_post, document.signer_name, document.issued_on) == (
        "Phó Bí thư",
        "Lê Văn Ký",
        date(2021, 7, 1),
    )
    assert [section.heading for section in document.sections if section.is_blank] == []
    assert "[" not in _text(document)


def test_document_of_the_same_data_then_the_same_bytes(scene: Reported) -> None:
    data = _told(scene.bloc)

    assert word_document(document_of(data)) == word_document(document_of(data))
    assert pdf_document(document_of(data)) == pdf_document(document_of(data))


def test_told_of_a_table_then_one_row_for_each_unit_below_in_order(scene: Reported) -> None:
    document = document_of(_told(scene.bloc, kind=ReportKind.TABLE))

    assert (document.kind_name, len(document.annexes)) == ("Biểu tổng hợp", 1)
    titles = [column.title for column in document.annexes[0].columns]
    rows = {row[1]: dict(zip(titles, row, strict=True)) for row in document.annexes[0].rows}
    assert list(rows) == ["Đảng bộ Sở A", "Chi bộ Ban B"]
    assert (rows["Đảng bộ Sở A"]["Vắng không lý do"], rows["Chi bộ Ban B"]["Chưa ghi nhận"]) == (1, 1)
    assert rows["Chi bộ Ban B"]["Bắt đầu"] is None
    assert "Miễn sinh hoạt" not in titles


def test_told_of_a_committee_then_its_cells_are_not_given_non_members_counted_as_a_whole(scene: Reported) -> None:
    annex = document_of(_told(scene.committee)).annexes[0]

    assert "Quần chúng" not in [group.title for group in annex.groups]


def test_gathered_for_then_the_number_of_statements_does_not_grow(scene: Reported) -> None:
    bloc = make_unit(name="Đảng bộ Khối lớn")
    for _ in range(4):
        make_person(make_unit(bloc))
    larger = make_campaign(bloc, slug="nq14")
    make_roll(larger)

    counts = []
    for unit in (scene.bloc, campaign_unit_of(larger, bloc)):
        with CaptureQueriesContext(connection) as asked:
            gathered_for(
                EVERYTHING,
                CampaignUnit.objects.select_related("campaign__scheme", "unit", "kind").get(pk=unit.pk),
                at=AT,
            )
        counts.append(len(asked))

    assert counts[0] == counts[1]
