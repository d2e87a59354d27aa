"""`thongsuot import roster`: units and people from a file."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.store import stored_with
from thongsuot.foundation.organisations.actions.imports import NothingToImport, QuestionsOpen, import_roster
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import unit_by_code
from thongsuot.foundation.organisations.roster.proposal import propose_roster
from thongsuot.interfaces.cli.imported import EMPTY, answer_import, read_answers

NAME = "roster"
HELP = gettext_lazy("đơn vị và người")
EXAMPLE = "thongsuot import roster danh-sach.xlsx --unit KHOI --dry-run"
_ACTOR = SystemActor("thongsuot import")


class UnknownUnit(Refusal):
    """There is no unit of this code."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, into which unit, and how."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--unit", required=True, help=_("mã đơn vị"))
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra"))
    parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Import the rows that can be accepted and say what was not; 1 when anything was not."""
    at = now()
    try:
        into = unit_by_code(viewer_for(_ACTOR, local_day(at)), options.unit)
    except Unit.DoesNotExist:
        raise UnknownUnit(_("Không có đơn vị mã “%(code)s”.") % {"code": options.unit}) from None
    answers = read_answers(options.answer)
    result = dict(EMPTY)
    try:
        result |= (
            _checked(into, options.file, answers, at) if options.dry_run else _imported(into, options.file, answers, at)
        )
    except QuestionsOpen as asked:
        result["questions"] = asked.questions
    except NothingToImport as nothing:
        result |= nothing.told
    except Refusal as refusal:
        result["refused"] = {"code": refusal.code, "message": str(refusal)}
    return answer_import(result, options.format)


def _checked(into: Unit, file: Path, answers: dict[str, str], at: datetime) -> dict[str, Any]:
    with file.open("rb"):  # a file that is not there is asked wrongly, not refused
        proposal = propose_roster(into, path=file, name=file.name, answers=answers, on=local_day(at))
    return proposal.told() | {"questions": proposal.questions}


def _imported(into: Unit, file: Path, answers: dict[str, str], at: datetime) -> dict[str, Any]:
    with (
        file.open("rb") as content,
        stored_with(content, name=file.name, purpose="roster", by=_ACTOR.actor_label, at=at) as stored,
    ):
        made = import_roster(into, file=stored, answers=answers, by=_ACTOR, at=at)
    return dict(made.result) | {"job": made.public_id}
