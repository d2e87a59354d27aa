"""What a reorganisation will do, before it is done: how many units, people, posts and roles, and whose."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256

from django.db.models import Q

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, Unit
from thongsuot.foundation.organisations.reorganising.plan import Plan


@dataclass(frozen=True, slots=True)
class Role:
    """A role that ends with the unit over which it is held."""

    person: Person | None
    grant: Grant
    unit: Unit


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody has seen of a reorganisation before confirming it. Another state of things is another `Seen`."""

    revision: int = 0
    units: int = 0
    people: int = 0
    posts: int = 0
    roles: int = 0
    places: str = ""

    def told(self) -> str:
        """Return it in one word, for a form to carry."""
        return ".".join(str(getattr(self, f.name)) for f in fields(self))

    @classmethod
    def read(cls, told: str) -> "Seen":
        """Return what a form carried; what is no such word has seen nothing."""
        parts = told.split(".")
        if len(parts) != len(fields(cls)) or not all(p.isdecimal() and len(p) < 12 for p in parts[:-1]):
            return cls()
        revision, units, people, posts, roles = map(int, parts[:-1])
        return cls(revision, units, people, posts, roles, parts[-1])


@dataclass(slots=True)
class Effect:
    """What will change: units that lie elsewhere (with all below), people who belong elsewhere, posts and roles that end."""

    units_moved: int = 0
    people_below: int = 0
    people_moved: int = 0
    posts: list[Appointment] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)


def effect_of(plan: Plan, *, today: date) -> Effect:
    """Return what a plan will change. Six statements, whatever its size. Callers have checked the scope."""
    effect = Effect()
    still = Q(valid_until=None) | Q(valid_until__gt=plan.day)
    moved = _within([node.path for node in plan.moved])
    if moved:
        effect.units_moved = Unit.objects.filter(moved, closed_on=None).count()
        effect.people_below = Membership.objects.filter(moved, valid_until=None, is_home=True).count()
    ended = [node.unit.pk for node in plan.ended if node.unit]
    effect.people_moved = _people_moved(plan, still)
    effect.posts = list(_posts_ended(plan, ended, still))
    effect.roles = _roles_ended(ended, today)
    effect.seen = _seen(plan, effect)
    return effect


def _within(tops: Sequence[str]) -> Q:
    condition = Q()
    for top in tops:
        low, high = subtree_range(top)
        condition |= Q(path__gte=low, path__lt=high)
    return condition


def _people_moved(plan: Plan, still: Q) -> int:
    condition = Q()
    for shift in plan.shifts:
        if shift.of.unit is not None:
            named = Q() if shift.people is None else Q(person__in=shift.people)
            condition |= Q(named, of_unit=shift.of.unit)
    return Membership.objects.filter(still, condition).values("person").distinct().count() if condition else 0


def _posts_ended(plan: Plan, ended: list[int], still: Q) -> Sequence[Appointment]:
    condition = Q(in_unit__in=ended)
    for shift in plan.shifts:
        if shift.of.unit is not None and shift.people is not None:
            condition |= Q(in_unit=shift.of.unit, person__in=shift.people)
    held = Appointment.objects.filter(still, condition).select_related("person", "in_unit")
    return list(held.order_by("path", "person__sort_key", "pk"))


def _roles_ended(ended: list[int], today: date) -> list[Role]:
    grants = list(
        Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=today), unit_id__in=ended).order_by(
            "unit_path", "pk"
        )
    )
    people = Person.objects.in_bulk({grant.person_id for grant in grants}) if grants else {}
    units = Unit.objects.in_bulk({grant.unit_id for grant in grants}) if grants else {}
    return [Role(people.get(grant.person_id), grant, units[grant.unit_id]) for grant in grants]


def _seen(plan: Plan, effect: Effect) -> Seen:
    places = "|".join(
        f"{n.path} {n.name} {n.kind.pk} {n.ends} {n.parent.path if n.parent else ''}" for n in plan.nodes.values()
    )
    return Seen(
        revision=plan.reorganisation.revision,
        units=effect.units_moved,
        people=effect.people_moved,
        posts=len(effect.posts),
        roles=len(effect.roles),
        places=sha256(f"{plan.day}|{places}".encode()).hexdigest()[:16],
    )
