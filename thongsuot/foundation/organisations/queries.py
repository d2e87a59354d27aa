"""Units and people a viewer may see, and how to find them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import STEP, ancestor_paths, subtree_range
from thongsuot.foundation.organisations.models import Appointment, Person, RosterImport, Unit
from thongsuot.foundation.organisations.models.appointments import Post

_MOST_HITS = 10
_SHORTEST_QUESTION = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, where it lies, and its key."""

    label: str
    path: str
    public_id: str
    code: str = ""


def units_of(viewer: Viewer, permission: Permission = Permission.SEE_FIGURES) -> QuerySet[Unit]:
    """Return the open units in the viewer's scope, in the order of the tree."""
    scope = viewer.scope(permission).as_filter()
    return Unit.objects.filter(scope, closed_on=None).select_related("kind", "parent").order_by("path")


def unit_by_code(viewer: Viewer, code: str) -> Unit:
    """Return the unit of a code. Absent and foreign raise Unit.DoesNotExist; one code from two issuers is refused likewise."""
    return units_of(viewer).get(code=code)


def unit_by_public_id(viewer: Viewer, public_id: str, permission: Permission = Permission.SEE_FIGURES) -> Unit:
    """Return one unit. Absent and foreign alike raise Unit.DoesNotExist."""
    return units_of(viewer, permission).get(public_id=public_id)


def children_of(viewer: Viewer, parent: Unit) -> QuerySet[Unit]:
    """Return the units directly below one, in the committee's own order."""
    return units_of(viewer).filter(parent=parent).order_by("order", "path")


def units_above(viewer: Viewer, unit: Unit) -> list[Unit]:
    """Return the units over one that the viewer may see, from the top down."""
    return list(units_of(viewer).filter(path__in=ancestor_paths(unit.path)[:-1]))


def top_units(viewer: Viewer, permission: Permission = Permission.SEE_FIGURES) -> list[Unit]:
    """Return the highest units of the viewer's scope."""
    tops: list[Unit] = []
    for unit in (
        units_of(viewer, permission).filter(path__in=_tops(viewer, permission))
        if not viewer.is_system
        else units_of(viewer).filter(parent=None)
    ):
        if not any(unit.path.startswith(top.path) for top in tops):
            tops.append(unit)
    return tops


def people_of(viewer: Viewer, unit: Unit) -> QuerySet[Person]:
    """Return the people at home in a unit and below, by given name. Names need the right to see names."""
    low, high = subtree_range(unit.path)
    scope = viewer.scope(Permission.SEE_NAMES).as_filter()
    return (
        Person.objects.filter(scope, path__gte=low, path__lt=high, merged_into=None)
        .select_related("home__parent")
        .prefetch_related("memberships", "appointments")
        .order_by("sort_key", "pk")
    )


def people_at(viewer: Viewer, unit: Unit) -> QuerySet[Person]:
    """Return the people at home in a unit itself, by given name. Names need the right to see names."""
    return people_of(viewer, unit).filter(home=unit)


def person_by_public_id(viewer: Viewer, public_id: str) -> Person:
    """Return one person. Absent and foreign alike raise Person.DoesNotExist."""
    return Person.objects.filter(viewer.scope(Permission.SEE_NAMES).as_filter()).get(public_id=public_id)


def names_by_label(viewer: Viewer, labels: Iterable[str]) -> dict[str, str]:
    """Return actor's label -> full name, for the people among them whose names the viewer may see. One statement."""
    people = Person.objects.filter(viewer.scope(Permission.SEE_NAMES).as_filter(), public_id__in=set(labels))
    return dict(people.values_list("public_id", "full_name"))


def search_units(viewer: Viewer, text: str) -> list[Hit]:
    """Return at most ten units whose name holds every word of the text, or whose code it is, with where they lie."""
    asked = folded(text)
    if len(asked) < _SHORTEST_QUESTION:
        return []
    words = Q()
    for word in asked.split():
        words &= Q(name_folded__contains=word)
    found = list(units_of(viewer).filter(words | Q(code__iexact=text.strip()))[:_MOST_HITS])
    names = _names_above([unit.path for unit in found])
    return [Hit(unit.name, _where(unit.path, names), unit.public_id, unit.code) for unit in found]


def search_people(viewer: Viewer, text: str) -> list[Hit]:
    """Return at most ten people with a word of their name beginning with each word of the text, with where they are."""
    asked = folded(text)
    if len(asked) < _SHORTEST_QUESTION:
        return []
    words = Q()
    for word in asked.split():
        words &= Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}")
    people = Person.objects.filter(viewer.scope(Permission.SEE_NAMES).as_filter(), words, merged_into=None)
    found = list(people.select_related("home").order_by("sort_key", "pk")[:_MOST_HITS])
    names = _names_above([person.path for person in found])
    return [Hit(p.full_name, _where(p.path + "0" * STEP, names), p.public_id) for p in found]


def post_holders(viewer: Viewer, post: Post) -> dict[str, Person]:
    """Return unit code -> the person who holds a post there now (the first by name where several do)."""
    held = (
        Appointment.objects.filter(viewer.scope(Permission.SEE_NAMES).as_filter(), post=post, valid_until=None)
        .select_related("person__home", "in_unit")
        .order_by("-person__sort_key")
    )
    return {appointment.in_unit.code: appointment.person for appointment in held}


def imports_of(viewer: Viewer, into: Unit | None = None) -> QuerySet[RosterImport]:
    """Return imports, pending, done, undone and set aside, the latest file first: all, or those into a unit and below."""
    low, high = subtree_range(into.path if into else "")
    scope = viewer.scope(Permission.MANAGE_ORGANISATION).as_filter("into__path")
    return (
        RosterImport.objects.filter(scope, into__path__gte=low, into__path__lt=high)
        .select_related("file", "into__kind", "into__issuer")
        .order_by("-file__stored_at", "-pk")
    )


def import_by_public_id(viewer: Viewer, public_id: str) -> RosterImport:
    """Return one import. Absent and foreign alike raise RosterImport.DoesNotExist."""
    return imports_of(viewer).get(public_id=public_id)


def senders_of(viewer: Viewer, imports: Iterable[RosterImport]) -> dict[str, str]:
    """Return the names of who sent the files, by the label kept with them, of those whose names the viewer may see."""
    labels = {made.file.stored_by for made in imports}
    seen = Person.objects.filter(viewer.scope(Permission.SEE_NAMES).as_filter(), public_id__in=labels)
    return dict(seen.values_list("public_id", "full_name"))


def role_words(person: Person, viewer: Viewer) -> str:
    """Return what stands under a person's name: the post, or the role, and where."""
    held = Appointment.objects.filter(person=person, valid_until=None).select_related("in_unit").order_by("path")
    rank = list(Post)
    posts = sorted(held, key=lambda appointment: rank.index(Post(appointment.post)))
    if posts:
        return f"{posts[0].get_post_display()}, {posts[0].in_unit.name}"
    if viewer.grants:
        return str(Role(viewer.grants[0].role).label)
    return _("Đảng viên, %(unit)s") % {"unit": person.home.name}


def _tops(viewer: Viewer, permission: Permission) -> list[str]:
    scope = viewer.scope(permission)
    return [*scope.subtrees, *scope.nodes]


def _names_above(paths: list[str]) -> dict[str, str]:
    above = {step for path in paths for step in ancestor_paths(path)}
    return dict(Unit.objects.filter(path__in=above).values_list("path", "name"))


def _where(path: str, names: dict[str, str]) -> str:
    return " › ".join(names[step] for step in ancestor_paths(path)[:-1] if step in names)
