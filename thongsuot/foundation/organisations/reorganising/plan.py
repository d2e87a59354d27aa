"""What a reorganisation comes to: all steps thought through together on the tree as it stands, before anything is changed.

The steps take effect on one day, so what counts is the tree after all of them; their order does not matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.trees import ancestor_paths
from thongsuot.foundation.organisations.models import Reorganisation, ReorganisationStep, StepKind, Unit, UnitKind

ENDING = frozenset({StepKind.MERGE, StepKind.SPLIT, StepKind.CLOSE})
PLACING = ENDING | {StepKind.MOVE}


@dataclass(slots=True, eq=False)
class Node:
    """A unit as it will be; `unit` is what it is today, none for a part of a split that is still to be opened."""

    name: str
    kind: UnitKind
    parent: "Node | None"
    unit: Unit | None = None
    code: str = ""
    step: ReorganisationStep | None = None
    ends: bool = False

    @property
    def path(self) -> str:
        """Where it lies today; a unit to be opened lies nowhere."""
        return self.unit.path if self.unit else ""

    @property
    def is_moved(self) -> bool:
        """Whether it is there today and will stand elsewhere."""
        return self.unit is not None and self.unit.parent_id != (
            self.parent.unit.pk if self.parent and self.parent.unit else None
        )

    @property
    def above(self) -> "list[Node]":
        """The units that will stand above it, nearest first; of a circle each once."""
        found: list[Node] = []
        node = self.parent
        while node is not None and node not in found:
            found.append(node)
            node = node.parent
        return found


@dataclass(frozen=True, slots=True)
class Shift:
    """People who will belong elsewhere: those named, or (none named) all who are not named in another shift."""

    of: Node
    to: Node
    people: tuple[int, ...] | None = None


@dataclass(slots=True)
class Plan:
    """What is to be done, and what is in the way of it."""

    reorganisation: Reorganisation
    day: date
    steps: list[ReorganisationStep]
    nodes: dict[int, Node] = field(default_factory=dict)
    opened: list[Node] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    problems: list[Refusal] = field(default_factory=list)

    @property
    def moved(self) -> list[Node]:
        """Units that will stand elsewhere, those above before those below."""
        return sorted((n for n in self.nodes.values() if n.is_moved), key=lambda n: (len(n.above), n.path))

    @property
    def renamed(self) -> list[Node]:
        """Units that will bear another name."""
        return [n for n in self.nodes.values() if n.unit and n.name != n.unit.name]

    @property
    def of_other_kind(self) -> list[Node]:
        """Units that will be of another kind."""
        return [n for n in self.nodes.values() if n.unit and n.kind != n.unit.kind]

    @property
    def ended(self) -> list[Node]:
        """Units that will have ended."""
        return [n for n in self.nodes.values() if n.ends]

    @property
    def tops(self) -> list[str]:
        """Today's paths of all that changes, each with everything below it."""
        changed = {n.path for n in [*self.renamed, *self.of_other_kind, *self.ended]}
        return sorted(changed | {n.path for n in self.nodes.values() if n.is_moved})


def sketch_of(reorganisation: Reorganisation) -> Plan:
    """Return the tree as it will be, unchecked (`checking.examined` checks it). Four statements, whatever the number of steps."""
    steps = list(reorganisation.steps.select_related("of_unit", "to_unit", "unit_kind").order_by("number"))
    plan = Plan(reorganisation, reorganisation.takes_effect_on, steps)
    for unit in _units_of(steps):
        plan.nodes[unit.pk] = Node(unit.name, unit.kind, None, unit, unit.code)
    for node in plan.nodes.values():
        node.parent = plan.nodes.get(node.unit.parent_id) if node.unit and node.unit.parent_id else None
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    for step in steps:
        _apply(step, plan, kinds)
    return plan


def _apply(step: ReorganisationStep, plan: Plan, kinds: dict[str, UnitKind]) -> None:
    node = plan.nodes[step.of_unit_id]
    node.step = step
    to = plan.nodes[step.to_unit_id] if step.to_unit_id else None
    if step.kind == StepKind.RENAME:
        node.name = step.name
    elif step.kind == StepKind.CHANGE_KIND and step.unit_kind:
        node.kind = kinds[step.unit_kind.code]
    elif step.kind == StepKind.MOVE:
        node.parent = to
    elif step.kind == StepKind.SPLIT:
        _split(step, node, plan, kinds)
    else:
        node.ends = True
        if to is not None:
            _put_children(_children(node, plan), to)
            plan.shifts.append(Shift(node, to))


def _split(step: ReorganisationStep, node: Node, plan: Plan, kinds: dict[str, UnitKind]) -> None:
    node.ends = not step.goes_on
    parts = []
    for told in step.parts:
        part = Node(told["name"], kinds[told["kind"]], node.parent, None, told["code"], step)
        _put_children([plan.nodes[key] for key in told["units"] if key in plan.nodes], part)
        if told["people"]:
            plan.shifts.append(Shift(node, part, tuple(told["people"])))
        parts.append(part)
    plan.opened += parts
    if parts and not step.goes_on:
        _put_children(_children(node, plan), parts[0])
        plan.shifts.append(Shift(node, parts[0]))


def _children(node: Node, plan: Plan) -> list[Node]:
    """Return the units that stand below one now and are sent nowhere else by a step of their own or a part."""
    return [n for n in plan.nodes.values() if n.parent is node and not (n.step and n.step.kind == StepKind.MOVE)]


def _put_children(children: Iterable[Node], to: Node) -> None:
    for child in children:
        child.parent = to


def _units_of(steps: Sequence[ReorganisationStep]) -> list[Unit]:
    """Return the units that are named, those above them, and those directly below the ones that end or change their kind."""
    named = {key for step in steps for key in (step.of_unit_id, step.to_unit_id) if key}
    named |= {key for step in steps for part in step.parts for key in part["units"]}
    paths = {step.of_unit.path for step in steps} | {step.to_unit.path for step in steps if step.to_unit}
    above = {way for path in paths for way in ancestor_paths(path)}
    opened = [step.of_unit_id for step in steps if step.kind in ENDING or step.kind == StepKind.CHANGE_KIND]
    found = Unit.objects.filter(pk__in=named) | Unit.objects.filter(path__in=above)
    found |= Unit.objects.filter(parent__in=opened, closed_on=None)
    return list(found.select_related("kind", "issuer", "parent").order_by("path"))
