"""Importing a roster as one act, and undoing it as one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.sheets import Question
from thongsuot.foundation.organisations.models import ColumnMatching, RosterImport, Unit
from thongsuot.foundation.organisations.post_grants import (
    end_grants_of_import,
    grants_follow_import,
    refuse_post_beyond,
)
from thongsuot.foundation.organisations.roster.known import remember_file, told_before
from thongsuot.foundation.organisations.roster.proposal import RosterProposal, propose_roster
from thongsuot.foundation.organisations.roster.resting import resting_on
from thongsuot.foundation.organisations.roster.writing import write_people, write_units


class QuestionsOpen(Refusal):
    """The file cannot be used before a person has decided something."""

    def __init__(self, message: object, questions: list[Question]) -> None:
        super().__init__(message)
        self.questions = questions


class NothingToImport(Refusal):
    """Everything in the file is there already or cannot be accepted; `told` is the answer of the import (`RosterImport.result`)."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(_("Tệp không có dòng nào mới để nhập."))
        self.told = told


class ImportAlreadyUndone(Refusal):
    """The import was undone before."""


class ImportNotMade(Refusal):
    """Nothing was imported that could be taken back."""


class RowsRestOnImport(Refusal):
    """Something later stands on what the import made."""


class ImportClashed(Refusal):
    """Another has entered one of these people or units at the same moment."""


@action(Permission.MANAGE_ORGANISATION)
def import_roster(into: Unit, *, file: StoredFile, answers: Mapping[str, str], by: Actor, at: datetime) -> RosterImport:
    """Import units and people into an organisation: all rows that can be accepted, in one transaction.

    Result (JSON of `RosterImport.result`): rows, accepted, rejected, unchanged, units, errors, warnings. People match by card
    number, else by name, birth date and unit. How columns were answered is remembered for the unit. Refuses open questions
    (QuestionsOpen), a file with nothing new (NothingToImport), ImportClashed, and what `read_roster` refuses.
    """
    take_turns(into)
    day = local_day(at)
    told = told_before(into, file, answers, on=day)
    if told:
        raise NothingToImport(told)
    made = RosterImport(into=into, file=file, answers=dict(answers))
    carry_out(made, propose_roster(into, path=file.path, name=file.name, answers=answers, on=day), by=by, at=at)
    return made


@action(Permission.MANAGE_ORGANISATION)
def undo_import(roster_import: RosterImport, *, by: Actor, at: datetime) -> None:
    """Take back everything an import made.

    Refuses a second undoing, what was never imported, and, with names, when something later rests on it.

    Later are: people on a roll or in anything else that names them, people moved, appointed, given a role or changed since, units
    with units or people of another origin.
    """
    take_turns(roster_import.into)
    roster_import.refresh_from_db(fields=["undone_at"])
    if roster_import.undone_at:
        raise ImportAlreadyUndone(_("Lần nhập này đã được hoàn tác."))
    if roster_import.imported_at is None:
        raise ImportNotMade(_("Tệp này chưa được nhập, không có gì để hoàn tác."))
    resting = resting_on(roster_import)
    if resting:
        raise RowsRestOnImport(" ".join([*resting, _("Không hoàn tác được.")]))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            end_grants_of_import(roster_import, at=at)
            for statement in _UNDO:
                cursor.execute(statement, [roster_import.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        raise RowsRestOnImport(_("Có việc khác đã dựa vào lần nhập này. Không hoàn tác được.")) from None
    roster_import.undone_at = at
    roster_import.save(update_fields=["undone_at"])
    record("roster.import_undone", by=by, at=at, subject=roster_import, unit_path=roster_import.into.path)


_UNDO = (
    "DELETE FROM organisations_appointment WHERE made_by_import_id = %s",
    "DELETE FROM organisations_membership m USING organisations_person p WHERE p.id = m.person_id AND p.made_by_import_id = %s",
    "DELETE FROM organisations_person WHERE made_by_import_id = %s",
    "DELETE FROM organisations_unitversion v USING organisations_unit u WHERE u.id = v.unit_id AND u.made_by_import_id = %s",
    "DELETE FROM organisations_unit WHERE made_by_import_id = %s",
)


def take_turns(into: Unit) -> None:
    """Let imports into one organisation, openings below it and its reorganisations wait for one another."""
    low, high = subtree_range(into.path)
    list(Unit.objects.select_for_update().filter(path__gte=low, path__lt=high).order_by("path").values_list("pk"))
    into.refresh_from_db(fields=["path"])  # it may have moved while one waited


def carry_out(made: RosterImport, proposal: RosterProposal, *, by: Actor, at: datetime) -> None:
    """Write what is proposed and keep what came of it. Runs inside an action that has taken its turn; refusals: `import_roster`."""
    if proposal.questions:
        raise QuestionsOpen(_("Cần trả lời câu hỏi trước khi nhập."), proposal.questions)
    if proposal.is_empty:
        raise NothingToImport(proposal.told())
    made.result, made.imported_at, made.imported_by = proposal.told(), at, by.actor_label
    made.save()
    _write(made.into, proposal, made, at)
    _bring_roles(made, proposal, by=by, at=at)
    _remember_columns(made.into, proposal)
    remember_file(made, proposal)
    counts = {key: made.result[key] for key in ("rows", "accepted", "rejected", "unchanged", "units")}
    record("roster.imported", by=by, at=at, subject=made, unit_path=made.into.path, payload=counts)


def _write(into: Unit, proposal: RosterProposal, made: RosterImport, at: datetime) -> None:
    day = local_day(at)
    try:
        with transaction.atomic():
            if proposal.new_units:
                write_units(proposal.new_units, issuer=into.issuer or into, made_by=made, day=day)
            if proposal.new_people:
                write_people(proposal.new_people, made_by=made, day=day)
    except IntegrityError:
        raise ImportClashed(
            _("Có người vừa nhập cùng một người hoặc đơn vị ở nơi khác. Hãy kiểm tra lại tệp.")
        ) from None


def _bring_roles(made: RosterImport, proposal: RosterProposal, *, by: Actor, at: datetime) -> None:
    posts = {post for person in proposal.new_people for post, _path, _title in person.posts()}
    refuse_post_beyond(made.into, sorted(posts), by=by, at=at)
    grants_follow_import(made, by=by, at=at)


def _remember_columns(into: Unit, proposal: RosterProposal) -> None:
    """Keep how the unit's own headers were matched when a person had to say so, for the next file."""
    for shaped in proposal.file.sheets:
        told = {m.key: m.header for m in shaped.table.matched if m.how in {"answered", "remembered"}}
        if told:
            ColumnMatching.objects.update_or_create(unit=into, purpose=shaped.shape.value, defaults={"columns": told})
