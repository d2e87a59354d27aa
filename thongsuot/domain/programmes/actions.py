"""Programmes are issued by units, then received and commented on by the level above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import (
    Issue,
    Receiver,
    ask_document_supplement,
    confirm_document,
    issue_document,
    receive_document,
)
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.programmes.models import ActionProgramme, ProgrammeKind, Task
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc


class TaskIncomplete(Refusal):
    """A task says what is to be done and who does it."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as it stands in the document."""

    content: str
    owner: str
    due_on: date | None = None
    result: str = ""


@action(Permission.ISSUE_FOR_UNIT)
def issue_programme(
    campaign_unit: CampaignUnit,
    *,
    kind: ProgrammeKind,
    issue: Issue,
    tasks: Sequence[TaskLine] = (),
    by: Actor,
    at: datetime,
) -> ActionProgramme:
    """Record a unit's action programme, plan or cell resolution as issued, with its tasks. It counts from its issue.

    Refuses a task without content or owner (TaskIncomplete) and what `issue_document` refuses.
    """
    for line, task in enumerate(tasks, start=1):
        if not nfc(task.content) or not nfc(task.owner):
            raise TaskIncomplete(_("Nhiệm vụ %(line)d: ghi rõ việc gì và ai chủ trì.") % {"line": line})
    programme = issue_document(ActionProgramme, campaign_unit, issue, by=by, at=at, kind=kind)
    Task.objects.bulk_create(
        Task(
            programme=programme,
            order=order,
            content=nfc(task.content),
            owner=nfc(task.owner),
            due_on=task.due_on,
            result=nfc(task.result),
        )
        for order, task in enumerate(tasks, start=1)
    )
    return programme


@action(Permission.CONFIRM_COUNTS)
def confirm_programme(programme: ActionProgramme, *, by: Actor, at: datetime) -> None:
    """Confirm a programme that another entered on the unit's behalf. Refusals: `confirm_document`."""
    confirm_document(programme, by=by, at=at)


@action(Permission.RECEIVE_FROM_UNITS)
def receive_programme(
    receiver: Receiver, *, programme: ActionProgramme, comment: str = "", by: Actor, at: datetime
) -> None:
    """Receive a programme from the unit below, with a comment or without. Refusals: `receive_document`."""
    receive_document(programme, comment=comment, by=by, at=at)


@action(Permission.RECEIVE_FROM_UNITS)
def ask_programme_supplement(
    receiver: Receiver, *, programme: ActionProgramme, reason: str, by: Actor, at: datetime
) -> None:
    """Ask the unit below for a supplement to its programme. Refusals: `ask_document_supplement`."""
    ask_document_supplement(programme, reason=reason, by=by, at=at)
