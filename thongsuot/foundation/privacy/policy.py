"""The policy as the program reads it: retention.yaml (every table) and processings.yaml (every purpose)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

_FOLDER = Path(__file__).parent
KEEP, DELETE, ENTRIES = "keep", "delete", "entries"


@dataclass(frozen=True, slots=True)
class Term:
    """What the nightly job does with a table: delete so many days after `since`, or run a sweep by its name."""

    days: int
    since: str = ""
    sweep: str = ""


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """One table about people. `columns`: column -> basic, sensitive, secret. `erased`: KEEP, DELETE, ENTRIES, or column -> value."""

    table: str
    columns: Mapping[str, str]
    plain: tuple[str, ...]
    whose: tuple[str, ...]
    erased: str | Mapping[str, object]
    term: Term | None


@dataclass(frozen=True, slots=True)
class Processing:
    """For what data is kept, in the reader's language. `consent` is the text to agree to; empty where consent is not the ground."""

    code: str
    rooms: tuple[str, ...]
    name: str
    why: str
    ground: str
    data: str
    how_long: str
    who_sees: str
    consent: str = ""
    consent_version: int = 0


@cache
def table_policies() -> dict[str, TablePolicy]:
    """Return table -> its policy, in the order of the file."""
    told: dict[str, dict[str, Any]] = yaml.safe_load((_FOLDER / "retention.yaml").read_text())["people"]
    return {
        table: TablePolicy(
            table=table,
            columns=one["columns"],
            plain=tuple(one["plain"]),
            whose=tuple(one.get("whose", ())),
            erased=one.get("erased", KEEP),
            term=Term(**one["term"]) if "term" in one else None,
        )
        for table, one in told.items()
    }


def processings(language: str = "") -> list[Processing]:
    """Return every processing in a language (else the reader's, else Vietnamese), in the order of the file."""
    spoken = (language or get_language() or "vi")[:2]
    return [
        Processing(
            code=one["code"],
            rooms=tuple(one["rooms"]),
            consent_version=one.get("consent_version", 0),
            **one.get(spoken, one["vi"]),
        )
        for one in _told_processings()
    ]


def processing_of(code: str, language: str = "") -> Processing | None:
    """Return one processing; None where there is none of this code."""
    return next((one for one in processings(language) if one.code == code), None)


def processing_of_table(table: str, known: list[Processing]) -> Processing | None:
    """Return the processing that a table's room belongs to."""
    room = table.partition("_")[0]
    return next((one for one in known if room in one.rooms), None)


@cache
def _told_processings() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((_FOLDER / "processings.yaml").read_text()))
