"""Looks into the XML of .xlsx sheets for what calamine passes over in silence, in the jailed child.

That is: cells whose value is an error (#N/A), formulas saved without their value, and cells so far away that a rectangle up to them
would not fit into memory. A sheet without a trace of these is only searched, not parsed.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from thongsuot.foundation.files.cells import CannotRead, CellError

_CHUNK_BYTES = 1 << 20
_OVERLAP = 200
# An error value, a formula, other quotation marks, a text that is not in ASCII-compatible bytes.
_TRACES = (b't="e"', b"<f>", b"<f ", b"<f/", b":f>", b":f ", b"='", b"\x00")
# A row from 200,000 on, a column beyond GR. Begins with plain letters: so it is searched for at the speed of memory.
_FAR = re.compile(rb'r="(?:[A-Z]*(?:[2-9]\d{5}|\d{7,})|(?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])\d+)"')
_PREFIX = re.compile(rb"<(\w+:)?sheetData[\s>]")
_PLACE = re.compile(rb'r="([A-Z]{1,3})(\d+)"')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class SheetFindings:
    """Cells in error by (row number, column from 0), and the last row and column (from 1) with a value; 0 where nothing was suspicious."""

    errors: dict[tuple[int, int], CellError] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def findings_by_sheet(content: bytes) -> dict[str, SheetFindings]:
    """Return what was found in each sheet of an .xlsx, by the sheet's name. Refuses (CannotRead) XML that declares a document type."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
        found = {}
        for name, part in _sheet_parts(archive, parts).items():
            if part in parts and _is_suspicious(archive, parts[part]):
                found[name] = _Scan().of(_chunks(archive, parts[part]))
    return found


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _sheet_parts(archive: zipfile.ZipFile, parts: dict[str, str]) -> dict[str, str]:
    targets = {
        attributes["Id"]: attributes["Target"]
        for attributes in _elements(archive.read(parts["xl/_rels/workbook.xml.rels"]), "Relationship")
    }
    sheets = {}
    for attributes in _elements(archive.read(parts["xl/workbook.xml"]), "sheet"):
        identifier = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        sheets[attributes["name"]] = posixpath.normpath(posixpath.join("/xl", targets.get(identifier, "")))[1:].lower()
    return sheets


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: (
        found.append(attributes) if name.rpartition(":")[2] == wanted else None
    )
    parser.Parse(xml, True)
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declaration: object) -> None:
    raise CannotRead("unreadable", cause="doctype")  # no office program writes one; entities are an attack


def _is_suspicious(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK_BYTES):
            whole = tail + chunk
            if any(trace in whole for trace in _TRACES) or _FAR.search(whole):
                return True
            tail = chunk[-_OVERLAP:]
    return False


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the sheet cut between tags, without the cells that are empty: a million formatted ones cost nothing this way."""
    with archive.open(part) as stream:
        rest = b""
        empty = None
        while chunk := stream.read(_CHUNK_BYTES):
            whole, mark, rest = (rest + chunk).rpartition(b">")
            empty = empty or re.compile(rb'<%bc r="[A-Z]+\d+"[^<>]*/>' % _prefix_of(chunk))
            yield empty.sub(b"", whole + mark)
        yield rest


def _prefix_of(chunk: bytes) -> bytes:
    match = _PREFIX.search(chunk)
    return (match.group(1) or b"") if match else b""


def _plain_cell(prefix: bytes) -> re.Pattern[bytes]:
    """Return what finds a near cell with a value and neither formula nor error: nine in ten of a long list, and nothing to find in them."""
    near = rb'r="(?:[A-Z]|[A-F][A-Z]|G[A-R])(?:1\d{5}|\d{1,5})"'
    return re.compile(
        rb'<%(p)bc %(near)b(?: s="\d+")?(?: t="(?:s|n|b)")?><%(p)bv>[^<]+</%(p)bv></%(p)bc>'
        % {b"p": prefix, b"near": near}
    )


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Scan:
    """Walks one sheet. Cells without a reference are counted from the one before."""

    def __init__(self) -> None:
        self.findings = SheetFindings()
        self.row = self.column = 0
        self.kind: str | None = None
        self.formula: list[str] | None = None
        self.value: list[str] = []
        self.sink: list[str] | None = None

    def of(self, chunks: Iterator[bytes]) -> SheetFindings:
        parser = _parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = lambda text: self.sink.append(text) if self.sink is not None else None
        plain: re.Pattern[bytes] | None = None
        for chunk in chunks:
            plain = plain or _plain_cell(_prefix_of(chunk))
            self._measure(chunk)
            parser.Parse(plain.sub(b"", chunk), False)
        parser.Parse(b"", True)
        return self.findings

    def _measure(self, chunk: bytes) -> None:
        places = _PLACE.findall(chunk)
        if places:
            columns = {letters for letters, _row in places}
            self.findings.last_row = max(self.findings.last_row, int(places[-1][1]))
            self.findings.last_column = max(
                self.findings.last_column, *(_number_of(letters.decode()) for letters in columns)
            )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r"))
            self.kind, self.formula, self.value = attributes.get("t"), None, []
        elif name in ("v", "t"):
            self.sink = self.value
        elif name == "f":
            self.sink = self.formula = []
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t", "f"):
            self.sink = None
        elif name == "c":
            self._close_cell()

    def _place(self, reference: str | None) -> None:
        match = _REFERENCE.fullmatch(reference) if reference else None
        if match is None:
            self.column += 1
            return
        self.row, self.column = int(match.group(2)), _number_of(match.group(1))

    def _close_cell(self) -> None:
        value = "".join(self.value)
        place = self.row, self.column - 1
        if self.kind == "e":
            self.findings.errors[place] = CellError("error_value", value[:80])
        elif self.formula is not None and not value and self.kind != "str":  # ="" has a value: the empty text
            self.findings.errors[place] = CellError("formula_without_value", "=" + "".join(self.formula)[:80])
