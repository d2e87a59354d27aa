"""The tree as a picture: each unit a bar as long as it has members, cut into the units below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.tree import Branch

WIDTH = 1000.0
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit within a bar; without a link, the members of the bar's unit itself or of units not drawn."""

    x: float
    width: float
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit directly below, with its members and the pieces of its bar."""

    name: str
    href: str
    members: int
    pieces: tuple[Piece, ...]


def tree_picture(branches: Sequence[Branch], hrefs: Mapping[int, str], counts: Mapping[int, UnitCounts]) -> list[Bar]:
    """Return the units directly below (`branches` of depth 0), cut into those below them (depth 1); all on one scale."""
    members = {key: count.members for key, count in counts.items()}
    longest = max((members.get(b.version.unit_id, 0) for b in branches if b.depth == 0), default=0) or 1
    bars = []
    for branch in branches:
        if branch.depth == 0:
            below = [b for b in branches if b.depth == 1 and b.version.parent_id == branch.version.unit_id]
            pieces = _pieces(branch, below, members, hrefs, WIDTH / longest)
            key = branch.version.unit_id
            bars.append(Bar(branch.version.name, hrefs.get(key, ""), members.get(key, 0), tuple(pieces)))
    return bars


def _pieces(
    branch: Branch, below: Sequence[Branch], members: Mapping[int, int], hrefs: Mapping[int, str], scale: float
) -> list[Piece]:
    told = [(b.version.name, hrefs.get(b.version.unit_id, ""), members.get(b.version.unit_id, 0)) for b in below]
    rest = members.get(branch.version.unit_id, 0) - sum(people for _name, _href, people in told)
    own = branch.version.name if not below else _("%(name)s: phần còn lại") % {"name": branch.version.name}
    pieces, x = [], 0.0
    for name, href, people in [*told, (own, "", max(rest, 0))]:
        width = people * scale
        if people:
            title = _("%(name)s: %(n)s đảng viên") % {"name": name, "n": count_text(people)}
            pieces.append(Piece(round(x, 1), round(max(width - _GAP, 0.5), 1), href, title))
        x += width
    return pieces
