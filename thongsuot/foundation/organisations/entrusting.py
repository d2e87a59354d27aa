"""Finding the people to whom work is given, also beyond one's own units, and naming those who hold it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import Appointment, Person, Unit
from thongsuot.foundation.organisations.queries import search_people

_MOST = 10
# Beyond one's own units nobody is found by a given name alone: whoever looks knows whom they look for.
_FEWEST_WORDS = 2
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was found. Of who is beyond the viewer's units only name and unit may be shown."""

    person: Person
    is_own: bool


def people_to_entrust(viewer: Viewer, text: str) -> list[Candidate]:
    """Return at most ten people by name or whole card number: those of the viewer's units first, then others within their search.

    Beyond the viewer's own units a name is asked from its beginning, with two words at least. Four statements.
    """
    hits = [hit.public_id for hit in search_people(viewer, text)]
    own = list(_own(viewer).filter(Q(public_id__in=hits) | _by_card(text)))
    if len(own) >= _MOST or not (len(folded(text).split()) >= _FEWEST_WORDS or _digits(text)):
        return [Candidate(person, is_own=True) for person in own]
    beginning = folded(text)
    named = Q(name_folded__gte=beginning, name_folded__lt=f"{beginning}~") if not _digits(text) else _by_card(text)
    with within_bounds(EVERYTHING):
        others = list(
            _searchable(viewer).filter(named).exclude(pk__in=[person.pk for person in own])[: _MOST - len(own)]
        )
    return [Candidate(person, is_own=person in own) for person in [*own, *others]]


def person_to_entrust(viewer: Viewer, public_id: str) -> Candidate:
    """Return one person within the viewer's search. Absent and foreign alike raise Person.DoesNotExist."""
    with within_bounds(EVERYTHING):
        person = _searchable(viewer).get(public_id=public_id)
    return Candidate(person, viewer.may(Permission.SEE_NAMES, person.path))


def people_by_key(keys: Collection[int]) -> dict[int, Person]:
    """Return key -> person with their home, wherever they are. Whoever asks has found the keys within their right."""
    with within_bounds(EVERYTHING):
        return {person.pk: person for person in Person.objects.filter(pk__in=set(keys)).select_related("home")}


def unit_names_by_key(keys: Collection[int]) -> dict[int, str]:
    """Return key -> name of units. As `people_by_key`."""
    with within_bounds(EVERYTHING):
        return dict(Unit.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


def posts_by_key(keys: Collection[int]) -> dict[int, str]:
    """Return appointment's key -> its title as it was written, or its post. As `people_by_key`."""
    with within_bounds(EVERYTHING):
        held = Appointment.objects.filter(pk__in=set(keys))
        return {appointment.pk: appointment.title or str(appointment.get_post_display()) for appointment in held}


def _own(viewer: Viewer) -> QuerySet[Person]:
    scope = viewer.scope(Permission.SEE_NAMES).as_filter()
    return Person.objects.filter(scope, merged_into=None).select_related("home").order_by("sort_key", "pk")


def _searchable(viewer: Viewer) -> QuerySet[Person]:
    scope = viewer.scope(Permission.SEARCH_PEOPLE).as_filter()
    return Person.objects.filter(scope, merged_into=None).select_related("home").order_by("sort_key", "pk")


def _by_card(text: str) -> Q:
    """Return a condition that holds for whoever has this card number; for nobody where it is none."""
    digits = _digits(text)
    return Q(card_number_index=blind_index(digits, purpose=CARD)) if digits else Q(pk__in=[])


def _digits(text: str) -> str:
    number = text.strip()
    return number if len(number) >= _FEWEST_DIGITS and number.replace(" ", "").replace(".", "").isdigit() else ""
