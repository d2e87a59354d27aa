"""The tree of units on a telephone: one strip for each unit, its own units side by side, instead of an icicle."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.interfaces.web.site.pictures.icicle import Cell, icicle_picture
from thongsuot.interfaces.web.site.pictures.units import UnitNode, worst_first

_LENGTH = 360.0


@dataclass(frozen=True, slots=True)
class StripPicture:
    """A unit's name, its figures as text, how many people are left, and the cells of the units below it."""

    key: str
    name: str
    href: str
    rate_text: str
    fraction_text: str
    missing: int
    remaining: int | None
    cells: tuple[Cell, ...]
    width: float


def strip_pictures(root: UnitNode, *, target: Decimal, most: int = 6) -> tuple[StripPicture, ...]:
    """Return the strip of the unit itself, then of the `most` units below it with most people left to the target."""
    left = [node for node in worst_first(root.children, target) if node.is_known and node.missing(target)]
    return tuple(_strip(node, number, target) for number, node in enumerate([root, *left[:most]]))


def _strip(node: UnitNode, number: int, target: Decimal) -> StripPicture:
    cells = icicle_picture(node, target=target, width=_LENGTH).cells
    return StripPicture(
        key=f"strip-{number}",
        name=node.name,
        href=(number and node.down) or node.href,
        rate_text=node.rate_text,
        fraction_text=node.fraction_text,
        missing=node.missing(target),
        remaining=None if node.expected is None else node.expected - node.studied,
        cells=_lowest_row(cells),
        width=_LENGTH,
    )


def _lowest_row(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row just below the unit; the unit itself where nothing stands below it."""
    level = min(1, max(cell.level for cell in cells))
    return tuple(cell for cell in cells if cell.level == level)
