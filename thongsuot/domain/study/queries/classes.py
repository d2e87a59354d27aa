"""Classes a viewer may see, their counts and what they rest on."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import units_of_campaign
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.models import Attendance, HeadCount, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer, not_over
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.database.bounds import EVERYTHING, widen_bounds, within_bounds
from thongsuot.foundation.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class ClassTotals:
    """How many classes there are, by state and by form."""

    all: int
    by_state: dict[str, int]
    by_form: dict[str, int]


def classes_of(viewer: Viewer, campaign: Campaign) -> QuerySet[StudyClass]:
    """Return the classes of a campaign in the viewer's scope with `begins`, `ends` and `present_count`, the latest first."""
    return (
        _visible(viewer, campaign)
        .annotate(begins=Min("sessions__starts_at"), ends=Max("sessions__ends_at"), present_count=_present_count())
        .order_by("-begins", "path", "number")
    )


def _visible(viewer: Viewer, campaign: Campaign) -> QuerySet[StudyClass]:
    hosted = campaign_scope(viewer, campaign).as_filter()
    joined = campaign_scope(viewer, campaign).as_filter("participants__path")
    seen = StudyClass.objects.filter(hosted | joined, campaign=campaign).values("pk")
    return StudyClass.objects.filter(pk__in=seen).select_related("host__unit", "campaign__of_unit")


def class_totals(classes: QuerySet[StudyClass]) -> ClassTotals:
    """Return how many of these classes there are, by state and form. One statement."""
    rows = classes.order_by().values_list("pk", "state", "form")
    by_state: dict[str, int] = {}
    by_form: dict[str, int] = {}
    for _pk, state, form in rows:
        by_state[state] = by_state.get(state, 0) + 1
        by_form[form] = by_form.get(form, 0) + 1
    return ClassTotals(sum(by_state.values()), by_state, by_form)


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


def latest_class_of(viewer: Viewer, host: CampaignUnit) -> StudyClass | None:
    """Return the latest class a unit hosted, from which the next takes its form and place; None before the first."""
    return classes_of(viewer, host.campaign).filter(host=host).first()


def possible_hosts(viewer: Viewer, near: CampaignUnit) -> list[CampaignUnit]:
    """Return units in which the viewer may hold a class: the highest, the grassroots organisations, and those around a unit."""
    units = units_of_campaign(viewer, near.campaign, Permission.HOLD_CLASS)
    around = Q(pk=near.pk) | Q(parent=near) | Q(parent=None) | Q(kind__is_base=True)
    return list(units.filter(around | Q(parent__isnull=False, parent=near.parent_id)))


def units_beside(viewer: Viewer, unit: CampaignUnit) -> list[CampaignUnit]:
    """Return the other units of the same parent in which the viewer may hold a class, in the committee's own order."""
    if unit.parent_id is None:
        return []
    units = units_of_campaign(viewer, unit.campaign, Permission.HOLD_CLASS)
    return list(units.filter(parent=unit.parent_id).exclude(pk=unit.pk).order_by("order", "path"))


def class_by_public_id(viewer: Viewer, campaign: Campaign, public_id: str) -> StudyClass:
    """Return one class, without counts: a tick should not count everybody. Absent and foreign raise StudyClass.DoesNotExist."""
    return _visible(viewer, campaign).get(public_id=public_id)


def class_kept(viewer: Viewer, slug: str, public_id: str) -> StudyClass:
    """Return a class at whose door the viewer stands as a steward, and bring its people within bounds.

    Absent and another's alike raise StudyClass.DoesNotExist. Asks nothing of who keeps no door.
    """
    if not viewer.doors:
        raise StudyClass.DoesNotExist
    kept = StudyClass.objects.filter(pk__in=viewer.doors, campaign__slug=slug, public_id=public_id)
    with within_bounds(EVERYTHING):
        found = kept.select_related("host__unit", "campaign__of_unit").get()
        places = list(found.participants.values_list("path", "unit__path"))
        widen = [path for path, _live in places], [live for _path, live in places]
    widen_bounds(*widen, units_seen=[found.host.unit.path, found.campaign.of_unit.path])
    return found


def classes_kept(viewer: Viewer) -> list[StudyClass]:
    """Return the classes at whose door the viewer stands as a steward, the latest first."""
    if not viewer.doors:
        return []
    with within_bounds(EVERYTHING):
        kept = StudyClass.objects.filter(pk__in=viewer.doors).select_related("host", "campaign")
        return list(kept.annotate(begins=Min("sessions__starts_at")).order_by("-begins", "pk"))


def stewards_of(viewer: Viewer, study_class: StudyClass) -> list[Grant]:
    """Return the grants of who keeps a class's door today or later; none to whoever does not hold the class."""
    if not viewer.may(Permission.HOLD_CLASS, study_class.unit.path):
        return []
    return list(not_over(viewer.on).filter(door_id=study_class.door).order_by("valid_from", "pk"))


def class_at_door(public_id: str) -> StudyClass:
    """Return a class by the id its code carries: its name, hours and place hang on the wall. Absent: StudyClass.DoesNotExist."""
    return StudyClass.objects.select_related("host", "campaign").get(public_id=public_id)


def participants_of(study_class: StudyClass) -> list[CampaignUnit]:
    """Return the units a class is for, in the order of the tree."""
    return list(study_class.participants.select_related("unit", "kind").order_by("path"))


def units_counted_at(viewer: Viewer, study_class: StudyClass) -> list[CampaignUnit]:
    """Return the units of which a number may be recorded at a class: those it is for, and those below them."""
    places = Q(pk__in=[])
    for path in study_class.participants.values_list("path", flat=True):
        low, high = subtree_range(path)
        places |= Q(path__gte=low, path__lt=high)
    return list(units_of_campaign(viewer, study_class.campaign, Permission.RECORD_ATTENDANCE).filter(places))


def head_counts_of(study_class: StudyClass) -> list[HeadCount]:
    """Return the counts that stand at a class, the newest version of each. The class was found within the viewer's scope."""
    counts = (
        HeadCount.objects.filter(study_class=study_class)
        .select_related("campaign_unit__unit", "audience", "evidence", "study_class__campaign")
        .order_by("campaign_unit_id", "audience_id", "-version")
        .distinct("campaign_unit_id", "audience_id")
    )
    return [count for count in counts if count.people]


def evidence_of(study_class: StudyClass) -> list[StoredFile]:
    """Return the files behind a class's attendance and counts, each once, the earliest first. One statement."""
    named = Attendance.objects.filter(session__study_class=study_class).values("evidence")
    counted = HeadCount.objects.filter(study_class=study_class).values("evidence")
    sheets = study_class.sheets.values("file")
    found = StoredFile.objects.filter(Q(pk__in=named) | Q(pk__in=counted) | Q(pk__in=sheets))
    return list(found.order_by("stored_at", "pk"))
