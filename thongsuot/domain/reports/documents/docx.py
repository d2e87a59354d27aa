"""The report as an editable Word document: what the committee's office corrects, numbers, signs and seals.

Margins 20, 20, 30 and 15 mm, Times New Roman 14, lines of at least 18 points: Hướng dẫn 36-HD/VPTW. The same content gives
the same bytes.
"""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import printable
from thongsuot.domain.reports.documents.content import ReportContent, Section
from thongsuot.domain.reports.documents.fitting import width_em
from thongsuot.domain.reports.documents.word_annexes import annex_elements
from thongsuot.domain.reports.documents.word_elements import paragraph, rule, run, table, table_cell, table_row
from thongsuot.domain.reports.documents.word_pages import (
    BODY,
    PART,
    POINT,
    PORTRAIT_WIDTH_MM,
    blank_document,
    file_bytes,
    turn_page,
)

_HALF_MM = PORTRAIT_WIDTH_MM / 2
_PARTY_PT = 15
_SUBJECT_RULE_MM = 28.0
_ROOM_TO_SIGN_PT = 72
_MM_PER_PT = 25.4 / 72


def word_document(content: ReportContent) -> bytes:
    """Return the report as .docx: letterhead, title, body, signature, then its annexes on pages turned on their side.

    Refuses AnnexTooWide.
    """
    document = blank_document(content)
    body = document.element.body
    for part in (_letterhead(content), *_title(content), *_body(content), _signature(content)):
        body.insert(len(body) - 1, part)  # the last child holds the page's measures and stays last
    if not content.annexes:
        body.insert(len(body) - 1, paragraph(tight=True))  # a text may not end with a table
        return file_bytes(document)
    turn_page(document)
    for part in annex_elements(content):
        body.insert(len(body) - 1, part)
    return file_bytes(document)


def _letterhead(content: ReportContent) -> BaseOxmlElement:
    left = [
        *([_centred(run(printable(content.superior).upper()))] if content.superior else []),
        _centred(run(printable(content.issuer).upper(), bold=True)),
        _centred(run("*")),
    ]
    length_mm = width_em(parts.PARTY, bold=True) * _PARTY_PT * _MM_PER_PT
    right = [_centred(run(parts.PARTY, size=_PARTY_PT, bold=True)), rule(_HALF_MM, length_mm)]
    numbered = [_centred(run(parts.number_line(content)))]
    marked = [_centred(run(f"\u00a0{mark}\u00a0", size=12, bold=True, boxed=True)) for mark in parts.marks(content)]
    dated = [_centred(run(parts.date_line(content), italic=True))]
    head = table((_HALF_MM, _HALF_MM), lines=False)
    head.append(table_row([table_cell(_HALF_MM, *left), table_cell(_HALF_MM, *right)]))
    head.append(table_row([table_cell(_HALF_MM, *numbered, *marked), table_cell(_HALF_MM, *dated)]))
    return head


def _title(content: ReportContent) -> Iterator[BaseOxmlElement]:
    yield _centred(run(printable(content.kind_name).upper(), size=16, bold=True), before=18)
    yield _centred(run(printable(content.subject), bold=True), after=3)
    yield rule(PORTRAIT_WIDTH_MM, _SUBJECT_RULE_MM)
    yield paragraph(tight=True)


def _body(content: ReportContent) -> Iterator[BaseOxmlElement]:
    last = content.sections[-1] if content.sections else None
    for section in content.sections:
        yield from _section(section, is_last=section is last)


def _section(section: Section, *, is_last: bool) -> Iterator[BaseOxmlElement]:
    if section.heading:
        yield paragraph(run(printable(section.heading)), style=PART if section.level == 1 else POINT)
    for place, runs in enumerate(section.paragraphs, start=1):
        # A signature never stands alone on a page: the last words go with it.
        keep = is_last and place == len(section.paragraphs)
        yield paragraph(*(run(printable(part.text), bold=part.bold) for part in runs), style=BODY, keep_next=keep)


def _signature(content: ReportContent) -> BaseOxmlElement:
    left_mm, right_mm = 72.0, PORTRAIT_WIDTH_MM - 72.0
    names = [paragraph(run(line, size=12), tight=True) for line in parts.recipient_lines(content)]
    left = [paragraph(run(parts.RECIPIENTS, underlined=True), before=12), *names] if names else [paragraph()]
    right = [
        _centred(run(printable(content.authority).upper(), bold=True), before=12),
        _centred(run(printable(content.signer_post).upper())),
        _centred(run(printable(content.signer_name), bold=True), before=_ROOM_TO_SIGN_PT),
    ]
    foot = table((left_mm, right_mm), lines=False)
    foot.append(table_row([table_cell(left_mm, *left), table_cell(right_mm, *right)]))
    return foot


def _centred(written: BaseOxmlElement, *, before: float = 0, after: float = 0) -> BaseOxmlElement:
    return paragraph(written, align="center", before=before, after=after)
