"""Read back what the printer would be given."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from django.utils import translation

from tests.builders.documents import make_annex, make_report, make_rows, make_section
from thongsuot.domain.reports.documents import pdf
from thongsuot.domain.reports.documents.content import ReportContent
from thongsuot.domain.reports.documents.pdf import DocumentTooLarge, pdf_document

SIGNS = "#let *x* $y$ <b> & @e =1+1 _u_ `code` [x] {y} \\n -- ~ // /* \"q\" 'q'"
MARKS = "Ưỡng Ẵng Ệ Ổ Ữ Ỵ ẴẬỂỐỜỰ đ Đ"


def _pages(content: ReportContent) -> list[str]:
    return _texts(pdf_document(content))


def _texts(written: bytes) -> list[str]:
    with pypdfium2.PdfDocument(written) as document:
        return [_text(document, place) for place in range(len(document))]


def _text(document: pypdfium2.PdfDocument, place: int) -> str:
    page = document[place]
    text = page.get_textpage().get_text_range()
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", ""))


@pytest.fixture(scope="module")
def long_report() -> Iterator[bytes]:
    """A report with the annex of a province's bloc: 314 units."""
    with translation.override("en"):
        yield pdf_document(make_report(sections=(make_section(MARKS, "- x"),), annexes=(make_annex(make_rows(314)),)))


def test_pdf_document_when_draft_then_parts_stand_in_the_forms_order(long_report: bytes) -> None:
    first = _texts(long_report)[0]

    places = [
        first.index(part)
        for part in (
            "ĐẢNG BỘ TỈNH SƠN GIANG",
            "ĐẢNG ỦY KHỐI",
            "BÁO CÁO",
            "kết quả học tập",
            "Nơi nhận:",
            "Dự thảo · Phạm vi",
        )
    ]
    assert places == sorted(places)
    for part in ("ĐẢNG CỘNG SẢN VIỆT NAM", "DỰ THẢO", "-BC/ĐUK", "tháng 6 năm 2021", "T/M BAN THƯỜNG VỤ", "Mã số liệu"):
        assert part in first


def test_pdf_document_when_every_vietnamese_mark_then_reads_back_whole(long_report: bytes) -> None:
    first = _texts(long_report)[0]

    assert MARKS in first
    assert "- x" in first


def test_pdf_document_when_pages_are_english_then_figures_stay_vietnamese(long_report: bytes) -> None:
    last = _texts(long_report)[-1]

    assert "Tổng cộng 4.600 4.502 97,87% chưa khai 4.225" in last


def test_pdf_document_when_annex_is_long_then_every_page_has_number_head_and_origin(long_report: bytes) -> None:
    first, *annex = _texts(long_report)

    assert 13 <= len(annex) <= 22
    assert not first.startswith("1 ")
    for number, page in enumerate(annex, start=2):
        assert page.startswith(f"{number} ")
        assert all(head in page for head in ("STT", "Tên đơn vị", "Quần chúng", "Mã số liệu"))
    ordinals = re.findall(r"(\d+) Đảng bộ cơ sở số (\d+),", " ".join(annex))
    assert [int(row) for row, _unit in ordinals] == list(range(1, 315))
    assert all(row == unit for row, unit in ordinals)


def test_pdf_document_when_annex_then_its_pages_lie_on_their_side(long_report: bytes) -> None:
    with pypdfium2.PdfDocument(long_report) as document:
        sizes = [document.get_page_size(place) for place in (0, 1)]

    assert [tuple(round(side * 25.4 / 72) for side in size) for size in sizes] == [(210, 297), (297, 210)]


def test_pdf_document_when_written_then_is_for_the_archive_and_dated_by_its_figures(long_report: bytes) -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in long_report
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in long_report
    assert b"<xmp:CreateDate>2021-06-30T10:00:00Z</xmp:CreateDate>" in long_report
    assert {*re.findall(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", long_report)} == {b"Tinos", b"Tinos-Bold", b"Tinos-Italic"}


def test_pdf_document_when_text_holds_signs_of_markup_then_they_stay_signs() -> None:
    table = make_annex(((1, SIGNS, *make_rows(1)[0][2:]),), title=SIGNS)

    report, annex = _pages(
        make_report(subject=SIGNS, sections=(make_section("- x", "+ y", "/ z: t", "= h", SIGNS),), annexes=(table,))
    )

    assert report.count(SIGNS) == 2
    assert all(sign in report for sign in ("- x", "+ y", "/ z: t", "= h"))
    assert annex.count(SIGNS) == 2


def test_pdf_document_when_a_name_holds_an_endless_word_then_it_breaks_within_its_column() -> None:
    endless = "a" * 300
    table = make_annex((("1", endless, *make_rows(1)[0][2:]),))

    annex = _pages(make_report(annexes=(table,)))[1]

    assert endless not in annex
    assert endless in annex.replace(" ", "")


def test_pdf_document_when_made_twice_then_bytes_are_the_same() -> None:
    report = make_report(annexes=(make_annex(),))

    assert pdf_document(report) == pdf_document(report)


def test_pdf_document_when_body_is_long_then_last_words_go_with_the_signature() -> None:
    """However long the text is, no page holds a signature alone."""
    for lines in range(12, 24):
        sections = (make_section(*(f"Đoạn {line}." for line in range(lines))),)

        last = _pages(make_report(sections=sections))[-1]

        assert f"Đoạn {lines - 1}." in last
        assert "T/M BAN THƯỜNG VỤ" in last


@pytest.mark.parametrize(
    "failure", [{"returncode": -6}, {"returncode": 1, "stderr": b"MemoryError"}, {"returncode": -24}]
)
def test_pdf_document_when_child_is_stopped_by_its_limits_then_refuses(
    monkeypatch: Any, failure: dict[str, Any]
) -> None:
    ended = subprocess.CompletedProcess([], **({"stdout": b"", "stderr": b""} | failure))
    monkeypatch.setattr(pdf.subprocess, "run", lambda *args, **options: ended)

    with pytest.raises(DocumentTooLarge, match="Văn bản quá lớn"):
        pdf_document(make_report())


def test_pdf_document_when_child_takes_too_long_then_refuses(monkeypatch: Any) -> None:
    monkeypatch.setattr(pdf, "_WALL_SECONDS", 0.01)

    with pytest.raises(DocumentTooLarge):
        pdf_document(make_report())


def test_pdf_document_when_child_fails_otherwise_then_it_is_a_defect(monkeypatch: Any) -> None:
    ended = subprocess.CompletedProcess([], 1, stdout=b"", stderr=b"TypstError: unknown variable")
    monkeypatch.setattr(pdf.subprocess, "run", lambda *args, **options: ended)

    with pytest.raises(RuntimeError, match="unknown variable"):
        pdf_document(make_report())
