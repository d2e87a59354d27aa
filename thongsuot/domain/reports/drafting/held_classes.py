"""The classes that were held at a unit and below it, as a report counts them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.trees import subtree_range


@dataclass(frozen=True, slots=True)
class HeldClass:
    """A class that was held: where in the tree its host stands, in which form, from which day to which."""

    path: str
    name: str
    form: str
    first_day: date | None
    last_day: date | None


def held_classes_at(unit: CampaignUnit) -> list[HeldClass]:
    """Return the classes hosted at a unit and below that are not merely planned, by day. One statement.

    Callers have checked that the viewer may see the unit.
    """
    low, high = subtree_range(unit.path)
    held = (
        StudyClass.objects.filter(campaign=unit.campaign, path__gte=low, path__lt=high)
        .exclude(state=ClassState.PLANNED)
        .annotate(begins=Min("sessions__starts_at"), ends=Max("sessions__ends_at"))
        .order_by("begins", "path", "number")
        .values_list("path", "name", "form", "begins", "ends")
    )
    return [HeldClass(path, name, form, _day(begins), _day(ends)) for path, name, form, begins, ends in held]


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_day(moment)
