"""What a person may always see: their own study, in every campaign on whose roll they are."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from thongsuot.domain.plans.models import Campaign, RollEdition, RollEntry
from thongsuot.domain.study.models import Attendance, Standing, StudyElsewhere
from thongsuot.foundation.organisations.duplicates import people_that_are
from thongsuot.foundation.organisations.models import Person


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """What one person has done in a campaign: studied or not, and the facts, the earliest first."""

    entry: RollEntry
    has_studied: bool
    attendances: list[Attendance]
    elsewhere: list[StudyElsewhere]

    @property
    def campaign(self) -> Campaign:
        """The campaign on whose roll the person is."""
        return self.entry.edition.campaign


def own_ledger(person: Person) -> list[OwnStudy]:
    """Return a person's own study in each campaign, the latest campaign first. Four statements, whatever their number.

    Studied means all the campaign's directives, in any audience.
    """
    newer = RollEdition.objects.filter(campaign=OuterRef("edition__campaign"), number__gt=OuterRef("edition__number"))
    entries = list(
        RollEntry.objects.filter(people_that_are(person), ~Exists(newer))
        .select_related("edition__campaign", "campaign_unit")
        .order_by("-edition__campaign__starts_on", "edition__campaign__slug")
    )
    done = set(
        Standing.objects.filter(entry__in=entries, directive=None, studied=True).values_list("entry_id", flat=True)
    )
    attended, elsewhere = defaultdict(list), defaultdict(list)
    for fact in _newest(entries):
        attended[fact.entry_id].append(fact)
    for place in StudyElsewhere.objects.filter(entry__in=entries).order_by("happened_on"):
        elsewhere[place.entry_id].append(place)
    return [OwnStudy(entry, entry.pk in done, attended[entry.pk], elsewhere[entry.pk]) for entry in entries]


def _newest(entries: list[RollEntry]) -> list[Attendance]:
    facts = (
        Attendance.objects.filter(entry__in=entries)
        .select_related("session__study_class__host")
        .order_by("session_id", "entry_id", "-version")
        .distinct("session_id", "entry_id")
    )
    return sorted(facts, key=lambda fact: (fact.happened_on, fact.pk))
