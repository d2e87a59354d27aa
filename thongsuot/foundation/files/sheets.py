"""Reads a spreadsheet file into rows of cells, in a jailed child process.

What the reader may not decide alone comes back as a Question; the answers are given on the next reading.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thongsuot.foundation.files.archives import broken
from thongsuot.foundation.files.cells import PLAIN, Cell, from_wire
from thongsuot.foundation.files.jail import JailBroken, JailLimits, run_jailed
from thongsuot.foundation.files.recognition import SPREADSHEETS, Kind, recognise
from thongsuot.foundation.files.refused_reading import not_a_spreadsheet, refusal_of, refusal_of_broken_jail
from thongsuot.foundation.files.wording import notice_text, option_text, question_text

_log = logging.getLogger(__name__)

_EXTENSIONS = {
    ".xlsx": Kind.XLSX,
    ".xls": Kind.XLS,
    ".ods": Kind.ODS,
    ".csv": Kind.CSV,
    ".txt": Kind.CSV,
    ".tsv": Kind.CSV,
}
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the person who sent the file. `row` is the file's own row number, `column` letters or a column's key."""

    code: str
    message: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its code, and what it says."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must choose before the file can be used. Answer by `answers={question.code: option.code}`."""

    code: str
    message: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Cells merged into one. Rows as the file numbers them, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of equal length; `rows[0]` is the row that the file numbers `first_row_number`."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row_number: int = 1
    merged: tuple[MergedArea, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a file holds. With open questions the sheets are as far as they could be read: not to be used yet."""

    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    warnings: tuple[Notice, ...] = ()
    questions: tuple[Question, ...] = ()


def read_workbook(
    path: Path, *, answers: Mapping[str, str] | None = None, name: str | None = None, limits: JailLimits | None = None
) -> Workbook:
    """Read all sheets of a spreadsheet or text file.

    `name` is the file's name as uploaded, if `path` does not carry it. Questions asked: `encoding` and `delimiter` of a text file,
    `font_<n>` of the n-th sheet. `limits` are by default those of `limits_for`. Cells in error come back as CellError in their place.
    Refusals: those of `recognise`, NotASpreadsheet, and those of `refused_reading`.
    """
    kind = recognise(path)
    if kind not in SPREADSHEETS:
        raise not_a_spreadsheet(kind)
    try:
        answer = run_jailed(
            f"{__package__}.child",
            [str(path), kind, json.dumps(dict(answers or {}))],
            limits=limits or limits_for(path),
        )
    except JailBroken as end:
        _log.warning("The jailed reader of a %s file was ended: %s", kind, end.cause)
        raise refusal_of_broken_jail(end.cause)
    try:
        return _workbook_of(answer, _warnings(name or path.name, kind, answers or {}))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RuntimeError):
        # What the child says is foreign too: an answer out of form means that the file took it over or broke it.
        _log.warning("The jailed reader of a %s file answered out of form", kind)
        raise broken()


def limits_for(path: Path) -> JailLimits:
    """Return what reading a file may use: 10 s of processor, and 2 s more for every megabyte beyond three, to 60 s.

    A bomb is small and gets ten seconds; an honest list of 200,000 people weighs 12 MB and needs about fifteen.
    """
    seconds = min(60, 10 + 2 * max(0, path.stat().st_size // _MEGABYTE - 3))
    return JailLimits(cpu_seconds=seconds, wall_seconds=3 * seconds)


def _warnings(name: str, kind: Kind, answers: Mapping[str, str]) -> tuple[Notice, ...]:
    warnings = []
    extension = Path(name).suffix.lower()
    if extension and _EXTENSIONS.get(extension) != kind:
        warnings.append(Notice("misnamed", notice_text("misnamed", {"extension": extension, "kind": kind.upper()})))
    if "tcvn3" in answers.values():
        warnings.append(Notice("no_capitals", notice_text("no_capitals", {})))
    return tuple(warnings)


def _workbook_of(answer: bytes, warnings: tuple[Notice, ...]) -> Workbook:
    lines = (json.loads(line) for line in answer.splitlines())
    first = next(lines)
    if "refused" in first:
        _log.warning("A spreadsheet was refused: %s %s", first["refused"], first["about"].get("cause", ""))
        raise refusal_of(first["refused"], first["about"])
    sheets: list[Sheet] = []
    notices: list[Notice] = []
    questions: list[Question] = []
    for line in lines:
        if "sheet" in line:
            sheets.append(_sheet_of(line, lines))
        elif "notice" in line:
            notices.append(_notice_of(line["notice"], line["about"]))
        elif "question" in line:
            questions.append(_question_of(line["question"], line["about"], line["options"]))
        elif line == {"end": True}:
            return Workbook(tuple(sheets), first["encoding"], (*warnings, *notices), tuple(questions))
    msg = "The answer has no end."
    raise ValueError(msg)


def _sheet_of(head: Mapping[str, Any], lines: Iterator[Any]) -> Sheet:
    columns = [_column_of(next(lines)) for _ in range(head["columns"])]
    rows = tuple(zip(*columns, strict=True))
    if len(rows) != head["rows"]:
        msg = "The answer lacks rows."
        raise ValueError(msg)
    merged = tuple(MergedArea(*area) for area in head["merged"])
    return Sheet(head["sheet"], rows, head["first"], merged, head["hidden"])


def _column_of(line: list[Any]) -> list[Cell]:
    if set(map(type, line)) <= PLAIN:
        return line
    return [cell if type(cell) in PLAIN else from_wire(cell) for cell in line]


def _notice_of(code: str, about: Mapping[str, Any]) -> Notice:
    return Notice(code, notice_text(code, about), row=about.get("row"), sheet=about.get("sheet"))


def _question_of(code: str, about: Mapping[str, Any], options: Sequence[Sequence[str]]) -> Question:
    choices = tuple(Option(option, option_text(option, sample)) for option, sample in options)
    return Question(code, question_text(code, about), choices)
