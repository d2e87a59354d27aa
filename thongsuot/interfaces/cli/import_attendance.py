"""`thongsuot import attendance`: an attendance list of a class."""

import argparse
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.domain.study.actions.attendance_import import import_attendance
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.classes import class_at_door
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.store import stored_with
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.interfaces.cli.imported import EMPTY, answer_import, read_answers

NAME = "attendance"
HELP = gettext_lazy("danh sách điểm danh của một lớp")
EXAMPLE = "thongsuot import attendance diem-danh.xlsx --class k7m2p9q4rs"
_ACTOR = SystemActor("thongsuot import")


class UnknownClass(Refusal):
    """There is no class of this id."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, into which class, and how."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--class", dest="study_class", required=True, help=_("mã lớp"))
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra"))
    parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Import the rows that can be accepted and say what was not; 1 when anything was not."""
    try:
        here = class_at_door(options.study_class)
    except StudyClass.DoesNotExist:
        raise UnknownClass(_("Không có lớp mã “%(id)s”.") % {"id": options.study_class}) from None
    at = now()
    result = dict(EMPTY)
    try:
        with (
            options.file.open("rb") as content,
            stored_with(content, name=options.file.name, purpose="attendance", by=_ACTOR.actor_label, at=at) as file,
        ):
            told = import_attendance(here, file=file, answers=read_answers(options.answer), by=_ACTOR, at=at)
            result |= asdict(told) | {"rejected": len(told.errors)}
            transaction.set_rollback(options.dry_run or not told.accepted)
    except QuestionsOpen as asked:
        result["questions"] = asked.questions
    except Refusal as refusal:
        result["refused"] = {"code": refusal.code, "message": str(refusal)}
    return answer_import(result, options.format)
