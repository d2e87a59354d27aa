"""`thongsuot import`: a roster, totals of non-members, attendance of a class."""

import argparse

from thongsuot.interfaces.cli import import_attendance, import_roster, import_totals

EXAMPLE = "\n       ".join(m.EXAMPLE for m in (import_roster, import_totals, import_attendance))
_KINDS = {module.NAME: module for module in (import_roster, import_totals, import_attendance)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command for each kind of file."""
    kinds = parser.add_subparsers(dest="kind", required=True)
    for name, module in _KINDS.items():
        module.add_arguments(kinds.add_parser(name, help=str(module.HELP), epilog=module.EXAMPLE))


def run(options: argparse.Namespace) -> int:
    """Import one file; 1 when it was refused, asks something, or has rows that were not accepted."""
    return _KINDS[options.kind].run(options)
