"""`thongsuot doctor`: what is wrong, in plain words."""

import argparse

from django.conf import settings

from thongsuot.foundation.database.diagnosis import findings
from thongsuot.interfaces.cli.output import print_json

EXAMPLE = "thongsuot doctor --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form."""
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Print what was looked at; 1 when anything is not in order. Starts and changes nothing."""
    found = findings(settings.HOME)
    if options.format == "json":
        print_json({"findings": [{"ok": f.ok, "code": f.code, "sentence": f.sentence} for f in found]})
    else:
        for finding in found:
            print(("✓ " if finding.ok else "✗ ") + finding.sentence)
    return 0 if all(finding.ok for finding in found) else 1
