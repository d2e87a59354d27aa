"""Tables and text of a report as plain data that JSON holds unchanged, and back: no float, every rate by its two whole numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

from thongsuot.domain.reports.documents.content import (
    AnnexTable,
    Cell,
    Column,
    ColumnGroup,
    ColumnKind,
    Paragraph,
    Row,
    Run,
)
from thongsuot.domain.reports.drafting.tally import Figure
from thongsuot.foundation.core.rates import Rate

Data = dict[str, Any]


def plain_figure(figure: Figure) -> Data:
    """Return a figure as data."""
    return {
        "code": figure.code,
        "label": figure.label,
        "number": figure.number,
        "counted": figure.counted,
        "whole": figure.whole,
        "target": _text(figure.target),
    }


def figure_from(data: Data) -> Figure:
    """Return the figure of `plain_figure`."""
    return Figure(**(data | {"target": _decimal(data["target"])}))


def plain_paragraph(paragraph: Paragraph) -> list[Data]:
    """Return a paragraph as data: a list of runs, each with the figure it prints if it prints one."""
    return [{"text": run.text} | ({"figure": run.figure} if run.figure else {}) for run in paragraph]


def paragraph_from(data: list[Data]) -> Paragraph:
    """Return the paragraph of `plain_paragraph`."""
    return tuple(Run(run["text"], figure=run.get("figure", "")) for run in data)


def plain_table(table: AnnexTable) -> Data:
    """Return a table as data."""
    return {
        "title": table.title,
        "groups": [
            {"title": group.title, "columns": [{"title": c.title, "kind": c.kind.value} for c in group.columns]}
            for group in table.groups
        ],
        "rows": [_plain_row(row) for row in table.rows],
        "total": None if table.total is None else _plain_row(table.total),
        "remarks": list(table.remarks),
    }


def table_from(data: Data) -> AnnexTable:
    """Return the table of `plain_table`."""
    groups = tuple(
        ColumnGroup(g["title"], tuple(Column(c["title"], ColumnKind(c["kind"])) for c in g["columns"]))
        for g in data["groups"]
    )
    total = None if data["total"] is None else _row_from(data["total"])
    return AnnexTable(data["title"], groups, tuple(map(_row_from, data["rows"])), total, tuple(data["remarks"]))


def _plain_row(row: Row) -> list[Any]:
    return [_plain_cell(cell) for cell in row]


def _plain_cell(cell: Cell) -> Any:
    match cell:
        case Rate():
            return {"rate": [cell.numerator, cell.denominator], "target": _text(cell.target)}
        case date():
            return {"day": cell.isoformat()}
    return cell


def _row_from(cells: list[Any]) -> Row:
    return tuple(_cell_from(cell) for cell in cells)


def _cell_from(cell: Any) -> Cell:
    match cell:
        case {"rate": [numerator, denominator], "target": target}:
            return Rate(numerator, denominator, _decimal(target))
        case {"day": day}:
            return date.fromisoformat(day)
    known: int | str | None = cell
    return known


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
