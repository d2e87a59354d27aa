"""The register of a class: who is expected, who is there, and what is known of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, RollEntry, RollMembership
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.roll import roll_in_force
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import Attendance, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.queries.reasons import reasons_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.core.trees import ancestor_paths, is_within, subtree_range


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A person of a class's units with what is known of them there; `seat` counts arrivals in their order."""

    entry: RollEntry
    attendance: Attendance | None
    seat: int | None = None

    @property
    def is_non_member(self) -> bool:
        """Whether the person is on the roll as a non-member."""
        return bool(getattr(self.entry, "is_non_member", False))

    @property
    def presence(self) -> str:
        """What is known: one of `Presence`."""
        return self.attendance.presence if self.attendance else Presence.NOT_RECORDED.value


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody a class is for, not yet recorded first."""

    lines: list[RegisterLine]

    @property
    def present(self) -> int:
        """How many are there."""
        return self.count(Presence.PRESENT)

    @property
    def by_source(self) -> dict[str, int]:
        """How the present were recorded."""
        return dict(Counter(line.attendance.source for line in self.arrived() if line.attendance))

    def count(self, presence: Presence) -> int:
        """Return how many people this is known of."""
        return sum(line.presence == presence for line in self.lines)

    def part(self, *, non_members: bool) -> "Register":
        """Return the members of the register, or the non-members."""
        return Register([line for line in self.lines if line.is_non_member == non_members])

    def not_recorded(self) -> list[RegisterLine]:
        """Return those of whom nothing is known, by name."""
        return [line for line in self.lines if line.presence == Presence.NOT_RECORDED]

    def waiting(self) -> list[RegisterLine]:
        """Return those who are not there (yet), by name."""
        return [line for line in self.lines if line.presence != Presence.PRESENT]

    def arrived(self) -> list[RegisterLine]:
        """Return those who are there, the newest first."""
        there = [line for line in self.lines if line.seat is not None]
        return sorted(there, key=lambda line: line.seat or 0, reverse=True)


def register_of(viewer: Viewer, study_class: StudyClass, audiences: Sequence[str] = ()) -> Register:
    """Return the register of a class: whom it expects, and everybody of whom something is known there.

    It expects the people of its units and audiences (or of those named) who have not studied otherwise. Who may see names, or
    keeps its door, over the host sees everybody; who may over a unit that joined sees its own people. Reasons are those
    of the viewer's own organisation. A fixed number of statements.
    """
    facts = _newest_facts(study_class)
    entries = {entry.pk: entry for entry in _summoned(study_class, audiences)}
    known = (entry for entry, fact in facts.items() if fact.presence != Presence.NOT_RECORDED)
    uninvited = [entry for entry in known if entry not in entries]
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
    return Register(sorted(lines, key=_not_yet_first))


def _names_scope(viewer: Viewer, study_class: StudyClass) -> Scope:
    host, either = study_class.host.unit, (Permission.SEE_NAMES, Permission.KEEP_DOOR)
    if any(viewer.may(permission, host.path, door=study_class.door) for permission in either):
        return Scope(everything=True)
    scopes = [campaign_scope(viewer, study_class.campaign, permission) for permission in either]
    return Scope(
        tuple(top for scope in scopes for top in scope.subtrees),
        tuple(node for scope in scopes for node in scope.nodes),
    )


def sign_in_order(viewer: Viewer, study_class: StudyClass) -> list[RegisterLine]:
    """Return the people a class is for as its sheet lists them: units in the committee's own order, then by given name."""
    lines = register_of(viewer, study_class).lines
    paths = {path for line in lines for path in ancestor_paths(line.entry.path)}
    places = {
        path: (order, path) for path, order in CampaignUnit.objects.filter(path__in=paths).values_list("path", "order")
    }

    def place(line: RegisterLine) -> tuple[list[tuple[int, str]], str, int]:
        above = [places[path] for path in ancestor_paths(line.entry.path) if path in places]
        return above, line.entry.sort_key, line.entry.pk

    return sorted(lines, key=place)


