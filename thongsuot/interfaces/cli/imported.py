"""What every import answers, for machines and for people (design contract: rows, accepted, rejected, unchanged, errors …)."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.cli.output import print_json

EMPTY: dict[str, Any] = {
    "rows": 0,
    "accepted": 0,
    "rejected": 0,
    "unchanged": 0,
    "units": {"created": 0, "unchanged": 0},
    "errors": [],
    "warnings": [],
    "questions": [],
    "refused": None,
    "job": None,
}
_FAULTS_SHOWN = 20


def read_answers(given: Sequence[str]) -> dict[str, str]:
    """Return QUESTION=CHOICE pairs as a mapping."""
    return dict(pair.split("=", 1) for pair in given if "=" in pair)


def answer_import(result: Mapping[str, Any], form: str) -> int:
    """Print what became of an import; 1 when it was refused, asks something, or has rows that were not accepted."""
    told = dict(result) | {"questions": [asdict(question) for question in result["questions"]]}
    if form == "json":
        print_json(told)
    else:
        _print(told)
    return 1 if told["refused"] or told["questions"] or told["rejected"] or told["errors"] else 0


def _print(told: Mapping[str, Any]) -> None:
    if told["refused"]:
        print(told["refused"]["message"], file=sys.stderr)
        return
    for question in told["questions"]:
        print(question["message"])
        for option in question["options"]:
            print(f"  --answer {question['code']}={option['code']}   {option['message']}")
    if told["questions"]:
        return
    print(
        _(
            "%(rows)s dòng: %(accepted)s được nhập, %(unchanged)s không đổi, %(rejected)s cần sửa. Đơn vị: %(units)s mới."
        )
        % {
            "rows": count_text(told["rows"]),
            "accepted": count_text(told["accepted"]),
            "unchanged": count_text(told["unchanged"]),
            "rejected": count_text(told["rejected"]),
            "units": count_text(told["units"]["created"]),
        }
    )
    for fault in told["errors"][:_FAULTS_SHOWN]:
        print(_("  Dòng %(row)s: %(message)s") % fault, file=sys.stderr)
    if len(told["errors"]) > _FAULTS_SHOWN:
        print(_("  … và %(n)s dòng nữa.") % {"n": count_text(len(told["errors"]) - _FAULTS_SHOWN)}, file=sys.stderr)
