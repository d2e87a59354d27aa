"""The study plans of units as lines of a table, and the states by which they are filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import CampaignUnit, StudyPlan
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.plans.queries.documents import PlanCounts, UnitPlan


class States(StrEnum):
    """How a unit's study plan stands, as the address says it."""

    WITHOUT = "chua-co"
    WAITING = "cho"
    RECEIVED = "da-nhan"
    SUPPLEMENT_ASKED = "bo-sung"


_OF_DOCUMENT: dict[str, States] = {
    DocumentState.ISSUED: States.WAITING,
    DocumentState.RECEIVED: States.RECEIVED,
    DocumentState.SUPPLEMENT_ASKED: States.SUPPLEMENT_ASKED,
}


@dataclass(frozen=True, slots=True)
class StateChoice:
    """A filter with how many units it leaves."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A unit with its study plan; `may_tick`: the viewer may receive it together with others."""

    campaign_unit: CampaignUnit
    plan: StudyPlan | None
    may_tick: bool


def plan_states(counts: PlanCounts, asked: str) -> list[StateChoice]:
    """Return the filters, all units first."""
    told = [
        ("", _("Tất cả"), counts.units),
        (States.WITHOUT, _("Chưa có"), counts.without),
        (States.WAITING, _("Chờ tiếp nhận"), counts.waiting),
        (States.RECEIVED, _("Đã tiếp nhận"), counts.received),
        (States.SUPPLEMENT_ASKED, _("Đề nghị bổ sung"), counts.supplement_asked),
    ]
    return [StateChoice(str(key), label, count, str(key) == asked) for key, label, count in told]


def plan_lines(units: Sequence[UnitPlan], asked: str, stand: CampaignUnit, *, may_receive: bool) -> list[PlanLine]:
    """Return the units in the state asked for (none: all), in their order.

    Those waiting directly below where the viewer stands may be ticked, when the viewer may receive there.
    """
    lines = [(unit, _OF_DOCUMENT[unit.plan.state] if unit.plan else States.WITHOUT) for unit in units]
    return [
        PlanLine(
            unit.campaign_unit,
            unit.plan,
            may_receive and state == States.WAITING and unit.campaign_unit.parent_id == stand.pk,
        )
        for unit, state in lines
        if asked in ("", state)
    ]
