"""How commands print: JSON for machines, tables for people."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal


class InstantNotUnderstood(Refusal):
    """An instant is written as a day (2021-06-14) or a moment (2021-06-14T16:40)."""


def print_json(answer: Mapping[str, object]) -> None:
    """Print an answer as JSON, Vietnamese letters as they are."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    print()


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """Print columns under their heads; those numbered in `right` are set to the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for place, row in enumerate(cells):
        line = "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print(line.rstrip())
        if place == 0:
            print("  ".join("-" * width for width in widths))


def read_instant(text: str) -> datetime:
    """Return the instant a person meant: a day means its end, a moment without zone is local. Refuses anything else."""
    try:
        moment = parse_datetime(text) if len(text) > len("2021-06-14") else None
        day = parse_date(text)
    except ValueError:
        moment = day = None
    if moment is not None:
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    if day is not None:
        return timezone.make_aware(datetime.combine(day, datetime.max.time()))
    raise InstantNotUnderstood(
        _("Không hiểu thời điểm “%(text)s”. Viết 2021-06-14 hoặc 2021-06-14T16:40.") % {"text": text}
    )
