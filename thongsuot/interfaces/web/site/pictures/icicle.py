"""The tree of units as an icicle: width is people, colour is coverage against the target, the worst stand first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text, share_text
from thongsuot.interfaces.web.site.pictures.coverage import LegendEntry, coverage_legend, coverage_step
from thongsuot.interfaces.web.site.pictures.labels import cell_labels, root_labels
from thongsuot.interfaces.web.site.pictures.shapes import Label, rounded, shared_out
from thongsuot.interfaces.web.site.pictures.units import UnitNode, merged_units, worst_first, worst_first_key

_NARROWEST = 3.0
_ROOT_HEIGHT = 30.0
_ROW_GAP = 2.0
_FEW_UNITS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's rectangle; `step` is its colour, `is_below` draws the black bar, `title` says it in words.

    `href` is where pressing it leads, `page` the unit's own page.
    """

    x: float
    y: float
    width: float
    height: float
    level: int
    step: str
    is_below: bool
    missing: int
    href: str
    page: str
    title: str
    labels: tuple[Label, ...]

    @property
    def area(self) -> str:
        """The rectangle as an SVG path: one attribute instead of four, in a picture of many hundred cells."""
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h{-self.width:g}z"

    @property
    def is_reached_by_keyboard(self) -> bool:
        """Whether the Tab key stops here: cells that can be read or need attention; the table has the rest."""
        return self.is_below or bool(self.labels)


