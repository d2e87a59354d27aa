"""Classes a viewer may see, and who is in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import Attendance, HeadCount, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.queries.reasons import reasons_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.core.trees import is_within, subtree_range


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A person of a class's units with what is known of them there; `seat` counts arrivals in their order."""

    entry: RollEntry
    attendance: Attendance | None
    seat: int | None = None

    @property
    def presence(self) -> str:
        """What is known: one of `Presence`."""
        return self.attendance.presence if self.attendance else Presence.NOT_RECORDED.value


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody a class is for, not yet recorded first, and how the present were recorded."""

    lines: list[RegisterLine]
    by_source: dict[str, int]

    @property
    def present(self) -> int:
        """How many are there."""
        return sum(line.presence == Presence.PRESENT for line in self.lines)

    def waiting(self) -> list[RegisterLine]:
        """Return those who are not there (yet), by name."""
        return [line for line in self.lines if line.presence != Presence.PRESENT]

    def arrived(self) -> list[RegisterLine]:
        """Return those who are there, the newest first."""
        there = [line for line in self.lines if line.seat is not None]
        return sorted(there, key=lambda line: line.seat or 0, reverse=True)


def classes_of(viewer: Viewer, campaign: Campaign) -> QuerySet[StudyClass]:
    """Return the classes of a campaign in the viewer's scope with `begins`, `ends` and `present_count`, the latest first."""
    hosted = campaign_scope(viewer, campaign).as_filter()
    joined = campaign_scope(viewer, campaign).as_filter("participants__path")
    seen = StudyClass.objects.filter(hosted | joined, campaign=campaign).values("pk")
    return (
        StudyClass.objects.filter(pk__in=seen)
        .select_related("host__unit", "campaign__of_unit")
        .annotate(begins=Min("sessions__starts_at"), ends=Max("sessions__ends_at"), present_count=_present_count())
        .order_by("-begins", "path", "number")
    )


def _present_count() -> Coalesce:
    """Return the people of a class whose newest fact there says present, as an expression over classes."""
    newer = Attendance.objects.filter(
        session=OuterRef("session"), entry=OuterRef("entry"), version__gt=OuterRef("version")
    )
    there = Attendance.objects.filter(~Exists(newer), session__study_class=OuterRef("pk"), presence=Presence.PRESENT)
    counted = there.order_by().values("session__study_class").annotate(people=Count("entry", distinct=True))
    return Coalesce(Subquery(counted.values("people")), 0)


def classes_at(viewer: Viewer, unit: CampaignUnit) -> QuerySet[StudyClass]:
    """Return the classes hosted at a unit or below it, or joined by a unit there, the latest first."""
    low, high = subtree_range(unit.path)
    joined = StudyClass.participants.through.objects.filter(
        campaignunit__path__gte=low, campaignunit__path__lt=high
    ).values("studyclass")
    return classes_of(viewer, unit.campaign).filter(Q(path__gte=low, path__lt=high) | Q(pk__in=joined))


def class_by_public_id(viewer: Viewer, campaign: Campaign, public_id: str) -> StudyClass:
    """Return one class. Absent and foreign alike raise StudyClass.DoesNotExist."""
    return classes_of(viewer, campaign).get(public_id=public_id)


def class_at_door(public_id: str) -> StudyClass:
    """Return a class by the id its code carries: its name, hours and place hang on the wall. Absent: StudyClass.DoesNotExist."""
    return StudyClass.objects.select_related("host", "campaign").get(public_id=public_id)


def register_of(viewer: Viewer, study_class: StudyClass, audiences: Sequence[str] = ()) -> Register:
    """Return the register of a class: the people of its units who are in its audiences (or in those named), and whoever came.

    Who may see names, or record attendance, over the host sees everybody; who may over a unit that joined sees its own
    people. Reasons are those of the viewer's own organisation. A fixed number of statements.
    """
    facts = _newest_facts(study_class)
    entries = {entry.pk: entry for entry in _summoned(study_class, audiences)}
    uninvited = [entry for entry, fact in facts.items() if entry not in entries and fact.presence == Presence.PRESENT]
    if not audiences:
        entries |= {entry.pk: entry for entry in _shown(RollEntry.objects.filter(pk__in=uninvited))}
    named, told = _names_scope(viewer, study_class), reasons_scope(viewer, study_class.campaign)
    seen = [entry for entry in entries.values() if named.holds(entry.path)]
    for entry in seen:
        if entry.pk in facts and not told.holds(entry.path):
            facts[entry.pk].reason = ""
    order = sorted(
        (facts[e.pk] for e in seen if e.pk in facts and facts[e.pk].presence == Presence.PRESENT),
        key=lambda fact: (fact.recorded_at, fact.pk),
    )
    seats = {fact.entry_id: n for n, fact in enumerate(order, start=1)}
    lines = [RegisterLine(entry, facts.get(entry.pk), seats.get(entry.pk)) for entry in seen]
    return Register(sorted(lines, key=_not_yet_first), dict(Counter(fact.source for fact in order)))


