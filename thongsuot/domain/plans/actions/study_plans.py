"""A unit's plan of study: issued by it before study begins, received by the level above."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import (
    Issue,
    NotDirectlyBelow,
    Receiver,
    ask_document_supplement,
    confirm_document,
    issue_document,
    receive_document,
)
from thongsuot.domain.plans.models import CampaignUnit, StudyPlan
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal


class NothingChosen(Refusal):
    """Several are received at once only when some are chosen."""


@action(Permission.ISSUE_FOR_UNIT)
def issue_study_plan(campaign_unit: CampaignUnit, *, issue: Issue, by: Actor, at: datetime) -> StudyPlan:
    """Record a unit's study plan as issued. Refusals: `issue_document`."""
    return issue_document(StudyPlan, campaign_unit, issue, by=by, at=at)


@action(Permission.CONFIRM_COUNTS)
def confirm_study_plan(plan: StudyPlan, *, by: Actor, at: datetime) -> None:
    """Confirm a study plan that another entered on the unit's behalf. Refusals: `confirm_document`."""
    confirm_document(plan, by=by, at=at)


@action(Permission.RECEIVE_FROM_UNITS)
def receive_study_plan(receiver: Receiver, *, plan: StudyPlan, comment: str = "", by: Actor, at: datetime) -> None:
    """Receive a study plan from the unit below, with a comment or without. Refusals: `receive_document`."""
    receive_document(plan, comment=comment, by=by, at=at)


@action(Permission.RECEIVE_FROM_UNITS)
def receive_study_plans(
    above: CampaignUnit, *, plans: Sequence[StudyPlan], comment: str = "", by: Actor, at: datetime
) -> None:
    """Receive several study plans of units directly below a unit at once: all of them or, when one is refused, none.

    Refuses an empty choice, a plan of another unit (NotDirectlyBelow), and what `receive_document` refuses.
    """
    if not plans:
        raise NothingChosen(_("Chọn ít nhất một kế hoạch để tiếp nhận."))
    for plan in plans:
        if plan.campaign_unit.parent_id != above.pk:
            raise NotDirectlyBelow(
                _("%(unit)s không trực thuộc %(above)s. Mở kế hoạch ở trang của đơn vị.")
                % {"unit": plan.campaign_unit.name, "above": above.name}
            )
        receive_document(plan, comment=comment, by=by, at=at)


@action(Permission.RECEIVE_FROM_UNITS)
def ask_study_plan_supplement(receiver: Receiver, *, plan: StudyPlan, reason: str, by: Actor, at: datetime) -> None:
    """Ask the unit below for a supplement to its study plan. Refusals: `ask_document_supplement`."""
    ask_document_supplement(plan, reason=reason, by=by, at=at)
