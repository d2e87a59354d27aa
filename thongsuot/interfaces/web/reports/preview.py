"""A report as it looks on the page: the same parts as on paper, each figure leading to the page that shows what it is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, Verdict
from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import cell_text
from thongsuot.domain.reports.documents.content import AnnexTable, Paragraph, ReportContent, Section
from thongsuot.domain.reports.documents.headers import HeaderCell, header_cells


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A stretch of text; `href` leads to what a figure is made of."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A part of the body, level 1 a part, 2 a point; a blank one waits for the office's words."""

    heading: str
    level: int
    paragraphs: list[list[ShownRun]]
    is_blank: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table and how it stands."""

    text: str
    align: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An annex: its head in lines, its rows, its total."""

    number: str
    title: str
    head: list[list[HeaderCell]]
    rows: list[list[ShownCell]]
    total: list[ShownCell]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole report as lines of text."""

    superior: str
    issuer: str
    party: str
    number: str
    marks: tuple[str, ...]
    dated: str
    kind: str
    subject: str
    sections: list[ShownSection]
    recipients: tuple[str, ...]
    authority: str
    post: str
    signer: str
    provenance: tuple[str, ...]
    tables: list[ShownTable]


@dataclass(frozen=True, slots=True)
class Check:
    """What our own checker says of the text: how many figures bear one another out, and which do not."""

    agreeing: int
    wrong: list[Claim]


def preview_of(document: ReportContent, href: Callable[[str], str]) -> Preview:
    """Return a document as it is shown; `href` gives the page of a figure's code."""
    return Preview(
        superior=document.superior.upper(),
        issuer=document.issuer.upper(),
        party=parts.PARTY,
        number=parts.number_line(document),
        marks=parts.marks(document),
        dated=parts.date_line(document),
        kind=document.kind_name.upper(),
        subject=document.subject,
        sections=[_section(section, href) for section in document.sections],
        recipients=parts.recipient_lines(document),
        authority=document.authority.upper(),
        post=document.signer_post.upper(),
        signer=document.signer_name,
        provenance=parts.provenance_lines(document),
        tables=[_table(document, place, table) for place, table in enumerate(document.annexes, start=1)],
    )


def check_of(document: ReportContent) -> Check:
    """Return what the checker says of the document's sentences, the office's own among them."""
    text = "\n".join(_text(paragraph) for section in document.sections for paragraph in section.paragraphs)
    claims = check_text(text)
    wrong = [claim for claim in claims if claim.verdict is Verdict.INCONSISTENT]
    return Check(sum(claim.verdict is Verdict.CONSISTENT for claim in claims), wrong)


def _section(section: Section, href: Callable[[str], str]) -> ShownSection:
    paragraphs = [
        [ShownRun(run.text, href(run.figure) if run.figure else "") for run in paragraph]
        for paragraph in section.paragraphs
    ]
    return ShownSection(section.heading, section.level, paragraphs, section.is_blank)


def _table(document: ReportContent, place: int, table: AnnexTable) -> ShownTable:
    def shown(row: tuple[object, ...]) -> list[ShownCell]:
        return [
            ShownCell(cell_text(cell, column.kind), column.kind.align)  # type: ignore[arg-type]
            for cell, column in zip(row, table.columns, strict=True)
        ]

    return ShownTable(
        number=parts.annex_number(document, place).capitalize(),
        title=table.title,
        head=[list(cells) for _line, cells in groupby(header_cells(table), key=lambda cell: cell.line)],
        rows=[shown(row) for row in table.rows],
        total=shown(table.total) if table.total else [],
        remarks=table.remarks,
    )


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph)
