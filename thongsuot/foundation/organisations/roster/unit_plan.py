"""Which units of a file are new, which are there already, and which rows cannot be used."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import STEP, ancestor_paths, child_path, subtree_range
from thongsuot.foundation.files.sheets import Option, Question
from thongsuot.foundation.organisations.models import Unit, UnitKind, UnitVersion
from thongsuot.foundation.organisations.roster.faults import SheetFault
from thongsuot.foundation.organisations.roster.places import Place, Places
from thongsuot.foundation.organisations.roster.reading import UnitRow

SAME_ROOT = "same"


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be opened at a place, with its number in the order of its siblings and the name of the unit above."""

    place: Place
    order: int
    above: str


@dataclass(slots=True)
class UnitPlan:
    """What is to be opened, in an order in which every parent stands before its units."""

    places: Places
    new: list[PlannedUnit] = field(default_factory=list)
    unchanged: int = 0
    errors: list[SheetFault] = field(default_factory=list)
    warnings: list[SheetFault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def plan_units(into: Unit, rows: list[UnitRow], answers: Mapping[str, str]) -> UnitPlan:
    """Match rows with units by code, and plan the others under the parent they name. A few statements, whatever the number.

    The top that the rows name is the unit imported into; when it bears another name, the question `root` asks. A row whose parent
    is unknown is an error, never put somewhere else.
    """
    planner = _Planner(into, rows)
    planner.settle_top(answers)
    if not planner.plan.questions:
        waiting = rows
        while waiting:  # parents usually stand above their units, but need not
            later = [row for row in waiting if not planner.place(row)]
            if len(later) == len(waiting):
                break
            waiting = later
        planner.refuse(waiting)
    return planner.plan


class _Planner:
    def __init__(self, into: Unit, rows: list[UnitRow]) -> None:
        low, high = subtree_range(into.path)
        there = list(Unit.objects.filter(path__gte=low, path__lt=high).select_related("kind").order_by("path"))
        over = Unit.objects.filter(path__in=ancestor_paths(into.path)[:-1]).select_related("kind").order_by("path")
        self.rows = rows
        self.into = _place_of(into)
        self.plan = UnitPlan(Places(map(_place_of, there), above=map(_place_of, over)))
        self.kinds = {folded(kind.name): kind for kind in UnitKind.objects.all()}
        self.by_code = {unit.code: _place_of(unit) for unit in there}
        self.by_path = {unit.path: _place_of(unit) for unit in there}
        self.top_name = into.name
        self.seen: dict[str, int] = {}
        self.taken = _codes_elsewhere(into, [row.code for row in rows])
        self.last_step: dict[str, int] = defaultdict(int)
        self.last_order: dict[str, int] = defaultdict(int)
        for unit in there:
            self.last_order[unit.path[:-STEP]] = max(self.last_order[unit.path[:-STEP]], unit.order)
        for path in UnitVersion.objects.filter(path__gte=low, path__lt=high).values_list("path", flat=True):
            above = path[:-STEP]  # also of units that have moved away: no path is given twice
            self.last_step[above] = max(self.last_step[above], int(path[-STEP:], 36))
        self.allowed = set(
            UnitKind.stands_under.through.objects.values_list("from_unitkind__code", "to_unitkind__code")
        )

    def settle_top(self, answers: Mapping[str, str]) -> None:
        """Find what the file calls the unit imported into: its own name, or another that a person has confirmed."""
        named = {folded(row.name) for row in self.rows}
        own = {self.into.code, *(row.code for row in self.rows if folded(row.name) == folded(self.into.name))}
        tops = [
            row.parent
            for row in self.rows
            if folded(row.parent) not in named and not self.plan.places.named(row.parent) and row.code not in own
        ]
        if tops and folded(self.into.name) not in {folded(row.parent) for row in self.rows}:
            self.top_name = tops[0]
            if answers.get("root") != SAME_ROOT:
                self.plan.questions.append(_root_question(tops[0], self.into.name))
        self.plan.unchanged += any(
            folded(row.parent) == folded(self.top_name) or row.code == self.into.code for row in self.rows
        )

    def place(self, row: UnitRow) -> bool:
        """Match or plan one row, or refuse it; False when its parent is not known yet."""
        if row.code in self.seen:
            return self._error(row, "duplicate_in_file", _("Mã trùng với dòng %(row)s.") % {"row": self.seen[row.code]})
        there = self.by_code.get(row.code)
        if there is not None:
            return self._compare(row, there)
        parents = self._parents(row)
        if not parents:
            return False
        problem = self._problem(row, parents)
        if problem:
            return self._error(row, *problem)
        self._open(row, parents[0])
        return True

    def refuse(self, rows: list[UnitRow]) -> None:
        """Refuse rows whose parent was not found in the end."""
        for row in rows:
            message = _("Không có đơn vị “%(name)s” ở cột Trực thuộc.") % {"name": row.parent}
            self._error(row, "parent_unknown", message, _("Trực thuộc"))

    def _parents(self, row: UnitRow) -> list[Place]:
        if folded(row.parent) == folded(self.top_name):
            return [self.into]
        found = self.plan.places.named(row.parent)
        by_code = [place for place in found if row.code.startswith(place.code + ".")]
        return by_code if len(found) > 1 and len(by_code) == 1 else found

    def _problem(self, row: UnitRow, parents: list[Place]) -> tuple[str, str, str] | None:
        """Return why a unit cannot be opened: code, message, column."""
        if not (row.code and row.name):
            return "unit_unnamed", _("Thiếu mã hoặc tên đơn vị."), _("Mã đơn vị")
        if len(parents) > 1:
            message = _("Có %(n)s đơn vị tên “%(name)s”, không rõ trực thuộc đơn vị nào.")
            return "parent_ambiguous", message % {"n": len(parents), "name": row.parent}, _("Trực thuộc")
        if folded(row.kind) not in self.kinds:
            return "kind_unknown", _("Không có loại hình “%(kind)s”.") % {"kind": row.kind}, _("Loại hình")
        if not parents[0].may_have_units:
            message = _("“%(name)s” là %(kind)s, không có đơn vị trực thuộc.")
            return "kind_holds_no_units", message % {"name": parents[0].name, "kind": parents[0].kind}, _("Trực thuộc")
        if (self.kinds[folded(row.kind)].code, parents[0].kind) not in self.allowed:
            message = _("%(kind)s không đứng trực tiếp dưới “%(name)s”.")
            return "kind_not_allowed_there", message % {"name": parents[0].name, "kind": row.kind}, _("Loại hình")
        if row.code in self.taken:
            message = _("Mã “%(code)s” đã dùng cho đơn vị khác của tổ chức.")
            return "code_taken", message % {"code": row.code}, _("Mã đơn vị")
        same = self.plan.places.under(parents[0].path, row.name)
        if same:
            message = _("Đơn vị này đã có với mã %(code)s.") % {"code": same[0].code}
            return "unit_has_another_code", message, _("Mã đơn vị")
        return None

    def _open(self, row: UnitRow, parent: Place) -> None:
        kind = self.kinds[folded(row.kind)]
        self.last_step[parent.path] += 1
        self.last_order[parent.path] += 1
        path = child_path(parent.path, self.last_step[parent.path])
        place = Place(path, row.code, row.name, kind.code, kind.is_base, kind.may_have_units)
        self.plan.new.append(PlannedUnit(place, self.last_order[parent.path], parent.name))
        self.plan.places.add(place)
        self.by_path[path] = place
        self.seen[row.code] = row.row

    def _compare(self, row: UnitRow, there: Place) -> bool:
        """Count a unit that is there, and say where the file tells otherwise: what is stored stays."""
        self.seen[row.code] = row.row
        if there.path != self.into.path:
            above = self.by_path[there.parent_path].name
            is_under = folded(row.parent) in {folded(above), folded(self.top_name) if above == self.into.name else ""}
            kind = self.kinds.get(folded(row.kind))
            told = (folded(row.name), kind.code if kind else "", is_under, False)
            if told != (folded(there.name), there.kind, True, there.is_closed):
                message = _("Đơn vị %(code)s đang lưu là “%(name)s” trực thuộc “%(above)s”: giữ như đang lưu.")
                words = {"code": there.code, "name": there.name, "above": above}
                self.plan.warnings.append(SheetFault(row.row, "conflict", message % words, sheet=row.sheet))
        self.plan.unchanged += there.path != self.into.path
        return True

    def _error(self, row: UnitRow, code: str, message: str, column: str = "") -> bool:
        self.plan.errors.append(SheetFault(row.row, code, message, column or _("Mã đơn vị"), row.sheet))
        return True


def _codes_elsewhere(into: Unit, codes: list[str]) -> set[str]:
    """Return the codes that the organisation has given to units outside the one imported into."""
    low, high = subtree_range(into.path)
    given = Unit.objects.filter(issuer=into.issuer or into, code__in=codes).exclude(path__gte=low, path__lt=high)
    return set(given.values_list("code", flat=True))


def _place_of(unit: Unit) -> Place:
    return Place(
        path=unit.path,
        code=unit.code,
        name=unit.name,
        kind=unit.kind.code,
        is_base=unit.kind.is_base,
        may_have_units=unit.kind.may_have_units,
        is_closed=unit.closed_on is not None,
    )


def _root_question(top: str, into: str) -> Question:
    message = _("Tệp ghi cấp trên là “%(top)s”, còn đồng chí đang nhập vào “%(into)s”. Có phải một đơn vị không?")
    option = Option(SAME_ROOT, _("Phải, là một đơn vị"))
    return Question("root", message % {"top": top, "into": into}, (option,))
