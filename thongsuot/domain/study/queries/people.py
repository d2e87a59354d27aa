"""Who has not studied, by name; and what one person has studied."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.roll import roll_in_force, roll_of_unit
from thongsuot.domain.study.models import Attendance, Standing, StudyElsewhere
from thongsuot.domain.study.queries.reasons import reasons_scope
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.organisations.models import Person


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """What one person has done in a campaign: on its roll or not, studied or not, and the facts."""

    entry: RollEntry | None
    standings: list[Standing]
    attendances: list[Attendance]
    elsewhere: list[StudyElsewhere]

    @property
    def has_studied(self) -> bool:
        """Whether the person has studied all the campaign's directives, in any audience."""
        return any(standing.studied and standing.directive_id is None for standing in self.standings)


def not_studied(viewer: Viewer, campaign_unit: CampaignUnit, audience: Audience) -> QuerySet[RollEntry]:
    """Return the people of an audience at a unit and below who have not studied, with `latest_presence` and `reason`.

    Names need the right to see names. Reasons are for the person's own organisation; to others they are empty.
    """
    studied = Standing.objects.filter(entry=OuterRef("pk"), audience=audience, directive=None, studied=True)
    newest = Attendance.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at", "-pk")
    nothing = Value("", TextField())
    told, reason = reasons_scope(viewer, campaign_unit.campaign), Coalesce(newest.values("reason")[:1], nothing)
    return (
        roll_of_unit(viewer, campaign_unit, audience)
        .filter(~Exists(studied))
        .annotate(
            latest_presence=Subquery(newest.values("presence")[:1]),
            reason=reason if told.everything else Case(When(told.as_filter(), then=reason), default=nothing),
        )
        .select_related("person", "campaign_unit__parent")
    )


def own_study(person: Person, campaign: Campaign) -> OwnStudy:
    """Return what a person may always see: their own study in a campaign."""
    entry = (
        RollEntry.objects.filter(edition=roll_in_force(campaign), person=person).select_related("campaign_unit").first()
    )
    if entry is None:
        return OwnStudy(None, [], [], [])
    facts = (
        Attendance.objects.filter(entry=entry)
        .select_related("session__study_class__host")
        .order_by("session_id", "-version")
        .distinct("session_id")
    )
    return OwnStudy(
        entry,
        list(Standing.objects.filter(entry=entry).select_related("audience", "study_class")),
        sorted(facts, key=lambda fact: fact.happened_on),
        list(StudyElsewhere.objects.filter(entry=entry)),
    )
