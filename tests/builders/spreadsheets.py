"""Spreadsheets made for tests: real .xlsx by openpyxl, a real .xls by hand, and the beginnings of other Office files."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_xlsx(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    sheet: str = "Trang 1",
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
) -> Path:
    """Write a workbook of one sheet, with merged areas and, if wanted, hidden empty sheets beside it."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    for name in hidden:
        workbook.create_sheet(name).sheet_state = "hidden"
    workbook.save(path)
    return path


def make_zip(path: Path, entries: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip of these entries, whatever they are."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Put one more part into a workbook, or another content into one it has."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return make_zip(path, {**parts, name: content})


def make_ole(*streams: str) -> bytes:
    """Return the beginning of a compound file that names these streams."""
    return OLE_MARK + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)


def make_xls(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return a real Excel 97 workbook of one sheet "Trang": a BIFF8 stream in a compound file of 512-byte sectors."""
    return _compound_file("Workbook", _biff8(rows))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _biff8(rows: Sequence[Sequence[str | float]]) -> bytes:
    def begin(kind: int) -> bytes:
        return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0x41, 6))

    end = _record(0x000A, b"")
    name = "Trang".encode("ascii")
    head = begin(0x0005)
    bound_length = 4 + 6 + 2 + len(name)
    place = len(head) + bound_length + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    cells = io.BytesIO()
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            where = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                cells.write(_record(0x0204, where + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")))
            else:
                cells.write(_record(0x0203, where + struct.pack("<d", value)))
    return head + bound + end + begin(0x0010) + cells.getvalue() + end


def _compound_file(name: str, stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    allocation = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    sizes = struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = OLE_MARK + bytes(16) + sizes + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + allocation + directory.ljust(512, b"\x00") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return text.ljust(64, b"\x00") + struct.pack(
        "<HBBIII16xI16xIII", len(text) + 2, kind, 1, none, none, child, 0, start, size, 0
    )
