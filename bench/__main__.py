"""`make bench`, or `python -m bench [--quick] [--only PART]… [--home FOLDER]`: measure, and print the table."""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.ground import FULL, QUICK, Scale, machine, prepare, served
from bench.table import Row, as_markdown
from scripts.demonstration import thrown_away

PARTS = ("imports", "pages", "exports", "doors")


def main() -> int:
    """Measure every part that is wanted, and print machine, seed and table as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds over 56,000 people: a few minutes")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure only this part; may be given twice")
    parser.add_argument("--home", type=Path, help="an empty folder for the data; thrown away when not given")
    options = parser.parse_args()
    scale = QUICK if options.quick else FULL
    with thrown_away("bench") as folder:
        home = (options.home or folder / "home").absolute()
        home.mkdir(parents=True, exist_ok=True)
        prepare(home)
        try:
            _report(scale, set(options.only or PARTS))
        finally:
            _stop(home)
    return 0


def _report(scale: Scale, parts: set[str]) -> None:
    from bench.crowd import SEED

    began = time.monotonic()
    print(
        "\n".join([*machine(), f"- seed of names: “{SEED}”; {scale.rounds} rounds, {scale.seconds} s a cell of load"])
    )
    rows = []
    for row in _measured(scale, parts):
        rows.append(row)
        _say(f"  {row.what}: {statistics.median(row.ratios):.2f}")
    print(f"- measured in {(time.monotonic() - began) / 60:.0f} minutes\n\n{as_markdown(rows)}")


def _measured(scale: Scale, parts: set[str]) -> Iterator[Row]:
    from bench.crowd import make_crowd
    from bench.doors import rows_of_doors
    from bench.exports import rows_of_exports
    from bench.imports import rows_of_imports
    from bench.pages import rows_of_pages

    if "imports" in parts:
        _say("import against COPY…")
        yield from rows_of_imports(scale)
    if parts == {"imports"}:
        return
    _say("two campaigns…")
    small, large = make_crowd("nho", 0), make_crowd("lon", scale.cells_at_part)
    with served() as address:
        if "pages" in parts:
            _say(f"pages over {small.people:,} and {large.people:,} people…")
            yield from rows_of_pages(address, small, large, scale)
        if "exports" in parts:
            _say("Excel files…")
            yield from rows_of_exports(large, scale)
        if "doors" in parts:
            _say("ticks and check-ins against pgbench…")
            yield from rows_of_doors(address, large, scale)


def _stop(home: Path) -> None:
    from django.db import connections

    from thongsuot.foundation.database.embedded import stop

    connections.close_all()
    stop(home)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
