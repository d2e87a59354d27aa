"""Programmes, for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from thongsuot.domain.plans.actions.documents import Issue
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.programmes.actions import TaskLine, issue_programme
from thongsuot.domain.programmes.models import ActionProgramme, ProgrammeKind
from thongsuot.foundation.audit.actor import Actor, SystemActor

SYSTEM = SystemActor("tests")
AT = datetime(2021, 6, 10, 2, 0, tzinfo=UTC)


def make_programme(
    campaign_unit: CampaignUnit,
    *,
    number: str = "08-CTr/ĐU",
    reason: str = "",
    tasks: Sequence[TaskLine] = (TaskLine("Kiểm tra việc thực hiện", "Cấp ủy", date(2021, 12, 31), "Báo cáo"),),
    by: Actor = SYSTEM,
    at: datetime = AT,
) -> ActionProgramme:
    """Record a unit's action programme of 9 June 2021 with one task."""
    issue = Issue(number, date(2021, 6, 9), "Thực hiện Nghị quyết Đại hội", reason=reason)
    return issue_programme(campaign_unit, kind=ProgrammeKind.PROGRAMME, issue=issue, tasks=tasks, by=by, at=at)
