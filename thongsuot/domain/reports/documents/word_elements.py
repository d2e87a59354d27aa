"""The few words of WordprocessingML that the documents are written with: paragraphs, runs, rules, tables of thousands of cells.

The order of children follows the schema (ECMA-376 part 1, 17.3 and 17.4): Word refuses to open a file that breaks it.
"""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_TWIPS_PER_MM = 1440 / 25.4
_RULE_EIGHTHS = 6  # a rule of 0.75 pt
_LINE_EIGHTHS = 4  # a table's lines of 0.5 pt


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Return an element of the main namespace with attributes of the same: element("jc", val="center")."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * _TWIPS_PER_MM)


def run(
    text: str,
    *,
    size: float = 0,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    boxed: bool = False,
) -> BaseOxmlElement:
    """Return a stretch of text; without a `size` in points it takes that of its style."""
    properties = element("rPr")
    if bold:
        properties.append(element("b"))
    if italic:
        properties.append(element("i"))
    if size:
        properties.extend([element("sz", val=round(2 * size)), element("szCs", val=round(2 * size))])
    if underlined:
        properties.append(element("u", val="single"))
    if boxed:
        properties.append(element("bdr", val="single", sz=_RULE_EIGHTHS, space=1, color="auto"))
    written = element("t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", properties, written)


def paragraph(
    *runs: BaseOxmlElement,
    style: str = "",
    align: str = "",
    before: float = 0,
    after: float = 0,
    tight: bool = False,
    keep_next: bool = False,
    new_page: bool = False,
) -> BaseOxmlElement:
    """Return a paragraph; `before` and `after` in points replace its style's. `tight` sets lines at their natural height."""
    properties = element("pPr")
    if style:
        properties.append(element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    if new_page:
        properties.append(element("pageBreakBefore"))
    if not style:
        lines = {"line": 240, "lineRule": "auto"} if tight else {}
        properties.append(element("spacing", before=round(20 * before), after=round(20 * after), **lines))
    if align:
        properties.append(element("jc", val=align))
    return element("p", properties, *runs)


def rule(width_mm: float, length_mm: float) -> BaseOxmlElement:
    """Return a line of that length, centred in a column of that width: the border of a paragraph of its own."""
    indent = twips(max(0.0, (width_mm - length_mm) / 2))
    border = element("pBdr", element("top", val="single", sz=_RULE_EIGHTHS, space=0, color="auto"))
    spacing = element("spacing", before=20, after=0, line=80, lineRule="exact")
    return element("p", element("pPr", border, spacing, element("ind", left=indent, right=indent)))


def page_number_field() -> BaseOxmlElement:
    """Return a field that Word fills with the number of the page."""
    return element("fldSimple", run("2"), instr="PAGE")


def table(widths_mm: Sequence[float], *, lines: bool, padding_mm: float = 0.0) -> BaseOxmlElement:
    """Return an empty table of fixed column widths, with or without lines."""
    widths = [twips(width) for width in widths_mm]
    line = {"val": "single", "sz": _LINE_EIGHTHS, "space": 0, "color": "auto"} if lines else {"val": "nil"}
    borders = [element(side, **line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    margins = [element(side, w=twips(padding_mm), type="dxa") for side in ("left", "right")]
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )
    return element("tbl", properties, element("tblGrid", *(element("gridCol", w=width) for width in widths)))


def table_row(cells: Iterable[BaseOxmlElement], *, is_head: bool = False) -> BaseOxmlElement:
    """Return a row that does not break over pages; a row of the head is repeated on every page."""
    properties = element("trPr", element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def table_cell(
    width_mm: float, *content: BaseOxmlElement, columns: int = 1, merged: str = "", middle: bool = False
) -> BaseOxmlElement:
    """Return a cell spanning `columns`; `merged` is "restart" for the top of a tall cell, "continue" below it."""
    properties = element("tcPr", element("tcW", w=twips(width_mm), type="dxa"))
    if columns > 1:
        properties.append(element("gridSpan", val=columns))
    if merged:
        properties.append(element("vMerge", val=merged))
    properties.append(element("vAlign", val="center" if middle else "top"))
    return element("tc", properties, *content)
