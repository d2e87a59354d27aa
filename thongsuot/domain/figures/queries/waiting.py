"""Work that waits for somebody who stands at a unit: what was issued to them, and what units below still owe."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Min, Q

from thongsuot.domain.figures.queries.obligations import units_owing
from thongsuot.domain.plans.models import CampaignUnit, RollTotal
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState, UnitDocument
from thongsuot.domain.plans.queries.documents import latest_documents
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.study.models import HeadCount
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range


class WorkKind(StrEnum):
    """What waits."""

    PROGRAMMES_TO_RECEIVE = "programmes_to_receive"
    WITHOUT_STUDY = "without_study"
    WITHOUT_STUDY_PLAN = "without_study_plan"
    WITHOUT_PROGRAMME = "without_programme"
    UNDECLARED = "undeclared"
    COUNTS_TO_CONFIRM = "counts_to_confirm"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one kind of work waits, and since when."""

    kind: WorkKind
    count: int
    since: datetime | None = None


_OWED = {
    WorkKind.WITHOUT_STUDY: ObligationKind.HOLD_STUDY,
    WorkKind.WITHOUT_STUDY_PLAN: ObligationKind.ISSUE_STUDY_PLAN,
    WorkKind.WITHOUT_PROGRAMME: ObligationKind.ISSUE_PROGRAMME,
}


def waiting_work(viewer: Viewer, stand: CampaignUnit, *, as_of: datetime) -> list[Waiting]:
    """Return the work that waits at a unit, only kinds of which there is any."""
    found = [
        _to_receive(WorkKind.PROGRAMMES_TO_RECEIVE, ActionProgramme, viewer, stand),
        *(Waiting(work, len(units_owing(viewer, stand, owed, as_of=as_of))) for work, owed in _OWED.items()),
        Waiting(WorkKind.UNDECLARED, undeclared_units(stand)),
        _counts_to_confirm(stand),
    ]
    return [work for work in found if work.count]


def undeclared_units(stand: CampaignUnit) -> int:
    """Return how many grassroots organisations at and below a unit have not declared a total. One statement."""
    totals = RollTotal.objects.filter(campaign_unit=stand, audience__by_declared_totals=True)
    return sum(totals.values_list("undeclared_units", flat=True))


def _to_receive(kind: WorkKind, model: type[UnitDocument], viewer: Viewer, stand: CampaignUnit) -> Waiting:
    documents = latest_documents(model, viewer, stand.campaign).filter(
        campaign_unit__parent=stand, state=DocumentState.ISSUED
    )
    return Waiting(kind, documents.count(), documents.order_by().aggregate(since=Min("recorded_at"))["since"])


def _counts_to_confirm(stand: CampaignUnit) -> Waiting:
    low, high = subtree_range(stand.path)
    counts = HeadCount.objects.filter(
        Q(path__gte=low, path__lt=high), entered_on_behalf=True, confirmed_at=None, study_class__campaign=stand.campaign
    )
    return Waiting(WorkKind.COUNTS_TO_CONFIRM, counts.count(), counts.aggregate(since=Min("recorded_at"))["since"])
