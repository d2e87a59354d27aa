"""Work that waits for somebody who stands at a unit: what is for their own hand, and what units below still owe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Min, Q

from thongsuot.domain.figures.queries.obligations import Fulfilment
from thongsuot.domain.plans.models import CampaignUnit, RollTotal, StudyPlan
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState, UnitDocument
from thongsuot.domain.plans.queries.documents import latest_documents
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.study.queries.counts import counts_to_confirm
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import ancestor_paths, is_within


class WorkKind(StrEnum):
    """What waits: first what is for one's own hand, then what others owe."""

    PROGRAMMES_TO_RECEIVE = "programmes_to_receive"
    PLANS_TO_RECEIVE = "plans_to_receive"
    PROGRAMME_TO_SUPPLEMENT = "programme_to_supplement"
    PLAN_TO_SUPPLEMENT = "plan_to_supplement"
    PROGRAMME_TO_CONFIRM = "programme_to_confirm"
    PLAN_TO_CONFIRM = "plan_to_confirm"
    COUNTS_TO_CONFIRM = "counts_to_confirm"
    WITHOUT_STUDY = "without_study"
    WITHOUT_STUDY_PLAN = "without_study_plan"
    WITHOUT_PROGRAMME = "without_programme"
    UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one kind of work waits, and since when; `is_own`: the unit one stands at owes it itself."""

    kind: WorkKind
    count: int
    since: datetime | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class _Kinds:
    """How the work with one sort of document is called."""

    model: type[UnitDocument]
    receive: WorkKind
    supplement: WorkKind
    confirm: WorkKind


_DOCUMENTS = (
    _Kinds(
        ActionProgramme,
        WorkKind.PROGRAMMES_TO_RECEIVE,
        WorkKind.PROGRAMME_TO_SUPPLEMENT,
        WorkKind.PROGRAMME_TO_CONFIRM,
    ),
    _Kinds(StudyPlan, WorkKind.PLANS_TO_RECEIVE, WorkKind.PLAN_TO_SUPPLEMENT, WorkKind.PLAN_TO_CONFIRM),
)
_OWED = {
    ObligationKind.HOLD_STUDY: WorkKind.WITHOUT_STUDY,
    ObligationKind.ISSUE_STUDY_PLAN: WorkKind.WITHOUT_STUDY_PLAN,
    ObligationKind.ISSUE_PROGRAMME: WorkKind.WITHOUT_PROGRAMME,
}


def work_at_hand(viewer: Viewer, stand: CampaignUnit) -> list[Waiting]:
    """Return the work that waits for the viewer's own hand at a unit. A few statements, whatever the size of the tree.

    Documents issued to the unit need the right to receive; a supplement asked of it the right to issue; what was entered
    on its behalf the right to confirm.
    """
    work = [waiting for kinds in _DOCUMENTS for waiting in _with_documents(kinds, viewer, stand)]
    return [waiting for waiting in (*work, _counts_to_confirm(viewer, stand)) if waiting.count]


def work_of_others(viewer: Viewer, stand: CampaignUnit, fulfilments: Sequence[Fulfilment]) -> list[Waiting]:
    """Return what units at and below a unit still owe, only kinds of which there is any. Three statements.

    `fulfilments` are those of the unit (`fulfilments_of`). What the unit owes itself needs the right to issue, what others
    owe the right to receive from them.
    """
    is_base, path = stand.kind.is_base, stand.unit.path
    if not viewer.may(Permission.ISSUE_FOR_UNIT if is_base else Permission.RECEIVE_FROM_UNITS, path):
        return []
    owed = [(_OWED[ObligationKind(f.obligation.kind)], f.units - f.fulfilled) for f in fulfilments]
    owed.append((WorkKind.UNDECLARED, undeclared_units(stand)))
    work = [Waiting(kind, count, is_own=is_base) for kind, count in owed]
    if not _is_at_home(viewer, stand):
        work.append(_unconfirmed_counts(viewer, stand))
    return [waiting for waiting in work if waiting.count]


def undeclared_units(stand: CampaignUnit) -> int:
    """Return how many grassroots organisations at and below a unit have not declared a total. One statement."""
    totals = RollTotal.objects.filter(campaign_unit=stand, audience__by_declared_totals=True)
    return sum(totals.values_list("undeclared_units", flat=True))


def _with_documents(kinds: _Kinds, viewer: Viewer, stand: CampaignUnit) -> Iterator[Waiting]:
    issued = Q(campaign_unit__parent=stand, state=DocumentState.ISSUED)
    asked = Q(campaign_unit=stand, state=DocumentState.SUPPLEMENT_ASKED)
    by_another = ~Q(recorded_by=_label(viewer))
    entered = Q(by_another, campaign_unit=stand, entered_on_behalf=True, confirmed_at=None)
    found = (
        latest_documents(kinds.model, viewer, stand.campaign)
        .order_by()
        .aggregate(
            issued=Count("pk", filter=issued),
            issued_since=Min("recorded_at", filter=issued),
            asked=Count("pk", filter=asked),
            asked_since=Min("commented_at", filter=asked),
            entered=Count("pk", filter=entered),
            entered_since=Min("recorded_at", filter=entered),
        )
    )
    path = stand.unit.path
    if viewer.may(Permission.RECEIVE_FROM_UNITS, path):
        yield Waiting(kinds.receive, found["issued"], found["issued_since"])
    if viewer.may(Permission.ISSUE_FOR_UNIT, path):
        yield Waiting(kinds.supplement, found["asked"], found["asked_since"], is_own=True)
    if viewer.may(Permission.CONFIRM_COUNTS, path):
        yield Waiting(kinds.confirm, found["entered"], found["entered_since"], is_own=True)


def _counts_to_confirm(viewer: Viewer, stand: CampaignUnit) -> Waiting:
    if not viewer.may(Permission.CONFIRM_COUNTS, stand.unit.path) or not _is_at_home(viewer, stand):
        return Waiting(WorkKind.COUNTS_TO_CONFIRM, 0)
    return _unconfirmed_counts(viewer, stand, is_own=True)


def _unconfirmed_counts(viewer: Viewer, stand: CampaignUnit, *, is_own: bool = False) -> Waiting:
    counts = counts_to_confirm(viewer, stand).order_by()
    if is_own:
        counts = counts.exclude(recorded_by=_label(viewer))
    found = counts.aggregate(count=Count("pk"), since=Min("recorded_at"))
    return Waiting(WorkKind.COUNTS_TO_CONFIRM, found["count"], found["since"], is_own)


def _is_at_home(viewer: Viewer, stand: CampaignUnit) -> bool:
    """Tell whether the viewer belongs to the grassroots: what is entered on a unit's behalf, the unit itself confirms."""
    bases = CampaignUnit.objects.filter(path__in=ancestor_paths(stand.path), kind__is_base=True)
    tops = list(bases.values_list("unit__path", flat=True))
    return any(is_within(grant.unit_path, top) for grant in viewer.grants for top in tops)


def _label(viewer: Viewer) -> str:
    """Return who types: and so does not confirm."""
    return viewer.actor.actor_label
