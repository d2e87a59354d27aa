"""The tree as a picture: a unit, the units below it as wide as they have members, and those below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.tree import Branch

WIDTH = 1000.0
_HEIGHTS = (44.0, 150.0, 26.0)
_GAP = 2.0
_LETTER = 7.4
_LINE = 17.0


@dataclass(frozen=True, slots=True)
class TreeCell:
    """A unit's rectangle with the lines of text that fit into it; `title` says it in words."""

    x: float
    y: float
    width: float
    height: float
    level: int
    href: str
    title: str
    lines: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class TreePicture:
    """What the template draws."""

    width: float
    height: float
    cells: tuple[TreeCell, ...]
    alternative: str


def tree_picture(
    name: str, branches: Sequence[Branch], hrefs: Mapping[int, str], counts: Mapping[int, UnitCounts]
) -> TreePicture:
    """Return the picture of a unit and two levels below it: `branches` of depth 0 and 1, with links and counts by unit key."""
    weights = {b.version.unit_id: _weight(counts.get(b.version.unit_id)) for b in branches}
    children = [b for b in branches if b.depth == 0]
    cells = [_cell(name, 0.0, WIDTH, 0, "", sum(weights[b.version.unit_id] for b in children))]
    for child, x, width in _shared(children, weights, 0.0, WIDTH):
        key = child.version.unit_id
        cells.append(_cell(child.version.name, x, width, 1, hrefs.get(key, ""), weights[key]))
        below = [b for b in branches if b.depth == 1 and b.version.parent_id == key]
        for leaf, leaf_x, leaf_width in _shared(below, weights, x, width):
            leaf_key = leaf.version.unit_id
            cells.append(_cell(leaf.version.name, leaf_x, leaf_width, 2, hrefs.get(leaf_key, ""), weights[leaf_key]))
    levels = max(cell.level for cell in cells) + 1
    alternative = _("%(name)s và %(n)s đơn vị bên dưới; bề rộng theo số đảng viên.")
    return TreePicture(
        width=WIDTH,
        height=sum(_HEIGHTS[:levels]) + _GAP * (levels - 1),
        cells=tuple(cells),
        alternative=alternative % {"name": name, "n": count_text(len(branches))},
    )


def _weight(counts: UnitCounts | None) -> int:
    return counts.members if counts else 0


def _shared(
    branches: Sequence[Branch], weights: Mapping[int, int], left: float, width: float
) -> list[tuple[Branch, float, float]]:
    """Share a width among units by their members, every unit wide enough to be pressed where there is room."""
    if not branches:
        return []
    least = max(sum(weights[b.version.unit_id] for b in branches) / 400, 0.05)
    shares = [max(weights[b.version.unit_id], least) for b in branches]
    placed, x = [], left
    for branch, share in zip(branches, shares, strict=True):
        room = width * share / sum(shares)
        placed.append((branch, x, room))
        x += room
    return placed


def _cell(name: str, x: float, width: float, level: int, href: str, members: int) -> TreeCell:
    y = sum(_HEIGHTS[:level]) + _GAP * level
    drawn = max(width - (_GAP if level else 0.0), 0.5)
    people = _("%(n)s đảng viên") % {"n": count_text(members)}
    lines = _lines(f"{name}", people, drawn, _HEIGHTS[level]) if level < 2 else ()
    return TreeCell(
        x=round(x, 2),
        y=y,
        width=round(drawn, 2),
        height=_HEIGHTS[level],
        level=level,
        href=href,
        title=f"{name}: {people}",
        lines=tuple((round(x + 8, 2), y + 20 + n * _LINE, text) for n, text in enumerate(lines)),
    )


def _lines(name: str, people: str, width: float, height: float) -> tuple[str, ...]:
    """Break a name into lines that fit, the number of people last; nothing where not even a word fits."""
    room, most = int((width - 14) / _LETTER), int((height - 8) / _LINE)
    if room < 7:
        return ()
    lines: list[str] = [""]
    for word in [*name.split(), "\n", *people.split()]:
        if word == "\n":
            lines.append("")
        elif len(lines[-1]) + len(word) + 1 <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    if len(lines) > most or any(len(line) > room for line in lines):
        return tuple(line for line in lines[:1] if len(line) <= room)
    return tuple(lines)