def _names_scope(viewer: Viewer, study_class: StudyClass) -> Scope:
    host, either = study_class.host.unit, (Permission.SEE_NAMES, Permission.RECORD_ATTENDANCE)
    if any(viewer.may(permission, host.path) for permission in either):
        return Scope(everything=True)
    scopes = [campaign_scope(viewer, study_class.campaign, permission) for permission in either]
    return Scope(
        tuple(top for scope in scopes for top in scope.subtrees),
        tuple(node for scope in scopes for node in scope.nodes),
    )


def head_counts_of(study_class: StudyClass) -> list[HeadCount]:
    """Return the counts that stand at a class, the newest version of each. The class was found within the viewer's scope."""
    counts = (
        HeadCount.objects.filter(study_class=study_class)
        .select_related("campaign_unit__unit", "audience", "evidence", "study_class__campaign")
        .order_by("campaign_unit_id", "audience_id", "-version")
        .distinct("campaign_unit_id", "audience_id")
    )
    return [count for count in counts if count.people]


def evidence_of(study_class: StudyClass) -> list[tuple[str, str, datetime]]:
    """Return (file's public id, name, when) of the sheets behind a class's attendance and counts."""
    found = set(
        Attendance.objects.filter(session__study_class=study_class, evidence__isnull=False).values_list(
            "evidence__public_id", "evidence__name", "evidence__stored_at"
        )
    ) | set(
        HeadCount.objects.filter(study_class=study_class, evidence__isnull=False).values_list(
            "evidence__public_id", "evidence__name", "evidence__stored_at"
        )
    )
    return sorted(found, key=lambda row: row[2])


def summoned_count(study_class: StudyClass) -> int:
    """Return how many people on the roll a class is for."""
    return _summoned(study_class, ()).count()


def _summoned(study_class: StudyClass, audiences: Sequence[str]) -> QuerySet[RollEntry]:
    places = Q()
    for path in _outermost(study_class.participants.values_list("path", flat=True)):
        low, high = subtree_range(path)
        places |= Q(path__gte=low, path__lt=high)
    wanted = study_class.audiences.all()
    if audiences:
        wanted = wanted.filter(code__in=audiences)
    if wanted.filter(code="key_cadres").exists():
        wanted = wanted.filter(code="key_cadres")  # a class for key cadres summons them, not every member below
    left = Q()
    if study_class.is_make_up:  # a make-up is for those who had not studied before it
        done = Standing.objects.filter(entry=OuterRef("pk"), audience__in=wanted, directive=None, studied=True)
        left = ~Q(Exists(done.exclude(study_class=study_class)))
    return _shown(
        RollEntry.objects.filter(
            places,
            left,
            edition__campaign=study_class.campaign_id,
            audiences__audience__in=wanted,
            audiences__counts_until=None,
        ).distinct()
    )


def _shown(entries: QuerySet[RollEntry]) -> QuerySet[RollEntry]:
    return entries.select_related("person", "campaign_unit__parent").order_by("sort_key", "pk")


def _newest_facts(study_class: StudyClass) -> dict[int, Attendance]:
    facts = (
        Attendance.objects.filter(session__study_class=study_class)
        .select_related("evidence")
        .order_by("entry_id", "-version")
        .distinct("entry_id")
    )
    return {fact.entry_id: fact for fact in facts}


def _outermost(paths: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not is_within(path, kept[-1]):
            kept.append(path)
    return kept


def _not_yet_first(line: RegisterLine) -> tuple[int, str]:
    order = {Presence.NOT_RECORDED: 0, Presence.ABSENT: 1, Presence.EXCUSED: 2, Presence.PRESENT: 3}
    return order[Presence(line.presence)], line.entry.sort_key
