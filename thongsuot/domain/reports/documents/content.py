"""What a report says, before it has a form: frozen, complete, without a query left to ask."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from thongsuot.foundation.core.rates import Rate

# A cell left blank on purpose ("not applicable") is the empty text; None is "not known" and is shown as such.
Cell = int | str | date | Rate | None


class Run(NamedTuple):
    """A stretch of text in one weight; `figure` is the code of the figure it prints, for pages that lead to its parts."""

    text: str
    bold: bool = False
    figure: str = ""


Paragraph = tuple[Run, ...]


class DocumentStatus(Enum):
    """DRAFT carries the mark DỰ THẢO and leaves number and day to the office; ISSUED carries no mark."""

    DRAFT = "DRAFT"
    ISSUED = "ISSUED"


class ColumnKind(Enum):
    """How a column's cells are aligned, written as numbers, and shown when they are not known."""

    ORDINAL = "ORDINAL"
    TEXT = "TEXT"
    DATE = "DATE"
    COUNT = "COUNT"
    DECLARED = "DECLARED"  # a count that only the unit itself can declare
    RATE = "RATE"

    @property
    def unknown(self) -> str:
        """What stands in a cell whose value is not known."""
        if self is ColumnKind.DECLARED:
            return "chưa khai"
        return "" if self in (ColumnKind.ORDINAL, ColumnKind.TEXT) else "–"

    @property
    def align(self) -> str:
        """Where the column's cells stand: left, center or right, the words of Word, PDF and Excel alike."""
        if self is ColumnKind.TEXT:
            return "left"
        return "center" if self in (ColumnKind.ORDINAL, ColumnKind.DATE) else "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an annex; its title is one line of the lower header."""

    title: str
    kind: ColumnKind = ColumnKind.COUNT


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns under one title of the upper header; without a title each column spans both header lines."""

    title: str
    columns: tuple[Column, ...]


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A table of an annex: rows in the committee's own order, a total row, remarks under it.

    Refuses (ValueError) a table without rows and a row that does not have one cell for each column.
    """

    title: str
    groups: tuple[ColumnGroup, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError(f"The annex {self.title!r} has no rows.")
        for number, row in enumerate(self.all_rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Row {number} of {self.title!r} has {len(row)} cells for {len(self.columns)} columns."
                )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all groups, left to right."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and, last, the total row if there is one."""
        return self.rows if self.total is None else (*self.rows, self.total)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report's body: heading as printed (numbering included; empty for an opening), paragraphs.

    `level` 1 is a part (I, II), 2 a point within it. A blank one holds what the office is asked to write in its place.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]
    level: int = 1
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the figures come from, printed small on every page so that a sheet of paper can be checked.

    `scope` is whose figures, `as_of` the aware instant they hold for, `fingerprint` 64 hexadecimal digits,
    `checkpoint` the printed code of the audit log's checkpoint, empty if there is none yet.
    """

    scope: str
    as_of: datetime
    fingerprint: str
    checkpoint: str = ""

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise ValueError("Figures hold for an instant: as_of needs its time zone.")


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report in the Party's form (Hướng dẫn 36-HD/VPTW 2018), part by part.

    Names are given in ordinary writing («Đảng ủy Khối …»); what the form wants in capitals the renderers capitalise.
    `symbol` is what follows the number («-BC/ĐUK»). Without a `number` a blank is left for it; without `issued_on` the day
    is left blank in the month of `cut_off`, the day on which the figures were closed. `authority` is whose place the signer
    takes («T/M Ban Thường vụ»). `internal` marks a document for circulation inside only.
    """

    superior: str
    issuer: str
    symbol: str
    place: str
    cut_off: date
    subject: str
    sections: tuple[Section, ...]
    authority: str
    signer_post: str
    recipients: tuple[str, ...]
    provenance: Provenance
    kind_name: str = "BÁO CÁO"
    number: str = ""
    issued_on: date | None = None
    signer_name: str = ""
    internal: bool = False
    status: DocumentStatus = DocumentStatus.DRAFT
    annexes: tuple[AnnexTable, ...] = ()
