"""Rosters as an office keeps them, for tests: title rows, the header on row 5, people from row 6, a signature block."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import openpyxl

from tests.builders.organisations import AT
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store

ROOT = "Đảng bộ Khối thử"
BASE = "Đảng bộ Sở Thử"
CELL = "Chi bộ Văn phòng"
SINGLE = "Chi bộ Sở Nhỏ"
FIRST_ROW = 6
UNIT_HEADER = ("TT", "Mã đơn vị", "Tên tổ chức đảng", "Loại hình", "Trực thuộc")
MEMBER_HEADER = (
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Chi bộ",
    "Đảng bộ/Chi bộ cơ sở",
    "Số thẻ đảng",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Chức vụ",
    "Số điện thoại",
    "Email",
    "Ghi chú",
)
NON_MEMBER_HEADER = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Bộ phận", "Đoàn thể", "Ghi chú")
UNITS = (
    (1, "K01", BASE, "Đảng bộ cơ sở", ROOT),
    ("1.1", "K01.01", CELL, "Chi bộ trực thuộc", BASE),
    (2, "K02", SINGLE, "Chi bộ cơ sở", ROOT),
)
_numbers = count(1)


def member(**told: object) -> tuple[object, ...]:
    """Return a row of the sheet of members, by the titles' keys; everything that is not told is usual."""
    n = next(_numbers)
    row: dict[str, object] = {
        "n": n,
        "name": f"Nguyễn Văn Số {n}",
        "born_on": date(1980, 1, 1),
        "sex": "Nam",
        "ethnicity": "Kinh",
        "cell": CELL,
        "base": BASE,
        "card": f"{31_000_000 + n}",
        "admitted_on": date(2005, 2, 3),
        "official_on": date(2006, 2, 3),
        "posts": None,
        "phone": None,
        "email": None,
        "note": None,
    }
    assert not set(told) - set(row)
    return tuple((row | told).values())


def non_member(**told: object) -> tuple[object, ...]:
    """Return a row of the sheet of non-members."""
    n = next(_numbers)
    row: dict[str, object] = {
        "n": n,
        "name": f"Trần Thị Số {n}",
        "born_on": date(1990, 1, 1),
        "sex": "Nữ",
        "unit": SINGLE,
        "section": "Phòng Hành chính",
        "union": "Đoàn viên công đoàn",
        "note": None,
    }
    assert not set(told) - set(row)
    return tuple((row | told).values())


def make_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write sheets, each given by its header and rows, as an office lays them out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, (header, *rows) in sheets.items():
        sheet = book.create_sheet(name)
        for title in ("ĐẢNG BỘ TỈNH THỬ", "ĐẢNG ỦY KHỐI THỬ", "DANH SÁCH", "(Tính đến ngày 28 tháng 02 năm 2021)"):
            sheet.append([title])
        for row in (header, *rows):
            sheet.append(list(row))
        sheet.append([])
        sheet.append([None, "NGƯỜI LẬP BIỂU", None, "T/M BAN THƯỜNG VỤ"])
        sheet.append([None, "Lê Thị Ký", None, "Hoàng Quang Ký"])
    book.save(path)
    return path


def make_roster(
    path: Path,
    *,
    units: Sequence[Sequence[object]] | None = UNITS,
    members: Sequence[Sequence[object]] | None = None,
    non_members: Sequence[Sequence[object]] | None = None,
) -> Path:
    """Write a roster: two grassroots organisations and a cell, unless told otherwise; sheets that are not given are left out."""
    sheets = {
        "Đơn vị": (UNIT_HEADER, units),
        "Đảng viên": (MEMBER_HEADER, members),
        "Quần chúng": (NON_MEMBER_HEADER, non_members),
    }
    return make_book(path, {name: [header, *rows] for name, (header, rows) in sheets.items() if rows is not None})


def make_stored(path: Path, *, purpose: str = "roster", by: str = "tests") -> StoredFile:
    """Store a file as if it had been uploaded."""
    with path.open("rb") as content:
        return store(content, name=path.name, purpose=purpose, by=by, at=AT)
