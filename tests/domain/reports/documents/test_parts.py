from datetime import date

import pytest

from tests.builders.documents import make_annex, make_provenance, make_report
from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.content import DocumentStatus


def _spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_number_line_when_draft_then_leaves_the_number_to_the_office() -> None:
    assert _spaces(parts.number_line(make_report())) == "Số      -BC/ĐUK"


@pytest.mark.parametrize("symbol", ["-BC/ĐUK", "BC/ĐUK"])
def test_number_line_when_numbered_then_has_a_hyphen_and_no_colon(symbol: str) -> None:
    assert _spaces(parts.number_line(make_report(number="05", symbol=symbol))) == "Số 05-BC/ĐUK"


def test_date_line_when_draft_then_leaves_the_day_blank_in_the_month_of_the_cut_off() -> None:
    assert _spaces(parts.date_line(make_report())) == "Sơn Giang, ngày      tháng 6 năm 2021"


def test_date_line_when_issued_then_writes_the_day() -> None:
    report = make_report(issued_on=date(2026, 2, 5))

    assert parts.date_line(report) == "Sơn Giang, ngày 05 tháng 02 năm 2026"


def test_marks_when_draft_and_internal_then_carries_both() -> None:
    assert parts.marks(make_report(internal=True)) == ("DỰ THẢO", "Lưu hành nội bộ")


def test_marks_when_issued_then_carries_none() -> None:
    report = make_report(status=DocumentStatus.ISSUED)

    assert parts.marks(report) == ()
    assert not parts.provenance_lines(report)[0].startswith("Dự thảo")


def test_annex_number_when_alone_then_is_not_numbered() -> None:
    assert parts.annex_number(make_report(annexes=(make_annex(),)), 1) == "PHỤ LỤC"
    assert parts.annex_number(make_report(annexes=(make_annex(), make_annex())), 2) == "PHỤ LỤC 2"


def test_annex_reference_when_draft_then_ties_the_annex_to_its_report() -> None:
    text = _spaces(parts.annex_reference(make_report()))

    assert text == (
        "(Kèm theo Báo cáo số      -BC/ĐUK, ngày      tháng 6 năm 2021 của Đảng ủy Khối Cơ quan - Doanh nghiệp tỉnh)"
    )


def test_recipient_lines_when_several_then_end_as_a_sentence_does() -> None:
    report = make_report(recipients=("Tỉnh ủy;", "Ban Tuyên giáo Tỉnh ủy", "Lưu Văn phòng."))

    assert parts.recipient_lines(report) == ("- Tỉnh ủy,", "- Ban Tuyên giáo Tỉnh ủy,", "- Lưu Văn phòng.")


def test_provenance_lines_when_draft_then_say_whose_when_and_which() -> None:
    report = make_report(provenance=make_provenance(scope="Đảng bộ Khối", fingerprint="f" * 64))

    assert parts.provenance_lines(report) == (
        "Dự thảo · Phạm vi: Đảng bộ Khối · số liệu lúc 17 giờ 00 ngày 30/6/2021",
        "Mã số liệu ZZZZ-ZZZZ-ZZZZ-ZZZZ · mốc nhật ký 7K2M-Q9TD-0A4C-ZX81",
    )


def test_provenance_lines_when_no_checkpoint_yet_then_say_nothing_of_it() -> None:
    report = make_report(provenance=make_provenance(checkpoint=""))

    assert "mốc" not in parts.provenance_lines(report)[1]


def test_document_title_when_kind_is_in_capitals_then_reads_as_a_sentence() -> None:
    assert parts.document_title(make_report(subject="kết quả học tập")) == "Báo cáo kết quả học tập"
