"""Builders of official documents: a report as the demonstration's bloc would send it, every part replaceable."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from thongsuot.domain.reports.documents.content import (
    AnnexTable,
    Cell,
    Column,
    ColumnGroup,
    ColumnKind,
    Provenance,
    ReportContent,
    Row,
    Run,
    Section,
)
from thongsuot.foundation.core.rates import Rate

AS_OF = datetime(2021, 6, 30, 10, 0, tzinfo=UTC)
MEMBERS = Rate(4502, 4600, target=Decimal("0.98"))


def make_provenance(**changes: Any) -> Provenance:
    """Return the provenance of the demonstration's figures."""
    parts: dict[str, Any] = {
        "scope": "Đảng bộ Khối Cơ quan - Doanh nghiệp tỉnh Sơn Giang",
        "as_of": AS_OF,
        "fingerprint": "5f" * 32,
        "checkpoint": "7K2M-Q9TD-0A4C-ZX81",
    }
    return Provenance(**(parts | changes))


def make_report(**changes: Any) -> ReportContent:
    """Return a draft report of one page without annexes."""
    parts: dict[str, Any] = {
        "superior": "Đảng bộ tỉnh Sơn Giang",
        "issuer": "Đảng ủy Khối Cơ quan - Doanh nghiệp tỉnh",
        "symbol": "-BC/ĐUK",
        "place": "Sơn Giang",
        "cut_off": date(2021, 6, 30),
        "subject": "kết quả học tập, quán triệt, tuyên truyền và triển khai thực hiện Nghị quyết Đại hội XIII của Đảng",
        "sections": (make_section(),),
        "authority": "T/M Ban Thường vụ",
        "signer_post": "Phó Bí thư Thường trực",
        "recipients": ("Ban Thường vụ Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "Lưu Văn phòng Đảng ủy Khối"),
        "provenance": make_provenance(),
    }
    return ReportContent(**(parts | changes))


def make_section(*texts: str, heading: str = "I- KẾT QUẢ HỌC TẬP, QUÁN TRIỆT", level: int = 1) -> Section:
    """Return a section of plain paragraphs; without texts, one with the campaign's headline figure in bold."""
    plain = tuple((Run(text),) for text in texts)
    figure = ((Run("Có "), Run("4.502/4.600", bold=True), Run(" đảng viên tham gia học tập, đạt 97,87%.")),)
    return Section(heading=heading, paragraphs=plain or figure, level=level)


def make_annex(rows: tuple[Row, ...] | None = None, **changes: Any) -> AnnexTable:
    """Return a table with a two-level head, three rows and a total, one cell of each kind."""
    groups = (
        ColumnGroup("", (Column("STT", ColumnKind.ORDINAL),)),
        ColumnGroup("", (Column("Tên đơn vị", ColumnKind.TEXT),)),
        ColumnGroup("", (Column("Ngày học", ColumnKind.DATE),)),
        ColumnGroup("Đảng viên", (Column("Phải học"), Column("Đã học"), Column("Tỷ lệ", ColumnKind.RATE))),
        ColumnGroup("Quần chúng", (Column("Tổng số", ColumnKind.DECLARED), Column("Đã học"))),
    )
    parts: dict[str, Any] = {
        "title": "Kết quả học tập, quán triệt theo đơn vị",
        "groups": groups,
        "rows": make_rows(3) if rows is None else rows,
        "total": total_row(),
    }
    return AnnexTable(**(parts | changes))


def make_rows(count: int) -> tuple[Row, ...]:
    """Return rows of plausible units; every third has not declared its non-members."""
    return tuple(_row(number) for number in range(1, count + 1))


def total_row() -> Row:
    """Return a total that says the demonstration's figures."""
    return ("", "Tổng cộng", "", 4600, 4502, MEMBERS, None, 4225)


def _row(number: int) -> tuple[Cell, ...]:
    declared = None if number % 3 == 0 else 60 + number
    name = f"Đảng bộ cơ sở số {number}, Công ty Cổ phần Ưỡng Ẵng"
    return (number, name, date(2021, 4, 1 + number % 28), 52, 50, Rate(50, 52), declared, 45)
