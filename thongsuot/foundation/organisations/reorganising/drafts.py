"""Reorganisations a viewer may look at."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.organisations.models import Person, Reorganisation, Unit


def reorganisations_of(viewer: Viewer) -> QuerySet[Reorganisation]:
    """Return the reorganisations that the viewer may draft or confirm, drafts first, then the latest, each with `steps_count`."""
    drafts = viewer.scope(Permission.MANAGE_ORGANISATION).as_filter("of_unit__path")
    confirms = viewer.scope(Permission.CONFIRM_REORGANISATION).as_filter("of_unit__path")
    return (
        Reorganisation.objects.filter(drafts | confirms)
        .select_related("of_unit__kind")
        .annotate(steps_count=Count("steps"))
        .order_by("-takes_effect_on", "-pk")
    )


def reorganisation_by_public_id(viewer: Viewer, public_id: str) -> Reorganisation:
    """Return one reorganisation. Absent and foreign alike raise Reorganisation.DoesNotExist."""
    return reorganisations_of(viewer).get(public_id=public_id)


def drafts_over(viewer: Viewer, units: Iterable[Unit]) -> list[Reorganisation]:
    """Return the drafts into which steps about some units may go, the latest first."""
    drafts = reorganisations_of(viewer).filter(confirmed_at=None, set_aside_at=None)
    return [draft for draft in drafts if all(unit.path.startswith(draft.of_unit.path) for unit in units)]


def hands_of(reorganisation: Reorganisation) -> set[str]:
    """Return the labels of who drafted or changed a reorganisation: none of them confirms it."""
    steps = reorganisation.steps.values_list("added_by", flat=True)
    return {reorganisation.drafted_by, reorganisation.changed_by, *steps}


def people_of_label(labels: Iterable[str]) -> dict[str, str]:
    """Return label -> name of people who had a hand in a reorganisation, whom everybody who may see it may know."""
    return dict(Person.objects.filter(public_id__in=set(labels)).values_list("public_id", "full_name"))