def people_to_record(
    viewer: Viewer, units: Sequence[CampaignUnit], audiences: Sequence[Audience]
) -> QuerySet[RollEntry]:
    """Return the people of units and audiences whose attendance the viewer may record, with `is_non_member` and `has_studied`.

    By unit, then by given name. The units are of one campaign.
    """
    scope = campaign_scope(viewer, units[0].campaign, Permission.RECORD_ATTENDANCE)
    edition = roll_in_force(units[0].campaign)
    done = Standing.objects.filter(entry=OuterRef("pk"), audience__in=audiences, directive=None, studied=True)
    member = RollMembership.objects.filter(entry=OuterRef("pk"), audience__in=audiences, counts_until=None)
    entries = RollEntry.objects.filter(
        scope.as_filter(), _within([unit.path for unit in units]), Exists(member), edition=edition
    )
    return _shown(entries).annotate(has_studied=Exists(done)).order_by("path", "sort_key", "pk")


def entry_to_record(viewer: Viewer, campaign: Campaign, public_id: str) -> RollEntry:
    """Return a person of the roll in force whose attendance the viewer may record.

    Absent and foreign alike raise RollEntry.DoesNotExist.
    """
    scope = campaign_scope(viewer, campaign, Permission.RECORD_ATTENDANCE)
    entries = RollEntry.objects.filter(scope.as_filter(), edition=roll_in_force(campaign))
    return entries.select_related("person", "campaign_unit__unit", "edition__campaign").get(public_id=public_id)


def entry_at_door(viewer: Viewer, study_class: StudyClass, public_id: str) -> RollEntry:
    """Return a person of the roll in force whom the viewer may mark at a class: as its steward anybody it is for, else whom
    they record anyway. Absent and foreign alike raise RollEntry.DoesNotExist.
    """
    if study_class.door not in viewer.doors:
        return entry_to_record(viewer, study_class.campaign, public_id)
    places = _within(study_class.participants.values_list("path", flat=True))
    entries = RollEntry.objects.filter(places, edition=roll_in_force(study_class.campaign))
    return entries.select_related("person", "campaign_unit__unit", "edition__campaign").get(public_id=public_id)


def summoned_count(study_class: StudyClass) -> int:
    """Return how many people on the roll a class is for."""
    return _summoned(study_class, ()).count()


def _summoned(study_class: StudyClass, audiences: Sequence[str]) -> QuerySet[RollEntry]:
    places = _within(study_class.participants.values_list("path", flat=True))
    wanted = study_class.audiences.all()
    if audiences:
        wanted = wanted.filter(code__in=audiences)
    if wanted.filter(code="key_cadres").exists():
        wanted = wanted.filter(code="key_cadres")  # a class for key cadres summons them, not every member below
    # Whoever has studied at another class, or elsewhere, is not expected here.
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
    outside = RollMembership.objects.filter(
        entry=OuterRef("pk"), audience__code=AudienceRule.NON_MEMBERS, counts_until=None
    )
    return (
        entries.select_related("person", "campaign_unit__parent")
        .annotate(is_non_member=Exists(outside))
        .order_by("sort_key", "pk")
    )


def _newest_facts(study_class: StudyClass) -> dict[int, Attendance]:
    facts = (
        Attendance.objects.filter(session__study_class=study_class)
        .select_related("evidence")
        .order_by("entry_id", "-version")
        .distinct("entry_id")
    )
    return {fact.entry_id: fact for fact in facts}


def _within(paths: Iterable[str]) -> Q:
    places = Q()
    for path in _outermost(paths):
        low, high = subtree_range(path)
        places |= Q(path__gte=low, path__lt=high)
    return places


def _outermost(paths: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not is_within(path, kept[-1]):
            kept.append(path)
    return kept


def _not_yet_first(line: RegisterLine) -> tuple[int, str]:
    order = {Presence.NOT_RECORDED: 0, Presence.ABSENT: 1, Presence.EXCUSED: 2, Presence.PRESENT: 3}
    return order[Presence(line.presence)], line.entry.sort_key
