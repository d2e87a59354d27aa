"""Everything that is said of a unit in one answer: people, obligations, classes."""

from dataclasses import dataclass
from datetime import datetime

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.queries.classes import ClassCounts, class_counts
from thongsuot.domain.figures.queries.coverage import coverage_of
from thongsuot.domain.figures.queries.freshness import fresh_at_of, fresh_at_then
from thongsuot.domain.figures.queries.obligations import Fulfilment, fulfilments_of
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.foundation.access.queries import Viewer


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a unit as of an instant. `fresh_at` is when the campaign's last counted fact was recorded."""

    unit: CampaignUnit
    as_of: datetime
    coverage: Coverage
    fulfilments: list[Fulfilment]
    classes: ClassCounts
    fresh_at: datetime | None


def summary_of(viewer: Viewer, unit: CampaignUnit, *, at: datetime, as_of: datetime | None = None) -> Summary:
    """Return the figures of a unit, now (`at`) or as they were known at an earlier instant (`as_of`)."""
    return Summary(
        unit=unit,
        as_of=as_of or at,
        coverage=coverage_of(viewer, unit, as_of=as_of),
        fulfilments=fulfilments_of(viewer, unit, as_of=as_of or at),
        classes=class_counts(viewer, unit, as_of=as_of),
        fresh_at=fresh_at_of(unit.campaign) if as_of is None else fresh_at_then(unit.campaign, as_of),
    )
