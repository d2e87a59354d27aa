"""A roster in two steps: the file is taken in and looked at, then imported as it was seen, or set aside."""

from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.store import stored_with
from thongsuot.foundation.organisations.actions.imports import carry_out, take_turns
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.roster.proposal import check_roster

_MOST_ANSWERS = 200
_LONGEST_ANSWER = 100


class RosterAlreadyWaiting(Refusal):
    """The same person has sent the same file into the same unit; `waiting` is that import."""

    def __init__(self, message: object, waiting: RosterImport) -> None:
        super().__init__(message)
        self.waiting = waiting


class ImportNotPending(Refusal):
    """The file was imported or set aside."""


class SeenDiffers(Refusal):
    """Since the check was looked at, others have changed what the import would do."""


@action(Permission.MANAGE_ORGANISATION)
def submit_roster(into: Unit, *, content: BinaryIO, name: str, by: Actor, at: datetime) -> RosterImport:
    """Take in a file that is to be imported into an organisation; nothing of it is written yet.

    Refuses RosterAlreadyWaiting, and a file that cannot be a roster: `store` and `read_roster` say why. Nothing refused is kept.
    """
    with stored_with(content, name=name, purpose="roster", by=by.actor_label, at=at) as file:
        take_turns(into)
        waiting = RosterImport.objects.filter(
            into=into, file__sha256=file.sha256, file__stored_by=by.actor_label, imported_at=None, set_aside_at=None
        ).first()
        if waiting:
            raise RosterAlreadyWaiting(_("Tệp này đang chờ nhập."), waiting)
        submitted = RosterImport(into=into, file=file)
        check_roster(submitted, on=local_day(at))
        submitted.save()
    record("roster.submitted", by=by, at=at, subject=submitted, unit_path=into.path)
    return submitted


@action(Permission.MANAGE_ORGANISATION)
def answer_roster(submitted: RosterImport, *, answers: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keep answers to what a pending file asks, beside those given before; an empty one takes an answer back.

    Refuses ImportNotPending.
    """
    _lock_pending(submitted)
    told = {key[:_LONGEST_ANSWER]: choice[:_LONGEST_ANSWER] for key, choice in list(answers.items())[:_MOST_ANSWERS]}
    submitted.answers = {key: choice for key, choice in {**submitted.answers, **told}.items() if choice}
    submitted.save(update_fields=["answers"])
    record("roster.answered", by=by, at=at, subject=submitted, unit_path=submitted.into.path, payload=submitted.answers)


@action(Permission.MANAGE_ORGANISATION)
def import_submitted(submitted: RosterImport, *, seen_rows: int, by: Actor, at: datetime) -> None:
    """Import a pending file: every row that can be accepted, in one transaction. Result and other refusals: `import_roster`.

    `seen_rows` is how many rows the person was shown as acceptable. Refuses ImportNotPending, SeenDiffers.
    """
    take_turns(submitted.into)
    _lock_pending(submitted)
    proposal = check_roster(submitted, on=local_day(at))
    if proposal.rows_to_write != seen_rows:
        raise SeenDiffers(_("Danh sách đang lưu vừa thay đổi. Hãy xem lại số dòng rồi bấm Nhập."))
    carry_out(submitted, proposal, by=by, at=at)


@action(Permission.MANAGE_ORGANISATION)
def set_aside_import(submitted: RosterImport, *, by: Actor, at: datetime) -> None:
    """Give up a pending file: nothing of it was written and nothing will be. Refuses ImportNotPending."""
    _lock_pending(submitted)
    submitted.set_aside_at = at
    submitted.save(update_fields=["set_aside_at"])
    record("roster.set_aside", by=by, at=at, subject=submitted, unit_path=submitted.into.path)


def _lock_pending(submitted: RosterImport) -> None:
    stored = RosterImport.objects.select_for_update().get(pk=submitted.pk)
    if stored.imported_at:
        raise ImportNotPending(_("Tệp này đã được nhập."))
    if stored.set_aside_at:
        raise ImportNotPending(_("Tệp này đã được bỏ, không nhập nữa."))
    submitted.answers = stored.answers
