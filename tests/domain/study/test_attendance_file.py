"""What marks mean, and what a list must have."""

from pathlib import Path

import pytest

from tests.builders.spreadsheets import make_xlsx
from tests.builders.study import AT
from thongsuot.domain.study.attendance_file import MarkUnknown, NotAnAttendanceSheet, presence_of, read_attendance
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store

pytestmark = pytest.mark.django_db
HEADER = ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Điểm danh", "Lý do vắng"]


@pytest.fixture
def kept(tmp_path: Path, settings):
    """Store a workbook of these rows."""
    settings.FILES_ROOT = tmp_path / "files"

    def keep(*rows: list[object]) -> StoredFile:
        path = make_xlsx(tmp_path / "diem-danh.xlsx", rows)
        with path.open("rb") as content:
            return store(content, name=path.name, purpose="attendance", by="tests", at=AT)

    return keep


@pytest.mark.parametrize(
    ("cell", "presence"),
    [
        *[(mark, Presence.PRESENT) for mark in ("x", "X", " x ", "c", "C", "có", "Có mặt", "1", 1, 1.0, "✓", True)],
        *[(mark, Presence.ABSENT) for mark in ("v", "V", "vắng", "Vắng", "0", 0, "không", "KP", False)],
        *[(mark, Presence.EXCUSED) for mark in ("p", "CP", "có phép")],
        *[(mark, Presence.NOT_RECORDED) for mark in (None, "", "  ")],
    ],
)
def test_presence_of_every_usual_mark(cell: object, presence: Presence) -> None:
    assert presence_of(cell, "") == presence  # type: ignore[arg-type]


def test_presence_of_an_absence_with_a_reason_is_excused() -> None:
    assert presence_of("v", "Nghỉ ốm") == Presence.EXCUSED
    assert presence_of("x", "Đến muộn") == Presence.PRESENT


@pytest.mark.parametrize("mark", ["?", "2", "đi họp", "xx"])
def test_presence_of_anything_else_refuses(mark: str) -> None:
    with pytest.raises(MarkUnknown, match="Không hiểu dấu"):
        presence_of(mark, "")


def test_read_attendance_under_a_title_keeps_the_files_own_row_numbers(kept) -> None:
    file = kept(
        ["ĐẢNG BỘ TỈNH"],
        ["DANH SÁCH ĐIỂM DANH"],
        HEADER,
        [1, "Trần Thị Ba", "10/8/1977", "Chi bộ A", "Bí thư", "x", "Đến muộn"],
        [2, "Lê Văn Tư", "1/2/1980", "Chi bộ A", None, "v", "Trực ca"],
        [3, "Ngô Văn Năm", "31/2/1980", "Chi bộ A", None, "x", None],
        [4, "Vũ Thị Sáu", "1/3/1981", "Chi bộ A", None, "đi họp", None],
        [5, "Hồ Thị Bảy", "1/4/1981", "Chi bộ A", None, None, None],
        [None, "NGƯỜI LẬP BIỂU"],
    )

    read = read_attendance(file, {})

    assert [(row.row, row.presence, row.reason) for row in read.rows] == [
        (4, Presence.PRESENT, ""),
        (5, Presence.EXCUSED, "Trực ca"),
        (8, Presence.NOT_RECORDED, ""),
    ]
    assert [(fault.row, fault.code) for fault in read.errors] == [(6, "not_a_date"), (7, "mark_unknown")]


def test_read_attendance_without_marks_refuses(kept) -> None:
    with pytest.raises(NotAnAttendanceSheet):
        read_attendance(kept(["Mã đơn vị", "Tổng số"], ["K01", 4]), {})
