"""`thongsuot work`: the background work alone, on as many machines as wanted."""

import argparse
import os
import sys

EXAMPLE = "thongsuot work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Hand over to the jobs' own program: the ways in do not know one another."""
    os.execv(sys.executable, [sys.executable, "-m", "thongsuot.interfaces.jobs"])  # noqa: S606 - no shell is wanted
