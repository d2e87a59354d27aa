"""Reads delimited text in the jailed child: encoding, delimiter, quoted fields, the file's own row numbers."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping

from thongsuot.foundation.files.cells import MAX_TEXT, CannotRead, Cell, cell_of_text
from thongsuot.foundation.files.encodings import LEGACY_ENCODINGS, UndecidedEncoding, decode_text
from thongsuot.foundation.files.reading import MAX_ROWS, RawReading, rectangle

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}

_SNIFFED_ROWS = 200
_NEARLY_AS_GOOD = 0.9
_STATED = re.compile(r'\A"?sep=([;,|\t])"?\r?\n')
_COMMA_BETWEEN_WORDS = re.compile(r"(?<!\d),|,(?!\d)")
_PROTECTED = re.compile(r"'+[=+\-@\t\r\n]")


def read_csv(content: bytes, answers: Mapping[str, str]) -> RawReading:
    """Return the one sheet of a text file, or the question that must be answered first: `encoding`, `delimiter`."""
    decoded = decode_text(content, answers.get("encoding"))
    if isinstance(decoded, UndecidedEncoding):
        return RawReading(questions=[("encoding", {}, list(decoded.samples))])
    reading = RawReading(encoding=decoded.encoding)
    if decoded.encoding in LEGACY_ENCODINGS:
        reading.notices.append(("converted", {"encoding": decoded.encoding}))
    if decoded.encoding == "tcvn3" and "encoding" not in answers:
        reading.notices.append(("no_capitals", {}))
    likely = likely_delimiters(decoded.text, answers.get("delimiter"))
    if len(likely) > 1:
        line = next(iter(decoded.text.splitlines()), "")[:80]
        reading.questions.append(("delimiter", {}, [(name, line) for name in likely]))
        return reading
    rows = _rows_of(decoded.text, DELIMITERS[likely[0]])
    reading.sheets.append(rectangle("CSV", 1, rows))
    return reading


def likely_delimiters(text: str, answer: str | None = None) -> list[str]:
    """Return the names of the delimiters that make the most even table of the text: one, or several that do equally well."""
    stated = _STATED.match(text)
    if stated:
        answer = next(name for name, mark in DELIMITERS.items() if mark == stated.group(1))
    if answer in DELIMITERS:
        return [answer]
    scores = {name: _evenness(text, mark) for name, mark in DELIMITERS.items()}
    if not _COMMA_BETWEEN_WORDS.search(text) and any(score for name, score in scores.items() if name != "comma"):
        scores["comma"] = 0.0  # every comma is a decimal comma
    best = max(scores.values())
    if not best:
        return ["semicolon"]  # a single column: nothing is split
    return sorted(
        (name for name, score in scores.items() if score >= best * _NEARLY_AS_GOOD), key=lambda name: -scores[name]
    )


def _evenness(text: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(reader, range(_SNIFFED_ROWS), strict=False):
            if any(field.strip() for field in row):
                widths[len(row)] += 1
    except csv.Error:
        return 0.0
    widths[1] = 0  # rows that are not split say nothing for a delimiter
    width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return rows + width / 1_000 if rows else 0.0


def _rows_of(text: str, delimiter: str) -> dict[int, list[Cell]]:
    csv.field_size_limit(MAX_TEXT)
    # strict: a quotation mark that is never closed would otherwise swallow the rest of the file into one cell
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: dict[int, list[Cell]] = {}
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            cells = [_cell(field) for field in row]
            if any(cell is not None for cell in cells):
                rows[number] = cells
            if len(rows) > MAX_ROWS:
                raise CannotRead("too_many_rows", sheet="CSV", row=number)
    except csv.Error:
        raise CannotRead("broken_quotes", row=number + 1)
    if _STATED.match(text):
        rows.pop(1)
    return rows


def _cell(field: str) -> Cell:
    # The apostrophe by which exported text is kept from acting as a formula is taken off again.
    return cell_of_text(field[1:] if _PROTECTED.match(field) else field)
