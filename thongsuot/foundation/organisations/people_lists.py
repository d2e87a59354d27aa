"""The people of a unit and below, one person whole, and transfers that wait: as far as a viewer may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.actions.people import CARD
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, PersonMerge, Transfer, Unit
from thongsuot.foundation.organisations.models.transfers import OPEN_STATES, TransferState

_MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class WholePerson:
    """Where a person belongs and belonged, what they hold and held, and what became of their transfers and merges."""

    person: Person
    memberships: list[Membership]
    appointments: list[Appointment]
    transfers: list[Transfer]
    merges: list[PersonMerge]

    @property
    def home(self) -> Membership | None:
        """The home membership in force."""
        return next((m for m in self.memberships if m.is_home and m.valid_until is None), None)

    @property
    def open_transfer(self) -> Transfer | None:
        """The transfer that is not over."""
        return next((t for t in self.transfers if t.state in OPEN_STATES), None)


@dataclass(frozen=True, slots=True)
class WaitingTransfers:
    """Transfers of the units where a viewer may change the roster."""

    to_release: list[Transfer]
    to_receive: list[Transfer]
    sent: list[Transfer]
    ended: list[Transfer]


def people_in(viewer: Viewer, unit: Unit, *, text: str = "", category: str = "") -> QuerySet[Person]:
    """Return the people at home in a unit and below, by given name; those with all the words of the text, in a category.

    Names need the right to see names. Rows merged into others are left out.
    """
    low, high = subtree_range(unit.path)
    scope = viewer.scope(Permission.SEE_NAMES).as_filter()
    people = Person.objects.filter(scope, path__gte=low, path__lt=high, merged_into=None)
    for word in folded(text).split():
        people = people.filter(Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}"))
    if category:
        held = Membership.objects.filter(
            person=OuterRef("pk"), is_home=True, valid_until=None, category=category, path__gte=low, path__lt=high
        )
        people = people.filter(Exists(held))
    return (
        people.select_related("home__parent").prefetch_related("memberships", "appointments").order_by("sort_key", "pk")
    )


def whole_person(person: Person) -> WholePerson:
    """Return everything of a person this room knows. Callers have found the person within their scope. Four statements."""
    return WholePerson(
        person,
        list(person.memberships.select_related("of_unit").order_by("-valid_from", "-pk")),
        list(person.appointments.select_related("in_unit").order_by("-valid_from", "-pk")),
        list(person.transfers.select_related("from_unit", "to_unit").order_by("-asked_at")),
        list(PersonMerge.objects.filter(kept=person).select_related("merged").order_by("-merged_at")),
    )


def posts_held(person: Person) -> list[Appointment]:
    """Return the posts a person holds now. Callers have found the person within their scope."""
    return list(person.appointments.filter(valid_until=None).select_related("in_unit"))


def waiting_transfers(viewer: Viewer, *, since: date) -> WaitingTransfers:
    """Return what waits to be released and received at a viewer's units, what waits elsewhere, and what ended since a day."""
    ours_from, ours_to = _ours(viewer, "from_unit__path"), _ours(viewer, "to_unit__path")
    with within_bounds(EVERYTHING):  # the other unit of a transfer lies where the viewer may not look
        open_now = list(
            Transfer.objects.filter(ours_from | ours_to, state__in=OPEN_STATES)
            .select_related("from_unit", "to_unit")
            .order_by("asked_at", "pk")
        )
        ended = list(
            Transfer.objects.filter(ours_from | ours_to, ended_at__date__gte=since)
            .select_related("from_unit", "to_unit")
            .order_by("-ended_at")
        )
    scope = viewer.scope(Permission.MANAGE_ORGANISATION)
    to_release = [t for t in open_now if t.state == TransferState.ASKED and scope.holds(t.from_unit.path)]
    to_receive = [t for t in open_now if t.state == TransferState.RELEASED and scope.holds(t.to_unit.path)]
    acting = {t.pk for t in (*to_release, *to_receive)}
    return WaitingTransfers(to_release, to_receive, [t for t in open_now if t.pk not in acting], ended)


def transfer_by_public_id(viewer: Viewer, public_id: str) -> Transfer:
    """Return a transfer from or to a unit where the viewer may change the roster. Absent and foreign raise DoesNotExist."""
    ours = _ours(viewer, "from_unit__path") | _ours(viewer, "to_unit__path")
    with within_bounds(EVERYTHING):
        return Transfer.objects.select_related("from_unit", "to_unit").get(ours, public_id=public_id)


def merge_by_public_id(viewer: Viewer, public_id: str) -> PersonMerge:
    """Return a merge of somebody where the viewer may change the roster. Absent and foreign raise PersonMerge.DoesNotExist."""
    ours = _ours(viewer, "kept__path")
    return PersonMerge.objects.select_related("kept__home", "merged").get(ours, public_id=public_id)


def units_to_send_to(viewer: Viewer, text: str) -> list[Unit]:
    """Return at most twenty open units of the whole installation by words of their name or by their code, for a transfer.

    Only for whoever may change some roster: a unit's name is no secret to them, what is in it is.
    """
    words = folded(text).split()
    if not words or not may_change_some_roster(viewer):
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(name_folded__contains=word)
    with within_bounds(EVERYTHING):
        units = Unit.objects.filter(wanted | Q(code__iexact=text.strip()), closed_on=None)
        return list(units.select_related("parent").order_by("path")[:_MOST_UNITS])


def person_to_ask_for(
    viewer: Viewer, *, card_number: str = "", full_name: str = "", born_on: date | None = None
) -> Person | None:
    """Return the one person of the installation who is named exactly: by card number, or by full name and birth date.

    Several or none give None: nobody is guessed, and no list is shown. Only for whoever may change some roster.
    """
    if not may_change_some_roster(viewer):
        return None
    if card_number.strip():
        wanted = Q(card_number_index=blind_index(card_number.strip(), purpose=CARD))
    elif full_name.strip() and born_on:
        wanted = Q(name_folded=folded(full_name), born_on=born_on)
    else:
        return None
    with within_bounds(EVERYTHING):
        found = list(Person.objects.filter(wanted, merged_into=None).select_related("home")[:2])
    return found[0] if len(found) == 1 else None


def _ours(viewer: Viewer, field: str) -> Q:
    return viewer.scope(Permission.MANAGE_ORGANISATION).as_filter(field)


def may_change_some_roster(viewer: Viewer) -> bool:
    """Tell whether there is any unit whose roster the viewer may change."""
    scope = viewer.scope(Permission.MANAGE_ORGANISATION)
    return scope.everything or bool(scope.subtrees or scope.nodes)
