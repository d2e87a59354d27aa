"""What the door may tell: of the class whose code one has read, and of oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.domain.plans.models import RollEdition, RollEntry
from thongsuot.domain.study.codes import are_good_digits
from thongsuot.domain.study.models import Attendance, DoorClaim, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.claims import ClaimState
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import ancestor_paths


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a person is recorded as present: when, and as the how manieth."""

    recorded_at: datetime
    seat: int


def arrival_of(study_class: StudyClass, entry: RollEntry) -> Arrival | None:
    """Return when a person came to a class and as the how manieth, as the database has it; None when not recorded present."""
    there = _present_at(study_class)
    mine = there.filter(entry=entry).first()
    if mine is None:
        return None
    before = there.filter(Q(recorded_at__lt=mine.recorded_at) | Q(recorded_at=mine.recorded_at, pk__lte=mine.pk))
    return Arrival(mine.recorded_at, before.count())


def arrivals_count(study_class: StudyClass) -> int:
    """Return how many people are recorded as present at a class."""
    return _present_at(study_class).count()


def newest_arrivals(study_class: StudyClass, most: int) -> list[str]:
    """Return the given names of who came last, the newest first: what may stand on a screen in the hall."""
    newest = (
        _present_at(study_class).order_by("-recorded_at", "-pk").values_list("entry__person__given_name", flat=True)
    )
    return list(newest[:most])


def entry_carried(entry_id: int) -> RollEntry | None:
    """Return the roll entry a pass was made for, while its edition of the roll is in force; the pass itself has proved whose it is."""
    newer = RollEdition.objects.filter(campaign=OuterRef("edition__campaign"), number__gt=OuterRef("edition__number"))
    return (
        RollEntry.objects.filter(~Exists(newer), pk=entry_id)
        .select_related("person", "campaign_unit", "edition__campaign")
        .first()
    )


def open_classes_for(entry: RollEntry) -> QuerySet[StudyClass]:
    """Return the classes of a person's units that are open now."""
    return _classes_of_units(entry).filter(state=ClassState.OPEN)


def coming_classes_for(entry: RollEntry) -> QuerySet[StudyClass]:
    """Return the classes a person is called to that are open or to come, the soonest first. Those for key cadres are theirs alone."""
    own = entry.audiences.filter(counts_until=None).values("audience")
    of_class = StudyClass.audiences.through.objects.filter(studyclass=OuterRef("pk"))
    for_others = of_class.filter(~Q(audience__in=own), audience__code="key_cadres")
    return _classes_of_units(entry).filter(
        Exists(of_class.filter(audience__in=own)), ~Exists(for_others), state__in=[ClassState.OPEN, ClassState.PLANNED]
    )


def waiting_claims(viewer: Viewer, study_class: StudyClass) -> list[DoorClaim]:
    """Return the claims that wait for the host of a class, the oldest first; none to whoever does not keep its door."""
    if not viewer.may(Permission.KEEP_DOOR, study_class.unit.path, door=study_class.door):
        return []
    return list(_claims(study_class).filter(state=ClaimState.WAITING).order_by("claimed_at", "pk"))


def claim_at(study_class: StudyClass, public_id: str) -> DoorClaim:
    """Return a claim of a class the viewer has found. Absent: DoorClaim.DoesNotExist."""
    return _claims(study_class).get(public_id=public_id)


def classes_showing(digits: str, at: datetime, among: Iterable[StudyClass] | None = None) -> list[StudyClass]:
    """Return the open classes that show these six digits at this instant, of all or of some."""
    found = StudyClass.objects.filter(state=ClassState.OPEN) if among is None else among
    return [one for one in found if are_good_digits(one.public_id, digits, at)]


def _classes_of_units(entry: RollEntry) -> QuerySet[StudyClass]:
    joined = StudyClass.participants.through.objects.filter(
        studyclass=OuterRef("pk"), campaignunit__path__in=ancestor_paths(entry.path)
    )
    return (
        StudyClass.objects.filter(Exists(joined))
        .select_related("host", "campaign")
        .prefetch_related("sessions")
        .order_by("sessions__starts_at", "pk")
    )


def _claims(study_class: StudyClass) -> QuerySet[DoorClaim]:
    return DoorClaim.objects.filter(study_class=study_class).select_related(
        "entry__person", "entry__campaign_unit", "study_class__host__unit"
    )


def _present_at(study_class: StudyClass) -> QuerySet[Attendance]:
    newer = Attendance.objects.filter(
        session=OuterRef("session"), entry=OuterRef("entry"), version__gt=OuterRef("version")
    )
    return Attendance.objects.filter(~Exists(newer), session__study_class=study_class, presence=Presence.PRESENT)
