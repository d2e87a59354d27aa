"""The desk of whoever protects data: requests with their days, restrictions, erasures that wait, incidents; and one's own."""

from django.db.models import F, QuerySet

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.models import Consent, DataRequest, Erasure, Incident, Restriction
from thongsuot.foundation.privacy.models.requests import RequestState


def requests_of(viewer: Viewer, *, is_open: bool) -> QuerySet[DataRequest]:
    """Return requests of people in units where the viewer protects data: open ones by their last day, or closed, the latest first."""
    found = DataRequest.objects.filter(_scope(viewer).as_filter()).select_related("person__home")
    if is_open:
        return found.filter(state=RequestState.OPEN).order_by("due_on", "pk")
    return found.exclude(state=RequestState.OPEN).order_by("-closed_at", "-pk")


def request_by_public_id(viewer: Viewer, public_id: str) -> DataRequest:
    """Return one request: the viewer's own, or one of their units. Absent and foreign alike raise DataRequest.DoesNotExist."""
    own = DataRequest.objects.filter(person_id=viewer.actor.actor_id or 0)
    seen = own | DataRequest.objects.filter(_scope(viewer).as_filter())
    return seen.select_related("person__home", "paper").get(public_id=public_id)


def requests_by(person: Person) -> QuerySet[DataRequest]:
    """Return a person's own requests, the latest first."""
    return DataRequest.objects.filter(person=person).order_by("-filed_at", "-pk")


def consents_by(person: Person) -> QuerySet[Consent]:
    """Return a person's consents, the latest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")


def own_consent(person: Person, public_id: str) -> Consent:
    """Return one of a person's own consents. Absent and foreign alike raise Consent.DoesNotExist."""
    return consents_by(person).get(public_id=public_id)


def has_consented(person: Person, purpose: str, version: int) -> bool:
    """Tell whether a person's consent to this version of a text is in force."""
    return consents_by(person).filter(purpose=purpose, version=version, withdrawn_at=None).exists()


def person_to_protect(viewer: Viewer, public_id: str) -> Person:
    """Return a person of units where the viewer protects data. Absent and foreign alike raise Person.DoesNotExist."""
    return Person.objects.filter(_scope(viewer).as_filter()).select_related("home").get(public_id=public_id)


def restrictions_of(viewer: Viewer) -> QuerySet[Restriction]:
    """Return restrictions in force in the viewer's units, the oldest first."""
    found = Restriction.objects.filter(_scope(viewer).as_filter(), lifted_at=None)
    return found.select_related("person__home").order_by("restricted_at", "pk")


def restriction_of(person: Person) -> Restriction | None:
    """Return the restriction of a person that is in force; None where there is none. The caller has checked who asks."""
    return Restriction.objects.filter(person=person, lifted_at=None).first()


def erasures_waiting(viewer: Viewer) -> QuerySet[Erasure]:
    """Return erasures in the viewer's units that wait for a second person, the oldest first."""
    found = Erasure.objects.filter(_scope(viewer).as_filter(), confirmed_at=None, turned_down_at=None)
    return found.select_related("person__home").order_by("asked_at", "pk")


def erasure_by_public_id(viewer: Viewer, public_id: str) -> Erasure:
    """Return one erasure. Absent and foreign alike raise Erasure.DoesNotExist."""
    return Erasure.objects.filter(_scope(viewer).as_filter()).select_related("person__home").get(public_id=public_id)


def erasure_of(person: Person) -> Erasure | None:
    """Return the erasure of a person that waits or was carried out; None where there is none. The caller has checked who asks."""
    return Erasure.objects.filter(person=person, turned_down_at=None).first()


def incidents_of(viewer: Viewer) -> QuerySet[Incident]:
    """Return incidents of the viewer's units: open ones first, by when the authority must be told, then the latest."""
    found = Incident.objects.filter(_scope(viewer).as_filter()).select_related("of_unit")
    return found.order_by(
        F("closed_at").desc(nulls_first=True), F("notify_by").asc(nulls_last=True), "-found_at", "-pk"
    )


def incident_by_public_id(viewer: Viewer, public_id: str) -> Incident:
    """Return one incident. Absent and foreign alike raise Incident.DoesNotExist."""
    return incidents_of(viewer).get(public_id=public_id)


def may_protect(viewer: Viewer) -> bool:
    """Tell whether the viewer protects data anywhere."""
    scope = _scope(viewer)
    return scope.everything or bool(scope.subtrees or scope.nodes)


def _scope(viewer: Viewer) -> Scope:
    return viewer.scope(Permission.PROTECT_DATA)
