"""Read back what Word would be given."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from lxml import etree

from tests.builders.documents import AS_OF, make_annex, make_report, make_rows, make_section
from thongsuot.domain.reports.documents.content import (
    Column,
    ColumnGroup,
    ColumnKind,
    DocumentStatus,
    ReportContent,
    Run,
    Section,
)
from thongsuot.domain.reports.documents.docx import word_document

SIGNS = "- #let *x* $y$ <b>&amp; </w:t> @e =1+1 \\n _u_ `code` [x] {y}"
# The order in which the schema wants them (ECMA-376 part 1, CT_PPr, CT_RPr, CT_TcPr, CT_TblPr).
ORDERS = {
    "pPr": "pStyle keepNext pageBreakBefore pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b i color sz szCs u bdr lang",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar",
}


def _read(content: ReportContent) -> WordDocument:
    return Document(BytesIO(word_document(content)))


def _cell_lines(table: Table, row: int, column: int) -> list[str]:
    return [
        paragraph.text.replace("\u00a0", " ").strip()
        for paragraph in table.cell(row, column).paragraphs
        if paragraph.text
    ]


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return _read(make_report(annexes=(make_annex(), make_annex(remarks=("7 đơn vị chưa khai.",)))))


def test_word_document_when_draft_then_letterhead_stands_in_the_forms_order(document: WordDocument) -> None:
    head = document.tables[0]

    assert _cell_lines(head, 0, 0) == ["ĐẢNG BỘ TỈNH SƠN GIANG", "ĐẢNG ỦY KHỐI CƠ QUAN - DOANH NGHIỆP TỈNH", "*"]
    assert _cell_lines(head, 0, 1) == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert _cell_lines(head, 1, 0) == ["Số      -BC/ĐUK", "DỰ THẢO"]
    assert _cell_lines(head, 1, 1) == ["Sơn Giang, ngày      tháng 6 năm 2021"]


def test_word_document_when_draft_then_letters_of_the_head_are_those_of_the_form(document: WordDocument) -> None:
    superior, issuer = (document.tables[0].cell(0, 0).paragraphs[place].runs[0] for place in (0, 1))
    party = document.tables[0].cell(0, 1).paragraphs[0].runs[0]
    dated = document.tables[0].cell(1, 1).paragraphs[0].runs[0]

    assert (superior.bold, issuer.bold) == (None, True)
    assert (party.bold, party.font.size) == (True, Pt(15))
    assert dated.italic is True


def test_word_document_when_read_then_title_and_subject_follow_the_head(document: WordDocument) -> None:
    kind, subject = document.paragraphs[:2]

    assert (kind.text, kind.alignment, kind.runs[0].font.size) == ("BÁO CÁO", WD_ALIGN_PARAGRAPH.CENTER, Pt(16))
    assert subject.text.startswith("kết quả học tập, quán triệt")
    assert subject.runs[0].bold is True


def test_word_document_when_read_then_page_and_type_are_those_of_the_form(document: WordDocument) -> None:
    page = document.sections[0]
    body = document.styles["Body Text"]

    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (page.top_margin.mm, page.bottom_margin.mm, page.left_margin.mm, page.right_margin.mm)
    assert margins == pytest.approx((20, 20, 30, 15), abs=0.1)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size == Pt(14)
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)


def test_word_document_when_read_then_no_theme_font_is_left(document: WordDocument) -> None:
    fonts = list(document.styles.element.iter(qn("w:rFonts")))

    assert document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}") is not None
    assert all(font.get(qn("w:ascii")) == "Times New Roman" and font.get(qn("w:asciiTheme")) is None for font in fonts)


def test_word_document_when_read_then_first_page_has_no_number_and_every_page_its_origin(
    document: WordDocument,
) -> None:
    page = document.sections[0]

    assert page.different_first_page_header_footer is True
    assert "PAGE" in etree.tostring(page.header._element, encoding="unicode")
    assert page.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert page.header_distance.mm == pytest.approx(10, abs=0.1)
    assert "PAGE" not in etree.tostring(page.first_page_header._element, encoding="unicode")
    for foot in (page.footer, page.first_page_footer):
        assert foot.paragraphs[0].text.startswith("Dự thảo · Phạm vi: Đảng bộ Khối")
        assert foot.paragraphs[1].text.startswith("Mã số liệu ")


def test_word_document_when_paragraph_has_a_bold_figure_then_only_the_figure_is_bold() -> None:
    body = next(p for p in _read(make_report()).paragraphs if p.style.name == "Body Text")

    assert [(run.text, bool(run.bold)) for run in body.runs] == [
        ("Có ", False),
        ("4.502/4.600", True),
        (" đảng viên tham gia học tập, đạt 97,87%.", False),
    ]


def test_word_document_when_sections_have_levels_then_headings_can_be_navigated() -> None:
    sections = (
        Section("", ((Run("Mở đầu."),),)),
        make_section("a", heading="I- MỘT"),
        make_section("b", heading="1. Hai", level=2),
    )

    styled = [
        (p.text, p.style.name) for p in _read(make_report(sections=sections)).paragraphs if p.style.name != "Normal"
    ]

    assert styled == [
        ("Mở đầu.", "Body Text"),
        ("I- MỘT", "Heading 1"),
        ("a", "Body Text"),
        ("1. Hai", "Heading 2"),
        ("b", "Body Text"),
    ]


def test_word_document_when_signed_then_recipients_stand_left_and_signature_right() -> None:
    foot = _read(make_report(signer_name="Hoàng Minh Ưỡng")).tables[1]

    assert _cell_lines(foot, 0, 0) == [
        "Nơi nhận:",
        "- Ban Thường vụ Tỉnh ủy,",
        "- Ban Tuyên giáo Tỉnh ủy,",
        "- Lưu Văn phòng Đảng ủy Khối.",
    ]
    assert _cell_lines(foot, 0, 1) == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Hoàng Minh Ưỡng"]
    assert foot.cell(0, 0).paragraphs[1].runs[0].font.size == Pt(12)


def test_word_document_when_body_ends_then_last_words_go_with_the_signature() -> None:
    body = [p for p in _read(make_report(sections=(make_section("a", "b"),))).paragraphs if p.style.name == "Body Text"]

    assert [p.paragraph_format.keep_with_next for p in body] == [None, True]


def test_word_document_when_issued_then_carries_no_draft_mark() -> None:
    document = _read(make_report(status=DocumentStatus.ISSUED, number="05"))

    assert _cell_lines(document.tables[0], 1, 0) == ["Số 05-BC/ĐUK"]


def test_word_document_when_annexes_then_their_pages_lie_on_their_side_and_numbers_run_on(
    document: WordDocument,
) -> None:
    page = document.sections[1]

    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((297, 210), abs=0.1)
    assert page.different_first_page_header_footer is False
    assert page.header.is_linked_to_previous
    assert [p.text for p in document.paragraphs if p.text.startswith("PHỤ LỤC")] == ["PHỤ LỤC 1", "PHỤ LỤC 2"]


def test_word_document_when_annex_then_head_repeats_rows_hold_together_and_lines_fit_the_page(
    document: WordDocument,
) -> None:
    annex = document.tables[2]
    rows = annex._tbl.findall(qn("w:tr"))

    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True, False, False, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    widths = [int(column.get(qn("w:w"))) for column in annex._tbl.tblGrid]
    assert sum(widths) * 25.4 / 1440 == pytest.approx(262, abs=0.5)


def test_word_document_when_annex_then_cells_read_as_the_table_says(document: WordDocument) -> None:
    annex = document.tables[2]

    assert [cell.text for cell in annex.rows[0].cells] == [
        *("STT", "Tên đơn vị", "Ngày học"),
        *["Đảng viên"] * 3,
        *["Quần chúng"] * 2,
    ]
    assert [cell.text for cell in annex.rows[1].cells][:6] == [
        "STT",
        "Tên đơn vị",
        "Ngày học",
        "Phải học",
        "Đã học",
        "Tỷ lệ",
    ]
    assert [cell.text for cell in annex.rows[4].cells][3:] == ["52", "50", "96,15%", "chưa khai", "45"]
    total = annex.rows[5].cells
    assert [cell.text for cell in total] == ["", "Tổng cộng", "", "4.600", "4.502", "97,87%", "chưa khai", "4.225"]
    assert all(cell.paragraphs[0].runs[0].bold for cell in total)
    assert annex.rows[4].cells[5].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_word_document_when_text_holds_signs_of_markup_then_they_stay_signs() -> None:
    table = make_annex(((1, SIGNS, *make_rows(1)[0][2:]),))

    document = _read(make_report(subject=SIGNS, sections=(make_section(SIGNS),), annexes=(table,)))

    assert document.paragraphs[1].text == SIGNS
    assert SIGNS in [p.text for p in document.paragraphs if p.style.name == "Body Text"]
    assert document.tables[2].rows[2].cells[1].text == SIGNS


def test_word_document_when_made_twice_then_bytes_are_the_same() -> None:
    report = make_report(annexes=(make_annex(),))

    first, second = word_document(report), word_document(report)

    assert first == second
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_word_document_when_read_then_properties_are_the_reports_own(document: WordDocument) -> None:
    properties = document.core_properties

    assert properties.title.startswith("Báo cáo kết quả học tập")
    assert properties.author == "Đảng ủy Khối Cơ quan - Doanh nghiệp tỉnh"
    assert properties.comments == ""
    assert properties.created == AS_OF


@pytest.mark.parametrize("tag", sorted(ORDERS))
def test_word_document_when_written_then_properties_stand_in_the_schemas_order(
    document: WordDocument, tag: str
) -> None:
    order = ORDERS[tag].split()
    found = 0
    for root in (document.element, document.styles.element, document.sections[0].footer._element):
        for properties in root.iter(qn(f"w:{tag}")):
            if tag == "tblPr" and properties.getparent().tag == qn("w:style"):
                continue  # the template's own
            places = [order.index(etree.QName(child).localname) for child in properties]
            assert places == sorted(places)
            found += 1
    assert found


def test_word_document_when_two_tables_meet_then_a_paragraph_stands_between_and_after() -> None:
    tables = (make_annex(), make_annex())

    body = _read(make_report(annexes=tables)).element.body
    short = _read(make_report()).element.body

    for parent in (body, short):
        tags = [etree.QName(child).localname for child in parent]
        assert tags[-1] == "sectPr"
        assert ["tbl", "tbl"] not in [tags[place : place + 2] for place in range(len(tags))]
        assert tags[-2] == "p"


def test_word_document_when_table_has_one_level_then_head_is_one_line() -> None:
    table = make_annex(
        groups=(ColumnGroup("", (Column("Đơn vị", ColumnKind.TEXT),)), ColumnGroup("", (Column("Đã học"),))),
        rows=(("Chi bộ Cục Thuế", 45),),
        total=None,
    )

    annex = _read(make_report(annexes=(table,))).tables[2]

    assert [[cell.text for cell in row.cells] for row in annex.rows] == [
        ["Đơn vị", "Đã học"],
        ["Chi bộ Cục Thuế", "45"],
    ]
