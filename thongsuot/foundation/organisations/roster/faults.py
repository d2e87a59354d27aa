"""What is wrong or noteworthy about a row of a file, one by one and grouped by cause."""

from collections.abc import Iterable
from dataclasses import dataclass

_MESSAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a row: for errors the row is not accepted, for warnings it is.

    `row` is the file's own number, None for what concerns the whole file; `column` is the column's usual title.
    """

    row: int | None
    code: str
    message: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class SheetFault(Fault):
    """A fault in a file of several sheets, whose rows are numbered sheet by sheet."""

    sheet: str = ""


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """One cause with the rows it has, in the file's order, and at most three of the messages that differ."""

    code: str
    column: str
    sheet: str
    rows: tuple[int, ...]
    messages: tuple[str, ...]


def grouped(faults: Iterable[SheetFault]) -> list[FaultGroup]:
    """Return faults by cause, the most frequent first."""
    groups: dict[tuple[str, str, str], list[SheetFault]] = {}
    for fault in faults:
        groups.setdefault((fault.code, fault.column, fault.sheet), []).append(fault)
    found = [
        FaultGroup(
            code,
            column,
            sheet,
            rows=tuple(f.row for f in same if f.row is not None),
            messages=tuple(dict.fromkeys(f.message for f in same))[:_MESSAGES_SHOWN],
        )
        for (code, column, sheet), same in groups.items()
    ]
    return sorted(found, key=lambda group: -len(group.rows))


def in_order(faults: Iterable[SheetFault]) -> list[SheetFault]:
    """Return faults as the file's rows stand; what concerns the whole file comes first."""
    return sorted(faults, key=lambda fault: fault.row or 0)
