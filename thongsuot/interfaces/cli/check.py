"""`thongsuot check`: prove or refute the figures of any text."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.domain.claims.checking import check_text, summary
from thongsuot.domain.claims.claim import Claim, Verdict, as_json
from thongsuot.domain.claims.reading import text_of
from thongsuot.interfaces.cli.output import print_json

EXAMPLE = "thongsuot check bao-cao.docx --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and in which form to answer."""
    parser.add_argument("file", type=Path, help=".txt, .docx, .pdf")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Print every claim that was found; 1 when any does not hold."""
    claims = check_text(text_of(options.file, options.file.name))
    if options.format == "json":
        print_json({"claims": [as_json(claim) for claim in claims], "summary": summary(claims)})
    else:
        _print(claims)
    return 1 if any(claim.verdict == Verdict.INCONSISTENT for claim in claims) else 0


def _print(claims: list[Claim]) -> None:
    marks = {Verdict.CONSISTENT: "✓", Verdict.INCONSISTENT: "✗", Verdict.UNVERIFIABLE: "·"}
    for claim in claims:
        print(f"{marks[claim.verdict]} {claim.text}\n    {claim.explanation}")
    wrong = sum(claim.verdict == Verdict.INCONSISTENT for claim in claims)
    print(_("%(all)d con số kiểm được, %(wrong)d không khớp.") % {"all": len(claims), "wrong": wrong})
