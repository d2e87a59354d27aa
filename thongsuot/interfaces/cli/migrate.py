"""`thongsuot migrate`: make or upgrade the tables."""

import argparse

from django.core.management import call_command

EXAMPLE = "thongsuot migrate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Bring the tables to this version, as the owner of the database."""
    call_command("migrate", database="owner", verbosity=1, interactive=False)
    return 0
