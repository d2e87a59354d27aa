"""The fixed parts of the Party's form as lines of text, the same in Word and in PDF.

Source: Hướng dẫn 36-HD/VPTW (3/4/2018) on the form of Party documents.
"""

from thongsuot.domain.reports.documents.cells import printable
from thongsuot.domain.reports.documents.content import DocumentStatus, ReportContent
from thongsuot.domain.reports.documents.fingerprint import short_code
from thongsuot.domain.reports.documents.wording import BLANK, formal_date, instant, undated

TYPEFACE = "Times New Roman"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
DRAFT_MARK = "DỰ THẢO"
INTERNAL_MARK = "Lưu hành nội bộ"
RECIPIENTS = "Nơi nhận:"


def marks(content: ReportContent) -> tuple[str, ...]:
    """Return the marks under the number: draft, internal circulation."""
    draft = (DRAFT_MARK,) if content.status is DocumentStatus.DRAFT else ()
    return (*draft, INTERNAL_MARK) if content.internal else draft


def number_line(content: ReportContent) -> str:
    """Return number and symbol without a colon, as the Party writes them: «Số 15-BC/ĐUK», blank while a draft."""
    return f"Số{_number(content)}{_symbol(content)}"


def date_line(content: ReportContent) -> str:
    """Return place and date: «Sơn Giang, ngày 05 tháng 02 năm 2026»."""
    return f"{printable(content.place)}, {_day(content)}"


def document_title(content: ReportContent) -> str:
    """Return kind and subject in one line, as the file names itself."""
    return f"{printable(content.kind_name).capitalize()} {printable(content.subject)}"


def annex_number(content: ReportContent, place: int) -> str:
    """Return the annex's heading; two or more are numbered with Arabic numerals, from 1."""
    return "PHỤ LỤC" if len(content.annexes) == 1 else f"PHỤ LỤC {place}"


def annex_reference(content: ReportContent) -> str:
    """Return the line that ties an annex to its report."""
    kind = printable(content.kind_name).capitalize()
    number = f"số{_number(content)}{_symbol(content)}, {_day(content)}"
    return f"(Kèm theo {kind} {number} của {printable(content.issuer)})"


def recipient_lines(content: ReportContent) -> tuple[str, ...]:
    """Return the recipients as a list: each begins with a dash, ends with a comma, the last with a full stop."""
    names = [printable(name).rstrip(" ,;.") for name in content.recipients]
    return tuple(f"- {name}{'.' if place == len(names) else ','}" for place, name in enumerate(names, start=1))


def provenance_lines(content: ReportContent) -> tuple[str, str]:
    """Return two lines for the foot of every page: whose figures and when, then their codes, which must not break."""
    source = content.provenance
    draft = "Dự thảo · " if content.status is DocumentStatus.DRAFT else ""
    checkpoint = f" · mốc nhật ký {printable(source.checkpoint)}" if source.checkpoint else ""
    return (
        f"{draft}Phạm vi: {printable(source.scope)} · số liệu lúc {instant(source.as_of)}",
        f"Mã số liệu {short_code(source.fingerprint)}{checkpoint}",
    )


def _number(content: ReportContent) -> str:
    return f"\u00a0{printable(content.number)}" if content.number else BLANK


def _symbol(content: ReportContent) -> str:
    return f"-{printable(content.symbol).lstrip('-')}"


def _day(content: ReportContent) -> str:
    return formal_date(content.issued_on) if content.issued_on else undated(content.cut_off)
