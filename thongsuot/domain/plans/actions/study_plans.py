"""A unit's plan of study: issued by it before study begins, received by the level above."""

from datetime import datetime

from thongsuot.domain.plans.actions.documents import (
    Issue,
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
def ask_study_plan_supplement(receiver: Receiver, *, plan: StudyPlan, reason: str, by: Actor, at: datetime) -> None:
    """Ask the unit below for a supplement to its study plan. Refusals: `ask_document_supplement`."""
    ask_document_supplement(plan, reason=reason, by=by, at=at)