@dataclass(frozen=True, slots=True)
class IciclePicture:
    """The drawing and its words; `worst` is the cell of the unit with most people left, if any is below the target."""

    key: str
    width: float
    height: float
    cells: tuple[Cell, ...]
    worst: Cell | None
    legend: tuple[LegendEntry, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class _Drawing:
    target: Decimal
    rows: tuple[float, ...]
    is_members: bool


def icicle_picture(
    root: UnitNode, *, target: Decimal, key: str = "icicle", is_members: bool = True, width: float = 804.0
) -> IciclePicture:
    """Return the icicle of a unit and the two or three levels below it.

    `target` is a share from 0 to 1. Cells narrower than three units of length are gathered into one of small units.
    """
    drawing = _Drawing(target=target, rows=_row_heights(root), is_members=is_members)
    cells = tuple(_grown(root, x=0.0, width=width, level=0, drawing=drawing))
    below = [cell for cell in cells if cell.level == 1 and cell.is_below]
    worst = max(below, key=lambda cell: cell.missing, default=None)
    return IciclePicture(
        key=key,
        width=width,
        height=_top_of(len(drawing.rows), drawing.rows) - _ROW_GAP,
        cells=cells,
        worst=worst,
        legend=tuple(entry for entry in coverage_legend(target) if _is_needed(entry, cells)),
        alternative=_alternative(root, drawing),
    )


def _is_needed(entry: LegendEntry, cells: tuple[Cell, ...]) -> bool:
    """The scale is always named in full; the hatch only where it is drawn."""
    return entry.step != "hatch" or any(cell.step == "hatch" for cell in cells)


def _row_heights(root: UnitNode) -> tuple[float, ...]:
    """Give many narrow units a tall row where names can stand; a few wide ones leave that row to the level below."""
    levels = _levels_below(root)
    if levels == 0:
        return (_ROOT_HEIGHT,)
    if levels == 1:
        return (_ROOT_HEIGHT, 132.0)
    if len(root.children) > _FEW_UNITS:
        return (_ROOT_HEIGHT, 148.0, 24.0)
    return (_ROOT_HEIGHT, 64.0, 132.0, 24.0)[: levels + 1]


def _levels_below(node: UnitNode) -> int:
    return max((1 + _levels_below(child) for child in node.children), default=0)


def _top_of(level: int, rows: tuple[float, ...]) -> float:
    return sum(rows[:level]) + _ROW_GAP * level


def _grown(node: UnitNode, *, x: float, width: float, level: int, drawing: _Drawing) -> Iterator[Cell]:
    yield _cell(node, x=x, width=width, level=level, drawing=drawing)
    if level + 1 == len(drawing.rows):
        return
    for child, (child_x, child_width) in _placed_children(node, x=x, width=width, target=drawing.target):
        yield from _grown(child, x=child_x, width=child_width, level=level + 1, drawing=drawing)


def _placed_children(
    node: UnitNode, *, x: float, width: float, target: Decimal
) -> list[tuple[UnitNode, tuple[float, float]]]:
    """Share the parent's width among its children; what the parent holds itself stays free at the right."""
    weights = [child.weight for child in node.children]
    if not any(weights):
        weights = [1] * len(weights)
    whole = max(sum(weights), node.weight, 1)
    children = _gathered(list(zip(node.children, weights, strict=True)), node, unit_width=width / whole, target=target)
    places = shared_out(x, width, weights=[weight for _child, weight in children], whole=whole)
    pairs = zip(children, places, strict=True)
    return [(child, (left, room)) for (child, _weight), (left, room) in pairs if room > 0]


def _gathered(
    children: list[tuple[UnitNode, int]], parent: UnitNode, *, unit_width: float, target: Decimal
) -> list[tuple[UnitNode, int]]:
    """Keep the wide children; gather the narrow ones, those below the target apart from the rest. Worst first."""
    kept: list[tuple[UnitNode, int]] = []
    groups: dict[str, list[tuple[UnitNode, int]]] = {"below": [], "met": [], "unknown": []}
    for child, weight in children:
        (groups[_group_of(child, target)] if weight * unit_width < _NARROWEST else kept).append((child, weight))
    for group in groups.values():
        if group:
            kept.append((merged_units([child for child, _ in group], href=parent.href), sum(w for _, w in group)))
    return sorted(kept, key=lambda pair: worst_first_key(pair[0], target))


def _group_of(node: UnitNode, target: Decimal) -> str:
    if not node.is_known:
        return "unknown"
    return "below" if _is_below(node, target) else "met"


def _is_below(node: UnitNode, target: Decimal) -> bool:
    return node.is_known and node.missing(target) > 0


def _cell(node: UnitNode, *, x: float, width: float, level: int, drawing: _Drawing) -> Cell:
    height = drawing.rows[level]
    y = _top_of(level, drawing.rows)
    missing = node.missing(drawing.target)
    step = coverage_step(drawing.target, studied=node.studied, expected=node.expected, is_confirmed=node.is_confirmed)
    draw_labels = root_labels if level == 0 else cell_labels
    return Cell(
        x=x,
        y=y,
        width=width,
        height=height,
        level=level,
        step=step,
        is_below=_is_below(node, drawing.target),
        missing=missing,
        href=(level and node.down) or node.href,
        page=node.href,
        title=_title(node, missing, drawing),
        labels=draw_labels(node, x=x, y=y, width=rounded(width), height=height),
    )


def _title(node: UnitNode, missing: int, drawing: _Drawing) -> str:
    figure = f"{node.fraction_text} ({node.rate_text})" if node.rate_text else node.fraction_text
    parts = [figure or count_text(node.studied)]
    if missing:
        parts.append(_left_text(missing, drawing))
    if node.expected is None:
        parts.append(_("chưa có danh sách"))
    elif not node.is_confirmed:
        parts.append(_("chưa xác nhận số liệu"))
    return f"{node.name}: {', '.join(parts)}"


def _left_text(missing: int, drawing: _Drawing) -> str:
    words = {"count": count_text(missing), "target": share_text(drawing.target)}
    if drawing.is_members:
        return _("còn %(count)s đồng chí để đạt %(target)s") % words
    return _("còn %(count)s người để đạt %(target)s") % words


def _alternative(root: UnitNode, drawing: _Drawing) -> str:
    below = [node for node in worst_first(root.children, drawing.target) if _is_below(node, drawing.target)]
    parts = [
        _("Cây tổ chức của %(name)s: bề rộng theo số người, màu theo tỷ lệ đã học.") % {"name": root.name},
        _("%(below)s trên %(all)s đơn vị dưới chỉ tiêu %(target)s.")
        % {
            "below": count_text(len(below)),
            "all": count_text(len(root.children)),
            "target": share_text(drawing.target),
        },
    ]
    if below:
        worst = _title(below[0], below[0].missing(drawing.target), drawing)
        parts.append(_("Còn nhiều nhất: %(unit)s.") % {"unit": worst})
    return " ".join(parts)
