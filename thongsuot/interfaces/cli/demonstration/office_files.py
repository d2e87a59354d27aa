"""The files as an office keeps them: title rows, the header on row 5, a signature block below."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thongsuot.interfaces.cli.demonstration.calibration import UNDECLARED
from thongsuot.interfaces.cli.demonstration.members import Member, NonMember
from thongsuot.interfaces.cli.demonstration.units import BASE_COMMITTEE, ROOT_NAME, SUBORDINATE_CELL, BaseUnit

_HEADER_ROW = 4
_SUPERIOR = "ĐẢNG BỘ TỈNH SƠN GIANG"
_ISSUER = "ĐẢNG ỦY KHỐI CƠ QUAN VÀ DOANH NGHIỆP"

Row = Sequence[object]


def roster_file(units: list[BaseUnit], members: list[Member]) -> bytes:
    """Return the list of units and the list of members, two sheets of one workbook."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        _sheet(
            book,
            "Đơn vị",
            "DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC ĐẢNG BỘ KHỐI",
            ["TT", "Mã đơn vị", "Tên tổ chức đảng", "Loại hình", "Trực thuộc", "Bí thư", "Số điện thoại"],
            _unit_rows(units),
        )
        _sheet(
            book,
            "Đảng viên",
            "DANH SÁCH ĐẢNG VIÊN TRONG TOÀN ĐẢNG BỘ KHỐI",
            [
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
            ],
            [_member_row(n, member) for n, member in enumerate(members, start=1)],
        )
    return buffer.getvalue()


def non_members_file(people: list[NonMember]) -> bytes:
    """Return the list of non-members of the units that name them."""
    rows = [
        [
            n,
            p.person.name,
            p.person.born_on,
            "Nữ" if p.person.is_woman else "Nam",
            p.person.people,
            p.base.name,
            "Văn phòng",
            "",
            "",
            "",
        ]
        for n, p in enumerate(people, start=1)
    ]
    head = [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Dân tộc",
        "Đơn vị",
        "Bộ phận",
        "Đoàn thể",
        "Số điện thoại",
        "Ghi chú",
    ]
    return _one_sheet("Quần chúng", "DANH SÁCH QUẦN CHÚNG THAM GIA HỌC TẬP NGHỊ QUYẾT", head, rows)


def totals_file(units: list[BaseUnit], totals: dict[str, int]) -> bytes:
    """Return the totals of non-members as units declared them; those that have not are blank."""
    rows: list[list[object]] = []
    for n, unit in enumerate(units, start=1):
        if unit.code in UNDECLARED:
            rows.append([n, unit.code, unit.name, None, None, "Chưa báo cáo", None, None])
        else:
            total = totals[unit.code]
            rows.append([n, unit.code, unit.name, total, total * 2 // 5, None, "Bí thư", date(2021, 3, 15)])
    rows.append([None, None, "Cộng", sum(totals.values()), sum(t * 2 // 5 for t in totals.values()), None, None, None])
    head = [
        "TT",
        "Mã đơn vị",
        "Tên tổ chức đảng",
        "Tổng số quần chúng",
        "Trong đó: đoàn viên",
        "Ghi chú",
        "Người khai",
        "Ngày khai",
    ]
    return _one_sheet("Tổng hợp", "TỔNG HỢP SỐ QUẦN CHÚNG CỦA CÁC ĐƠN VỊ", head, rows)


def attendance_file(title: str, rows: Sequence[Row]) -> bytes:
    """Return a class's attendance list: name, birth date, unit, posts, mark, reason."""
    head = ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Điểm danh", "Lý do vắng"]
    return _one_sheet("Điểm danh", title, head, [[n, *row] for n, row in enumerate(rows, start=1)])


def _unit_rows(units: list[BaseUnit]) -> list[Row]:
    rows: list[Row] = []
    for n, unit in enumerate(units, start=1):
        rows.append([n, unit.code, unit.name, unit.kind, ROOT_NAME, "", ""])
        if unit.kind == BASE_COMMITTEE:
            rows += [
                [f"{n}.{m}", cell.code, cell.name, SUBORDINATE_CELL, unit.name, "", ""]
                for m, cell in enumerate(unit.cells, start=1)
            ]
    return rows


def _member_row(n: int, member: Member) -> Row:
    person = member.person
    return [
        n,
        person.name,
        person.born_on,
        "Nữ" if person.is_woman else "Nam",
        person.people,
        member.cell.name,
        member.base.name,
        member.card,
        member.admitted_on,
        member.official_on,
        member.posts,
        member.phone,
        member.email,
        "Miễn công tác và sinh hoạt đảng" if member.is_exempt else "",
    ]


def _one_sheet(name: str, title: str, head: list[str], rows: Sequence[Row]) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        _sheet(book, name, title, head, rows)
    return buffer.getvalue()


def _sheet(book: Workbook, name: str, title: str, head: list[str], rows: Sequence[Row]) -> None:
    sheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, _SUPERIOR)
    sheet.write_string(0, len(head) // 2, "ĐẢNG CỘNG SẢN VIỆT NAM", bold)
    sheet.write_string(1, 0, _ISSUER, bold)
    sheet.merge_range(2, 0, 2, len(head) - 1, title, bold)
    sheet.merge_range(3, 0, 3, len(head) - 1, "(Tính đến ngày 28 tháng 02 năm 2021)")
    for column, word in enumerate(head):
        sheet.write_string(_HEADER_ROW, column, word, bold)
    for number, row in enumerate(rows, start=_HEADER_ROW + 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, day)
    foot = _HEADER_ROW + len(rows) + 2
    sheet.write_string(foot, len(head) // 2, "Sơn Giang, ngày 01 tháng 3 năm 2021")
    sheet.write_string(foot + 1, 1, "NGƯỜI LẬP BIỂU", bold)
    sheet.write_string(foot + 1, len(head) // 2, "T/M BAN THƯỜNG VỤ", bold)


def _write(sheet: Worksheet, row: int, column: int, value: object, day: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, str(value))
