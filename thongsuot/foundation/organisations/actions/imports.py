"""Importing a roster as one act, and undoing it as one."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.sheets import Option, Question
from thongsuot.foundation.organisations.actions.units import CodeTaken, add_unit
from thongsuot.foundation.organisations.models import RosterImport, Unit, UnitKind
from thongsuot.foundation.organisations.roster.placing import place_people
from thongsuot.foundation.organisations.roster.reading import RosterFile, UnitRow, read_roster
from thongsuot.foundation.organisations.roster.rows import Fault
from thongsuot.foundation.organisations.roster.writing import write_people

SAME_ROOT = "same"


class QuestionsOpen(Refusal):
    """The file cannot be used before a person has decided something."""

    def __init__(self, message: object, questions: list[Question]) -> None:
        super().__init__(message)
        self.questions = questions


class ImportAlreadyUndone(Refusal):
    """The import was undone before."""


class RowsRestOnImport(Refusal):
    """Something later stands on what the import made."""


@action(Permission.MANAGE_ORGANISATION)
def import_roster(into: Unit, *, file: StoredFile, answers: Mapping[str, str], by: Actor, at: datetime) -> RosterImport:
    """Import units and people into an organisation: all rows that can be accepted, in one transaction.

    Result (JSON of `RosterImport.result`): rows, accepted, rejected, unchanged, units, errors, warnings. People match by card
    number, else by name, birth date and unit. Refuses open questions (QuestionsOpen) and what `read_roster` refuses.
    """
    roster = read_roster(file, answers)
    questions = roster.questions + _root_question(into, roster, answers)
    if questions:
        raise QuestionsOpen(_("Cần trả lời câu hỏi trước khi nhập."), questions)
    Unit.objects.select_for_update().get(pk=into.pk)  # two imports into one organisation take turns
    day = local_day(at)
    made = RosterImport.objects.create(
        into=into, file=file, answers=dict(answers), imported_at=at, imported_by=by.actor_label
    )
    created, unchanged, unit_errors = _open_units(into, roster.units, made, day)
    placed = place_people(into, roster.people)
    write_people(placed.new, made_by=made, day=day)
    errors = sorted([*roster.errors, *unit_errors, *placed.errors], key=lambda fault: fault.row)
    made.result = {
        "rows": roster.rows,
        "accepted": len(placed.new),
        "rejected": len(roster.errors) + len(placed.errors),
        "unchanged": placed.unchanged,
        "units": {"created": created, "unchanged": unchanged},
        "errors": [_told(fault) for fault in errors],
        "warnings": [_told(fault) for fault in [*roster.warnings, *placed.warnings]],
    }
    made.save(update_fields=["result"])
    counts = {key: made.result[key] for key in ("rows", "accepted", "rejected", "unchanged", "units")}
    record("roster.imported", by=by, at=at, subject=made, unit_path=into.path, payload=counts)
    return made


@action(Permission.MANAGE_ORGANISATION)
def undo_import(roster_import: RosterImport, *, by: Actor, at: datetime) -> None:
    """Take back everything an import made. Refuses, with names, when something later rests on it, and a second undoing."""
    if roster_import.undone_at:
        raise ImportAlreadyUndone(_("Lần nhập này đã được hoàn tác."))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in _UNDO:
                cursor.execute(statement, [roster_import.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        raise RowsRestOnImport(_resting_words(roster_import)) from None
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
_NAMES_SHOWN = 5


def _resting_words(roster_import: RosterImport) -> str:
    """Say who is used elsewhere. Which tables point at people is asked of the database: the rooms above are not known here."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conrelid::regclass::text, attname FROM pg_constraint
               JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
               WHERE contype = 'f' AND confrelid = 'organisations_person'::regclass
                 AND conrelid::regclass::text NOT IN ('organisations_membership')"""
        )
        used = " OR ".join(
            f"EXISTS (SELECT FROM {table} t WHERE t.{column} = p.id)" for table, column in cursor.fetchall()
        )
        cursor.execute(
            f"""SELECT full_name, count(*) OVER () FROM organisations_person p
                WHERE made_by_import_id = %s AND ({used}) ORDER BY sort_key LIMIT {_NAMES_SHOWN}""",  # noqa: S608 - as above
            [roster_import.pk],
        )
        rows = cursor.fetchall()
    if not rows:
        return _("Có đơn vị hoặc việc khác đã dựa vào lần nhập này, nên không hoàn tác được.")
    return _(
        "%(n)d người của lần nhập này đã có trong danh sách chốt hoặc việc khác: %(names)s… Không hoàn tác được."
    ) % {
        "n": rows[0][1],
        "names": ", ".join(name for name, _count in rows),
    }


def _root_question(into: Unit, roster: RosterFile, answers: Mapping[str, str]) -> list[Question]:
    """Ask when the file names another organisation at its top than the one it is imported into."""
    named = {row.name for row in roster.units}
    tops = {row.parent for row in roster.units if row.parent not in named and folded(row.parent) != folded(into.name)}
    if not tops or answers.get("root") == SAME_ROOT:
        return []
    message = _("Tệp ghi cấp trên là “%(top)s”, còn đồng chí đang nhập vào “%(into)s”. Có phải một đơn vị không?")
    option = Option(SAME_ROOT, _("Phải, là một đơn vị"))
    return [Question("root", message % {"top": sorted(tops)[0], "into": into.name}, (option,))]


def _open_units(into: Unit, rows: list[UnitRow], made: RosterImport, day: date) -> tuple[int, int, list[Fault]]:
    """Open the units that are not there yet and return how many were opened, how many were there, and what is wrong."""
    low, high = subtree_range(into.path)
    there = {unit.code: unit for unit in Unit.objects.filter(path__gte=low, path__lt=high).select_related("issuer")}
    by_name = {folded(unit.name): unit for unit in there.values()}
    kinds = {kind.name_folded: kind.code for kind in UnitKind.objects.all()}
    created, faults = 0, []
    unchanged = 1 if rows else 0  # the organisation itself, which the file names as its top
    for row in rows:
        if row.code in there:
            unchanged += 1
            continue
        parent = by_name.get(folded(row.parent), into)
        if folded(row.kind) not in kinds:
            faults.append(
                Fault(row.row, "kind_unknown", _("Không có loại hình “%(kind)s”.") % {"kind": row.kind}, "kind")
            )
            continue
        try:
            unit = add_unit(
                parent, code=row.code, name=row.name, kind=kinds[folded(row.kind)], opened_on=day, made_by=made
            )
        except CodeTaken as refusal:
            faults.append(Fault(row.row, refusal.code, str(refusal), "code"))
            continue
        there[unit.code] = by_name[folded(unit.name)] = unit
        created += 1
    return created, unchanged, faults


def _told(fault: Fault) -> dict[str, Any]:
    return asdict(fault)
