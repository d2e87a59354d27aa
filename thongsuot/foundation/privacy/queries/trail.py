"""The trail: what was done and who looked, for viewers who may see the log, each within their own units."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.audit.models import AuditEntry, Look
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Person, Unit

# Who was shown more than this many people within a day may be carrying the list away.
MANY_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the trail is asked for; everything left out is no restriction. `events`: an event, or the part before its dot."""

    person: Person | None = None
    unit: Unit | None = None
    events: str = ""
    subject: tuple[str, int] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ManySeen:
    """Somebody was shown the data of many people within a day."""

    looker_id: int
    people: int
    looks: int


def trail(viewer: Viewer, asked: Asked) -> QuerySet[AuditEntry]:
    """Return entries at units where the viewer may see the log, newest first. A person's are what they did and what was done to them."""
    entries = AuditEntry.objects.filter(_scope(viewer).as_filter("unit_path")).filter(_where_and_when(asked))
    if asked.person:
        about = Q(subject_kind="Person", subject_id=asked.person.pk)
        entries = entries.filter(Q(actor_id=asked.person.pk) | about)
    if asked.subject:
        kind, key = asked.subject
        entries = entries.filter(subject_kind=kind, subject_id=key)
    if "." in asked.events:
        entries = entries.filter(event=asked.events)
    elif asked.events:
        entries = entries.filter(event__gte=f"{asked.events}.", event__lt=f"{asked.events}/")
    return entries.order_by("-pk")


def entry_of_trail(viewer: Viewer, number: int) -> AuditEntry:
    """Return one entry with its personal part. Absent and foreign alike raise AuditEntry.DoesNotExist."""
    return trail(viewer, Asked()).select_related("personal__erasure").get(pk=number)


def looks(viewer: Viewer, asked: Asked) -> QuerySet[Look]:
    """Return who read whose data at units where the viewer may see the log, newest first; a person's are by them and about them."""
    found = Look.objects.filter(_scope(viewer).as_filter("unit_path")).filter(_where_and_when(asked))
    if asked.person:
        found = found.filter(Q(looker_id=asked.person.pk) | Q(person_id=asked.person.pk))
    return found.order_by("-pk")


def lookers_of_many(viewer: Viewer, at: datetime) -> list[ManySeen]:
    """Return who was shown more than MANY_PEOPLE people within the last day, most first. One person seen twice counts twice."""
    lately = looks(viewer, Asked()).filter(at__gt=at - timedelta(days=1), at__lte=at).order_by()
    sums = lately.values("looker_id").annotate(total=Sum("people"), times=Count("pk"))
    many = sums.filter(total__gt=MANY_PEOPLE).order_by("-total").values_list("looker_id", "total", "times")
    return [ManySeen(*row) for row in many]


def may_see_trail(viewer: Viewer) -> bool:
    """Tell whether the viewer may see the log of any unit."""
    scope = _scope(viewer)
    return scope.everything or bool(scope.subtrees or scope.nodes)


def _scope(viewer: Viewer) -> Scope:
    return viewer.scope(Permission.SEE_AUDIT)


def _where_and_when(asked: Asked) -> Q:
    condition = Q()
    if asked.unit:
        low, high = subtree_range(asked.unit.path)
        condition &= Q(unit_path__gte=low, unit_path__lt=high)
    if asked.since:
        condition &= Q(at__gte=_midnight(asked.since))
    if asked.until:
        condition &= Q(at__lt=_midnight(asked.until + timedelta(days=1)))
    return condition


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
