"""`thongsuot import totals`: how many non-members each unit says it has."""

import argparse
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.domain.plans.totals_import import import_totals
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.store import stored_with
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.interfaces.cli.figures import asked_summary
from thongsuot.interfaces.cli.imported import EMPTY, answer_import, read_answers

NAME = "totals"
HELP = gettext_lazy("tổng số quần chúng đơn vị khai")
EXAMPLE = "thongsuot import totals tong-hop.xlsx --campaign nq13"
_ACTOR = SystemActor("thongsuot import")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, into which campaign, and how."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--campaign", required=True, help=_("tên ngắn của đợt"))
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra"))
    parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Import the totals and say what was not accepted; 1 when anything was not."""
    campaign = asked_summary(options.campaign, "", "").unit.campaign
    at = now()
    result = dict(EMPTY)
    try:
        with (
            options.file.open("rb") as content,
            stored_with(content, name=options.file.name, purpose="totals", by=_ACTOR.actor_label, at=at) as file,
        ):
            told = import_totals(campaign, file=file, answers=read_answers(options.answer), by=_ACTOR, at=at)
            transaction.set_rollback(options.dry_run)
        result |= {
            "rows": told.rows,
            "accepted": told.accepted,
            "unchanged": told.unchanged + told.blank,
            "rejected": len(told.errors),
            "errors": [asdict(fault) for fault in told.errors],
            "warnings": [asdict(fault) for fault in told.warnings],
        }
    except QuestionsOpen as asked:
        result["questions"] = asked.questions
    except Refusal as refusal:
        result["refused"] = {"code": refusal.code, "message": str(refusal)}
    return answer_import(result, options.format)
