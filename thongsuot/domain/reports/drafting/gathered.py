"""Everything a report is written from, asked once: nothing is queried while it is being written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.coverage import coverage_of_base_units, coverage_of_children
from thongsuot.domain.figures.queries.obligations import Fulfilment
from thongsuot.domain.figures.queries.progress import Day, progress_of
from thongsuot.domain.figures.queries.remaining import Absences, absences_of_units
from thongsuot.domain.figures.queries.studied import studied_at
from thongsuot.domain.figures.queries.summary import Summary, summary_of
from thongsuot.domain.plans.models import Audience, Campaign, CampaignEvent, CampaignUnit, SchemeTarget, StudyPlan
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.plans.queries.campaigns import audiences_of, events_of
from thongsuot.domain.plans.queries.documents import versions_of
from thongsuot.domain.plans.queries.roll import roll_in_force
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import programmes_of
from thongsuot.domain.reports.drafting.documents_above import documents_carried_out
from thongsuot.domain.reports.drafting.held_classes import HeldClass, held_classes_at
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.models import Appointment, Person
from thongsuot.foundation.organisations.models.appointments import Post


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of a unit and all below it at an instant.

    `below` are the units directly below in the committee's own order, `bases` the grassroots organisations at and below;
    `above` the documents the campaign carries out; `plan` and `programmes` what was issued; `studied_each` how many members
    have studied each directive, where there are several.
    """

    unit: CampaignUnit
    at: datetime
    summary: Summary
    below: list[Coverage]
    bases: list[Coverage]
    absences: dict[int, Absences]
    classes: list[HeldClass]
    progress: list[Day]
    programmes: dict[int, ActionProgramme]
    plan: StudyPlan | None
    above: list[Directive]
    directives: list[Directive]
    studied_each: dict[int, int]
    events: list[CampaignEvent]
    targets: list[SchemeTarget]
    roll_day: date | None
    secretary: Person | None

    @property
    def campaign(self) -> Campaign:
        """The campaign reported on."""
        return self.unit.campaign

    @property
    def is_above_base(self) -> bool:
        """Whether grassroots organisations stand below the unit: then it tells of them, else of itself."""
        return any(base.unit.pk != self.unit.pk for base in self.bases)

    @property
    def own_plan(self) -> Directive | None:
        """The campaign's own plan, as it stands in the library."""
        number = self.campaign.plan_number
        return next((document for document in self.above if number and document.number == number), None)

    @property
    def followed(self) -> list[Directive]:
        """The documents from above that were carried out, without what was studied and without the committee's own plan."""
        return [d for d in self.above if d not in self.directives and d != self.own_plan]

    def of(self, code: str) -> AudienceCoverage:
        """Return the coverage of an audience at the unit."""
        return self.summary.coverage.of(code)

    def fulfilment(self, kind: ObligationKind) -> Fulfilment | None:
        """Return how an obligation is met at the unit and below; None where nobody there owes it."""
        return next((f for f in self.summary.fulfilments if f.obligation.kind == kind and f.units), None)

    def kinds_below(self) -> list[tuple[str, int]]:
        """Return how many of the units told of are of each kind, by the name of the kind."""
        told = self.bases if self.is_above_base else self.below
        counts = Counter((c.unit.kind.order, c.unit.kind.name) for c in told)
        return [(name, number) for (_order, name), number in sorted(counts.items())]

    def classes_under(self, unit: CampaignUnit) -> list[HeldClass]:
        """Return the classes held by a unit and those below it."""
        return [held for held in self.classes if is_within(held.path, unit.path)]

    def programmes_in(self, state: DocumentState) -> int:
        """Return how many of the programmes stand so."""
        return sum(programme.state == state for programme in self.programmes.values())


def gathered_for(viewer: Viewer, unit: CampaignUnit, *, at: datetime) -> Gathered:
    """Return what is known of a unit at an instant. A fixed number of statements; ask within one snapshot."""
    campaign = unit.campaign
    below = coverage_of_children(viewer, unit)
    members = next(a for a in audiences_of(campaign) if a.code == AudienceRule.MEMBERS)
    roll = roll_in_force(campaign)
    directives = list(campaign.directives.order_by("issued_on", "pk"))
    plans = versions_of(StudyPlan, viewer, unit)
    programmes = programmes_of(viewer, campaign).filter(path__gte=unit.path, path__lt=unit.path + "~")
    return Gathered(
        unit=unit,
        at=at,
        summary=summary_of(viewer, unit, at=at),
        below=below,
        bases=_bases(viewer, unit, below),
        absences=absences_of_units([unit.pk, *(c.unit.pk for c in below)], members),
        classes=held_classes_at(unit),
        progress=progress_of(viewer, unit, members),
        programmes={programme.campaign_unit_id: programme for programme in programmes},
        plan=plans[0] if plans else None,
        above=documents_carried_out(viewer, campaign),
        directives=directives,
        studied_each=_studied_each(unit, members, directives),
        events=events_of(campaign),
        targets=list(campaign.scheme.targets.all()),
        roll_day=roll.as_of if roll else None,
        secretary=_secretary_of(unit),
    )


def _bases(viewer: Viewer, unit: CampaignUnit, below: Sequence[Coverage]) -> list[Coverage]:
    if below and all(c.unit.kind.is_base for c in below):
        return list(below)
    return coverage_of_base_units(viewer, unit)


def _studied_each(unit: CampaignUnit, members: Audience, directives: Sequence[Directive]) -> dict[int, int]:
    if len(directives) < 2:  # of a single one the campaign's own figure tells
        return {}
    parts = {d.pk: studied_at([unit.pk], directive_id=d.pk).get((unit.pk, members.pk), []) for d in directives}
    return {directive: sum(part.people for part in found) for directive, found in parts.items()}


def _secretary_of(unit: CampaignUnit) -> Person | None:
    held = Appointment.objects.filter(in_unit=unit.unit, post=Post.SECRETARY, valid_until=None)
    appointment = held.select_related("person").order_by("pk").last()
    return appointment.person if appointment else None
