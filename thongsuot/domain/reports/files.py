"""A report's document as a file: one door to Word, PDF and Excel."""

from enum import StrEnum

from django.utils.translation import gettext as _

from thongsuot.domain.reports.documents.content import ReportContent
from thongsuot.domain.reports.documents.docx import word_document
from thongsuot.domain.reports.documents.pdf import pdf_document
from thongsuot.domain.reports.documents.xlsx import annex_workbook
from thongsuot.foundation.core.errors import Refusal


class FileFormat(StrEnum):
    """The endings of the three files."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What the file is, for whoever sends it."""
        office = "application/vnd.openxmlformats-officedocument."
        return {
            FileFormat.DOCX: office + "wordprocessingml.document",
            FileFormat.PDF: "application/pdf",
            FileFormat.XLSX: office + "spreadsheetml.sheet",
        }[self]


class NoTableToWrite(Refusal):
    """A workbook holds a report's tables, and this report has none."""


def report_file(document: ReportContent, file_format: FileFormat) -> bytes:
    """Return a report as a file. A PDF is set in a child process under limits. Refuses a workbook of a report without tables."""
    if file_format == FileFormat.DOCX:
        return word_document(document)
    if file_format == FileFormat.PDF:
        return pdf_document(document)
    if not document.annexes:
        raise NoTableToWrite(
            _("Báo cáo của đơn vị này không có biểu kèm theo nên không có tệp Excel. Lấy bản Word hoặc PDF.")
        )
    return annex_workbook(document)
