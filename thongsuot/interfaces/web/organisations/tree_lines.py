"""The rows of the tree page, and what its address asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.models import Unit, UnitVersion
from thongsuot.foundation.organisations.tree import Branch

MOST_OPENED = 20
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class TreeChoice:
    """What the address asks for: a day that is not to come, which branches are open, words of a name, a page, a view."""

    on: date
    today: date
    opened: tuple[str, ...]
    text: str
    page: int
    view: str

    @classmethod
    def of(cls, query: QueryDict, today: date) -> "TreeChoice":
        """Return the choice that an address makes; what it cannot mean, it does not ask."""
        told = query.get("ngay", "")
        try:
            day = parse_date(told) if len(told) <= 10 else None
        except ValueError:
            day = None
        number = query.get("page", "")
        view = query.get("xem", "")
        return cls(
            on=min(day, today) if day else today,
            today=today,
            opened=tuple(dict.fromkeys(query.getlist("mo")))[:MOST_OPENED],
            text=query.get("tim", "").strip()[:100],
            page=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
            view=view if view in ("nguoi", "hinh", "lich-su") else "",
        )

    @property
    def is_past(self) -> bool:
        """Whether another day than today is asked for."""
        return self.on < self.today

    def address(self, *, opened: Sequence[str]) -> str:
        """Return the query of the same page with other branches open."""
        query = QueryDict(mutable=True)
        if self.is_past:
            query["ngay"] = self.on.isoformat()
        if self.page > 1:
            query["page"] = str(self.page)
        query.setlist("mo", list(opened))
        return f"?{query.urlencode()}"


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A unit in the tree: `twist` opens or closes its branch, `rest` says how many more of its siblings there are, and where."""

    branch: Branch
    href: str
    level: int
    twist: str
    counts: UnitCounts | None
    rest: int
    rest_href: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A stretch of a unit's history, in a sentence."""

    days: str
    sentence: str


def tree_lines(
    branches: Sequence[Branch], choice: TreeChoice, counts: Mapping[int, UnitCounts], most: int
) -> list[TreeLine]:
    """Return branches as rows."""
    lines, parents = [], {branch.version.unit_id: branch.unit for branch in branches}
    for branch in branches:
        unit = branch.unit
        left = branch.siblings - branch.place if branch.place == most and branch.depth else 0
        above = parents.get(branch.version.parent_id or 0)
        lines.append(
            TreeLine(
                branch=branch,
                href=_page_of(unit, choice) if unit else "",
                level=min(branch.depth, _DEEPEST),
                twist=_twist(branch, choice) if unit and branch.has_units else "",
                counts=counts.get(branch.version.unit_id) if unit else None,
                rest=left,
                rest_href=_page_of(above, choice) if left and above else "",
                is_first=branch.place == 1,
                is_last=branch.place == branch.siblings,
            )
        )
    return lines


def version_lines(versions: Sequence[UnitVersion], unit: Unit) -> list[VersionLine]:
    """Return the history of a unit, the latest first, each stretch with what changed on its first day."""
    lines = []
    before: UnitVersion | None = None
    for version in versions:
        lines.append(VersionLine(_days(version), _sentence(version, before)))
        before = version
    if unit.closed_on:
        ended = _("Kết thúc hoạt động.")
        lines.append(VersionLine(_("Từ %(day)s") % {"day": date_format(unit.closed_on, "DATE_FORMAT")}, ended))
    return lines[::-1]


def _sentence(version: UnitVersion, before: UnitVersion | None) -> str:
    above = version.parent.name if version.parent else ""
    words = {"name": version.name, "kind": version.kind.name, "above": above}
    if before is None:
        if not above:
            return _("Thành lập với tên “%(name)s”, là %(kind)s.") % words
        return _("Thành lập với tên “%(name)s”, là %(kind)s, trực thuộc %(above)s.") % words
    changed = []
    if version.name != before.name:
        changed.append(_("Đổi tên thành “%(name)s”.") % words)
    if version.kind_id != before.kind_id:
        changed.append(_("Chuyển thành %(kind)s.") % words)
    if version.parent_id != before.parent_id:
        changed.append(_("Chuyển về trực thuộc %(above)s.") % words)
    elif version.path != before.path:
        changed.append(_("Cùng cấp trên chuyển chỗ; vẫn trực thuộc %(above)s.") % words)
    return " ".join(changed)


def _days(version: UnitVersion) -> str:
    first = date_format(version.valid_from, "DATE_FORMAT")
    if version.valid_until is None:
        return _("Từ %(day)s") % {"day": first}
    return f"{first} – {date_format(version.valid_until, 'DATE_FORMAT')}"


def _page_of(unit: Unit, choice: TreeChoice) -> str:
    address = reverse("organisations:organisation", args=[unit.public_id])
    return f"{address}?ngay={choice.on.isoformat()}" if choice.is_past else address


def _twist(branch: Branch, choice: TreeChoice) -> str:
    assert branch.unit is not None
    key = branch.unit.public_id
    others = [other for other in choice.opened if other != key]
    return choice.address(opened=others if branch.is_open else [*others, key])
