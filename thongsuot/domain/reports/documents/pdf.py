"""The report as PDF/A-2b: the same bytes for the same content, so that an issue can be set again and compared."""

import json
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from signal import SIGABRT, SIGKILL, SIGSEGV, SIGXCPU
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import cell_text, printable
from thongsuot.domain.reports.documents.content import AnnexTable, Paragraph, ReportContent, Row, Section
from thongsuot.domain.reports.documents.fitting import breakable
from thongsuot.domain.reports.documents.headers import HeaderCell, header_cells
from thongsuot.domain.reports.documents.leaves import Leaf, leaves
from thongsuot.foundation.core.errors import Refusal

Data = dict[str, object]

_TYPESETTER = Path(__file__).with_name("typesetter.py")
_WALL_SECONDS = 90
# A child takes about 120 MB and a core: a rush of downloads waits its turn instead of filling the machine.
_AT_ONCE = BoundedSemaphore(2)
# One thread and one arena: the memory needed is the same on two cores and on sixty-four.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
_STOPPED_BY_LIMIT = {-SIGABRT, -SIGKILL, -SIGSEGV, -SIGXCPU}


class DocumentTooLarge(Refusal):
    """The document needs more time or memory than one document is given."""


def pdf_document(content: ReportContent) -> bytes:
    """Return the report with its annexes as PDF/A-2b, tagged, fonts embedded, dated at the instant of its figures.

    Refuses AnnexTooWide, DocumentTooLarge.
    """
    order = {"data": _document(content), "made_at": int(content.provenance.as_of.timestamp())}
    # -I: neither the environment nor the working folder can put code in the child's way.
    command = [sys.executable, "-I", str(_TYPESETTER)]
    try:
        with _AT_ONCE:
            child = subprocess.run(  # noqa: S603 - our own interpreter and our own file; the document is only data on stdin
                command,
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=_WALL_SECONDS,
                env=_ENVIRONMENT,
                check=False,
            )
    except subprocess.TimeoutExpired as late:
        raise DocumentTooLarge(_too_large()) from late
    if child.returncode in _STOPPED_BY_LIMIT or b"MemoryError" in child.stderr:
        raise DocumentTooLarge(_too_large())
    if child.returncode:
        raise RuntimeError(
            f"The typesetter ended with {child.returncode}: {child.stderr[-2000:].decode(errors='replace')}"
        )
    return child.stdout


def _too_large() -> str:
    return _(
        "Văn bản quá lớn, không dựng được bản PDF trong giới hạn cho phép. Hãy bớt phụ lục, hoặc xuất bản Word và Excel."
    )


def _document(content: ReportContent) -> Data:
    return {
        "title": parts.document_title(content),
        "author": printable(content.issuer),
        "made": _made(content),
        "party": parts.PARTY,
        "superior": printable(content.superior).upper(),
        "issuer": printable(content.issuer).upper(),
        "number": parts.number_line(content),
        "marks": parts.marks(content),
        "dated": parts.date_line(content),
        "kind": printable(content.kind_name).upper(),
        "subject": printable(content.subject),
        "sections": [_section(section) for section in content.sections],
        "authority": printable(content.authority).upper(),
        "post": printable(content.signer_post).upper(),
        "signer": printable(content.signer_name),
        "recipients_title": parts.RECIPIENTS,
        "recipients": parts.recipient_lines(content),
        "provenance": parts.provenance_lines(content),
        "reference": parts.annex_reference(content),
        "annexes": [_annex(leaf) for leaf in leaves(content)],
    }


def _made(content: ReportContent) -> Data:
    made = content.provenance.as_of.astimezone(UTC)
    return {"year": made.year, "month": made.month, "day": made.day, "hour": made.hour, "minute": made.minute}


def _section(section: Section) -> Data:
    return {
        "heading": printable(section.heading),
        "level": section.level,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> list[Data]:
    return [{"text": printable(run.text), "bold": run.bold} for run in paragraph]


def _annex(leaf: Leaf) -> Data:
    table = leaf.table
    return {
        "heading": leaf.heading,
        "title": printable(table.title),
        "font_pt": leaf.fitted.font_pt,
        "widths": leaf.fitted.widths_mm,
        "padding": leaf.fitted.padding_mm,
        "aligns": [column.kind.align for column in table.columns],
        "head": [_head(cell) for cell in header_cells(table)],
        "rows": [_row(table, row) for row in table.rows],
        "total": None if table.total is None else _row(table, table.total),
        "remarks": [printable(remark) for remark in table.remarks],
    }


def _head(cell: HeaderCell) -> Data:
    return {"text": cell.text, "x": cell.column, "y": cell.line, "colspan": cell.columns, "rowspan": cell.lines}


def _row(table: AnnexTable, row: Row) -> list[str]:
    return [breakable(cell_text(cell, column.kind)) for cell, column in zip(row, table.columns, strict=True)]
