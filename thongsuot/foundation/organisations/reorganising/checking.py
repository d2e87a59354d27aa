"""Whether the steps of a reorganisation can be taken: everything that is in the way, with the way out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import F, Max, Min, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import (
    Membership,
    Person,
    Reorganisation,
    StepKind,
    Unit,
    UnitKind,
    UnitVersion,
)
from thongsuot.foundation.organisations.reorganising.plan import Node, Plan, sketch_of
from thongsuot.foundation.organisations.reorganising.refusals import (
    BesideReorganisation,
    CircleInTree,
    CodeInUse,
    KindNotAllowed,
    PartsIncomplete,
    PeopleLeft,
    StepsMissing,
    TreeChangedSince,
    UnitClosed,
    UnitsLeft,
    UnitTwice,
)


def examined(reorganisation: Reorganisation) -> Plan:
    """Return what a reorganisation comes to, with `problems`: why it cannot be carried out. A fixed number of statements."""
    plan = sketch_of(reorganisation)
    if not plan.steps:
        plan.problems.append(StepsMissing(_("Phương án chưa có bước nào. Thêm ít nhất một bước.")))
        return plan
    circles = list(_circles(plan))
    plan.problems += [*_misplaced(plan), *_twice(plan), *circles]
    if circles:  # what lies below a circle cannot be told
        return plan
    plan.problems += [
        *_closed(plan),
        *_changed_since(plan),
        *_unfit_kinds(plan),
        *_left_below(plan),
        *_left_people(plan),
    ]
    plan.problems += [*_codes(plan), *_parts(plan)]
    return plan


def _misplaced(plan: Plan) -> Iterator[Refusal]:
    top = plan.reorganisation.of_unit
    for step in plan.steps:
        named = [step.of_unit, *([step.to_unit] if step.to_unit else [])]
        for unit in named:
            if not unit.path.startswith(top.path):
                yield BesideReorganisation(
                    _("“%(unit)s” không thuộc %(top)s. Việc này do cấp trên chung của các đơn vị lập.")
                    % {"unit": unit.name, "top": top.name}
                )
        if step.of_unit_id == top.pk and step.kind not in (StepKind.RENAME, StepKind.CHANGE_KIND):
            yield BesideReorganisation(
                _(
                    "“%(unit)s” là đơn vị lập phương án. Việc chuyển, sáp nhập, chia tách hay kết thúc đơn vị này do cấp trên lập."
                )
                % {"unit": top.name}
            )


def _twice(plan: Plan) -> Iterator[Refusal]:
    placing = Counter(s.of_unit for s in plan.steps if s.kind not in (StepKind.RENAME, StepKind.CHANGE_KIND))
    ending = {node.unit for node in plan.ended}
    changed = {s.of_unit for s in plan.steps if s.kind in (StepKind.RENAME, StepKind.CHANGE_KIND)}
    for unit in [u for u, n in placing.items() if n > 1] + [u for u in changed if u in ending]:
        yield UnitTwice(_("“%(unit)s” có hai bước trái nhau. Giữ lại một bước.") % {"unit": unit.name})


def _circles(plan: Plan) -> Iterator[Refusal]:
    for node in plan.nodes.values():
        if node in node.above:
            into = node.parent.name if node.parent else node.name
            yield CircleInTree(
                _("“%(unit)s” không thể chuyển về “%(into)s” vì đơn vị đó nằm trong chính nó. Chọn đơn vị nhận khác.")
                % {"unit": node.name, "into": into}
            )


def _closed(plan: Plan) -> Iterator[Refusal]:
    for step in plan.steps:
        for unit in (step.of_unit, step.to_unit):
            if unit is not None and unit.closed_on is not None:
                yield UnitClosed(_("“%(unit)s” đã kết thúc hoạt động. Bỏ bước này.") % {"unit": unit.name})
    for shift in plan.shifts:
        if shift.to.ends:
            yield UnitClosed(
                _("“%(unit)s” nhận người nhưng cũng kết thúc hoạt động. Chọn đơn vị nhận khác.")
                % {"unit": shift.to.name}
            )


def _changed_since(plan: Plan) -> Iterator[Refusal]:
    """What changed after the day would contradict steps that take effect before it."""
    placed = {n for n in plan.nodes.values() if n.is_moved or n.ends}
    placed |= {n.parent for n in [*plan.moved, *plan.opened] if n.parent} | {s.to for s in plan.shifts}
    named = {*plan.renamed, *plan.of_other_kind, *plan.ended}
    units = [n.unit.pk for n in placed | named if n.unit]
    days = _last_changes(units)
    for node in sorted((n for n in placed | named if n.unit), key=lambda n: n.path):
        here, last, below = days[node.unit.pk]  # type: ignore[union-attr]
        asked = [node in placed and here, node in named and last, node.ends and below]
        latest = max((day for day in asked if day), default=plan.day)
        if latest > plan.day or (node.ends and last == plan.day):
            yield _changed(node, max(latest, plan.day), after=node.ends)


def _changed(node: Node, day: date, *, after: bool) -> Refusal:
    words = {"unit": node.name, "day": date_format(day, "DATE_FORMAT")}
    if after:
        return TreeChangedSince(_("“%(unit)s” đã có thay đổi ngày %(day)s. Chọn ngày có hiệu lực sau ngày đó.") % words)
    return TreeChangedSince(
        _("“%(unit)s” đã có thay đổi ngày %(day)s. Chọn ngày có hiệu lực từ ngày đó trở đi.") % words
    )


def _last_changes(units: list[int]) -> dict[int, tuple[date | None, date | None, date | None]]:
    """Return for each unit since when it stands where it stands, its last change, and the last day a unit left it."""
    own = (
        UnitVersion.objects.filter(unit__in=units)
        .values("unit")
        .annotate(here=Min("valid_from", filter=Q(path=F("unit__path"))), last=Max("valid_from"))
        .values_list("unit", "here", "last")
    )
    left = dict(
        UnitVersion.objects.filter(parent__in=units, valid_until__isnull=False)
        .values("parent")
        .annotate(last=Max("valid_until"))
        .values_list("parent", "last")
    )
    return {unit: (here, last, left.get(unit)) for unit, here, last in own}


def _unfit_kinds(plan: Plan) -> Iterator[Refusal]:
    allowed = set(UnitKind.stands_under.through.objects.values_list("from_unitkind", "to_unitkind"))
    other = plan.of_other_kind
    changed = [n for n in plan.nodes.values() if n.is_moved or n in other or n.parent in other]
    for node in [*changed, *plan.opened]:
        if node.ends or node.parent is None or (node.kind.pk, node.parent.kind.pk) in allowed:
            continue
        yield KindNotAllowed(
            _(
                "“%(unit)s” là %(kind)s, không đứng trực tiếp dưới %(above)s (“%(parent)s”). Đổi loại hình hoặc chọn cấp trên khác."
            )
            % {"unit": node.name, "kind": node.kind.name, "above": node.parent.kind.name, "parent": node.parent.name}
        )


def _left_below(plan: Plan) -> Iterator[Refusal]:
    left = Counter(
        n.parent.name for n in [*plan.nodes.values(), *plan.opened] if n.parent and n.parent.ends and not n.ends
    )
    for name, count in left.items():
        yield UnitsLeft(
            _("“%(unit)s” còn %(n)s đơn vị trực thuộc. Chọn đơn vị nhận, hoặc chuyển các đơn vị đó trước.")
            % {"unit": name, "n": count}
        )


def _left_people(plan: Plan) -> Iterator[Refusal]:
    whole = {id(s.of) for s in plan.shifts if s.people is None}
    ended = [n.unit.pk for n in plan.ended if n.unit and id(n) not in whole]
    there = Q(valid_until=None) | Q(valid_until__gt=plan.day)
    of_unit = Counter(Membership.objects.filter(there, of_unit__in=ended).values_list("of_unit", flat=True))
    of_unit += Counter(
        Person.objects.filter(home__in=ended).exclude(memberships__of_unit=F("home")).values_list("home", flat=True)
    )
    for key, count in of_unit.items():
        yield PeopleLeft(
            _("“%(unit)s” còn %(n)s người. Chọn đơn vị nhận, hoặc chuyển sinh hoạt trước.")
            % {"unit": plan.nodes[key].name, "n": count}
        )


def _codes(plan: Plan) -> Iterator[Refusal]:
    codes = Counter(n.code for n in plan.opened)
    issuers = {n.parent.unit.issuer_id or n.parent.unit.pk for n in plan.opened if n.parent and n.parent.unit}
    taken = set(
        Unit.objects.filter(Q(issuer__in=issuers) | Q(pk__in=issuers), code__in=codes).values_list("code", flat=True)
    )
    for code, count in codes.items():
        if code and (count > 1 or code in taken):
            yield CodeInUse(_("Mã “%(code)s” đã dùng cho đơn vị khác. Chọn mã khác.") % {"code": code})


def _parts(plan: Plan) -> Iterator[Refusal]:
    for step in plan.steps:
        if step.kind != StepKind.SPLIT:
            continue
        unnamed = any(not (part["name"] and part["code"]) for part in step.parts)
        if unnamed or len(step.parts) < (1 if step.goes_on else 2):
            yield PartsIncomplete(
                _(
                    "Chia “%(unit)s”: ghi mã và tên của ít nhất hai đơn vị mới, hoặc một đơn vị mới nếu đơn vị cũ vẫn giữ."
                )
                % {"unit": step.of_unit.name}
            )
