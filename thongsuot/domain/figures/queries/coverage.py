"""Coverage of a unit, of its children, of all units two levels down."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.studied import Part, studied_at
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollTotal
from thongsuot.domain.plans.queries.campaigns import audiences_of, base_units_of, units_of_campaign
from thongsuot.domain.plans.roll_totals import roll_as_of
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.rates import Rate
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import STEP, subtree_range


def coverage_of(viewer: Viewer, unit: CampaignUnit, *, as_of: datetime | None = None) -> Coverage:
    """Return the coverage of one unit with all below it, now or as it was known at an instant.

    Raises CampaignUnit.DoesNotExist for a unit outside the viewer's scope.
    """
    found = coverage_of_units(viewer, units_of_campaign(viewer, unit.campaign).filter(pk=unit.pk), as_of=as_of)
    if not found:
        raise CampaignUnit.DoesNotExist
    return found[0]


def coverage_of_children(viewer: Viewer, unit: CampaignUnit) -> list[Coverage]:
    """Return the coverage of the units directly below, in the committee's own order; each unit with `units_below`."""
    children = units_of_campaign(viewer, unit.campaign).filter(parent=unit)
    return coverage_of_units(viewer, _counted(children).order_by("order", "path"))


def coverage_of_family(viewer: Viewer, unit: CampaignUnit) -> tuple[Coverage, list[Coverage]]:
    """Return `coverage_of` a unit and `coverage_of_children`, asked at once."""
    family = units_of_campaign(viewer, unit.campaign).filter(Q(pk=unit.pk) | Q(parent=unit))
    found = coverage_of_units(viewer, _counted(family).order_by("order", "path"))
    own = next((c for c in found if c.unit == unit), None)
    if own is None:
        raise CampaignUnit.DoesNotExist
    return own, [c for c in found if c is not own]


def coverage_of_named(viewer: Viewer, unit: CampaignUnit, text: str, *, most: int = 50) -> list[Coverage]:
    """Return the coverage of units below a unit whose name holds every word of a text, in the order of the tree.

    Accents and case do not matter. Each unit with `units_below`; at most `most` of them, none without a word.
    """
    words = folded(text).split()
    if not words:
        return []
    low, high = subtree_range(unit.path)
    found = units_of_campaign(viewer, unit.campaign).filter(path__gt=unit.path, path__gte=low, path__lt=high)
    for word in words:
        found = found.filter(unit__name_folded__contains=word)
    return coverage_of_units(viewer, _counted(found).order_by("path")[:most])


def coverage_of_base_units(viewer: Viewer, unit: CampaignUnit) -> list[Coverage]:
    """Return the coverage of the grassroots organisations at and below a unit, in the committee's own order."""
    low, high = subtree_range(unit.path)
    return coverage_of_units(viewer, base_units_of(viewer, unit.campaign).filter(path__gte=low, path__lt=high))


def coverage_of_levels(viewer: Viewer, unit: CampaignUnit, *, levels: int) -> list[Coverage]:
    """Return the coverage of a unit and of all units at most so many levels below it, in the order of the tree."""
    low, high = subtree_range(unit.path)
    near = (
        units_of_campaign(viewer, unit.campaign)
        .filter(path__gte=low, path__lt=high)
        .annotate(length=Length("path"))
        .filter(length__lte=len(unit.path) + levels * STEP)
    )
    return coverage_of_units(viewer, near)


def coverage_of_units(
    viewer: Viewer, units: QuerySet[CampaignUnit], *, as_of: datetime | None = None
) -> list[Coverage]:
    """Return the coverage of units of one campaign that were asked for within the viewer's scope. Four statements."""
    shown = list(units)
    if not shown:
        return []
    campaign = shown[0].campaign
    audiences = audiences_of(campaign)
    ids = [unit.pk for unit in shown]
    studied = studied_at(ids, as_of=as_of)
    expected = roll_as_of(campaign, as_of) if as_of else _stored_roll(ids)
    return [
        Coverage(unit, tuple(_audience(unit, a, studied, expected, as_of) for a in audiences), as_of) for unit in shown
    ]


def _counted(units: QuerySet[CampaignUnit]) -> QuerySet[CampaignUnit]:
    return units.annotate(units_below=Count("children")).select_related("parent", "kind", "unit", "campaign")


def _stored_roll(ids: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    rows = RollTotal.objects.filter(campaign_unit__in=ids).values_list(
        "campaign_unit_id", "audience_id", "people", "undeclared_units"
    )
    return {(unit, audience): (people, undeclared) for unit, audience, people, undeclared in rows}


def _audience(
    unit: CampaignUnit,
    audience: Audience,
    studied: Mapping[tuple[int, int], list[Part]],
    expected: Mapping[tuple[int, int], tuple[int, int]],
    as_of: datetime | None,
) -> AudienceCoverage:
    parts = studied.get((unit.pk, audience.pk), [])
    people, undeclared = expected.get((unit.pk, audience.pk), (0, 0))
    by_form: Counter[str] = Counter()
    by_grade: Counter[str] = Counter()
    for part in parts:
        by_form[part.form] += part.people
        by_grade[part.grade] += part.people
    rate = Rate(
        numerator=sum(part.people for part in parts),
        denominator=None if undeclared else people,
        target=audience.target,
        audience=audience.name,
        unit=unit.name,
        as_of=as_of,
        grades=tuple(sorted(by_grade.items())),
    )
    return AudienceCoverage(
        audience=audience,
        rate=rate,
        undeclared_units=undeclared,
        by_form=dict(sorted(by_form.items())),
        by_grade=dict(sorted(by_grade.items())),
        at_make_up=sum(part.people for part in parts if part.is_make_up),
    )
