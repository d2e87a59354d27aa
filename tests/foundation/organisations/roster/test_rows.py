"""What a row says of a person."""

from datetime import date

import pytest

from thongsuot.foundation.files.cells import Cell
from thongsuot.foundation.files.table_rows import TableRow
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.roster.columns import Shape, columns_of
from thongsuot.foundation.organisations.roster.rows import RowReading, member_of, non_member_of

DAY = date(2021, 3, 1)
TITLES = {
    column.key: column.title
    for shape in (Shape.MEMBERS, Shape.NON_MEMBERS)
    for column in columns_of(shape, is_one_base=False)
}


def _reading(**cells: Cell) -> RowReading:
    usual: dict[str, Cell] = {
        "name": "Lò Thị Mai",
        "born_on": date(1985, 4, 2),
        "cell": "Chi bộ Văn phòng",
        "base": "Đảng bộ Sở Thử",
        "card": "31000001",
        "official_on": date(2010, 1, 1),
    }
    return RowReading(TableRow(9, usual | cells), sheet="Đảng viên", titles=TITLES, on=DAY)


def _faults(reading: RowReading) -> list[tuple[str, str]]:
    return [(fault.code, fault.column) for fault in reading.errors]


@pytest.mark.parametrize(
    ("official_on", "note", "category"),
    [
        (date(2010, 1, 1), None, Category.OFFICIAL),
        (None, None, Category.PROBATIONARY),
        (date(2021, 3, 2), None, Category.PROBATIONARY),
        (date(2021, 3, 1), None, Category.OFFICIAL),
        (date(2010, 1, 1), "Miễn công tác và sinh hoạt đảng", Category.EXEMPT),
        (date(2010, 1, 1), "miễn công tác và sinh hoạt Đảng", Category.EXEMPT),
        (date(2010, 1, 1), "Nghỉ thai sản", Category.OFFICIAL),
        (None, "Biệt phái", Category.PROBATIONARY),
    ],
)
def test_member_of_category(official_on: date | None, note: str | None, category: Category) -> None:
    person = member_of(_reading(official_on=official_on, note=note), own_base="")

    assert person.category == category


def test_member_of_two_posts_in_one_cell_has_both() -> None:
    person = member_of(_reading(posts="Phó Bí thư Đảng ủy; Báo cáo viên"), own_base="")

    assert [(post, is_of_base) for post, _title, is_of_base in person.posts] == [
        (Post.DEPUTY_SECRETARY, True),
        (Post.RAPPORTEUR, True),
    ]


def test_member_of_unknown_post_is_kept_without_it_and_said() -> None:
    reading = _reading(posts="Bí thư Chi đoàn")

    person = member_of(reading, own_base="")

    assert (person.posts, reading.errors) == ([], [])
    assert [(fault.row, fault.code, fault.column) for fault in reading.warnings] == [(9, "post_unknown", "Chức vụ")]


def test_member_of_unreadable_contact_is_kept_without_it_and_said() -> None:
    reading = _reading(phone="091", email="khong-co")

    person = member_of(reading, own_base="")

    assert (person.phone, person.email, reading.errors) == ("", "", [])
    assert {fault.code for fault in reading.warnings} == {"not_a_phone_number", "not_an_email_address"}


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"name": None}, ("name_missing", "Họ và tên")),
        ({"born_on": "31/02/1980"}, ("not_a_date", "Ngày sinh")),
        ({"born_on": date(2021, 3, 2)}, ("born_in_the_future", "Ngày sinh")),
        ({"card": "123"}, ("not_the_right_digits", "Số thẻ đảng")),
        ({"official_on": "hôm qua"}, ("not_a_date", "Ngày chính thức")),
        ({"cell": None, "base": None}, ("unit_missing", "Chi bộ")),
        ({"card": None, "born_on": None}, ("identity_missing", "Ngày sinh")),
    ],
)
def test_member_of_row_that_cannot_be_accepted_says_why(told: dict[str, Cell], fault: tuple[str, str]) -> None:
    reading = _reading(**told)

    member_of(reading, own_base="")

    assert _faults(reading) == [fault]


def test_member_of_two_wrong_cells_says_both() -> None:
    reading = _reading(born_on="x", card="y")

    member_of(reading, own_base="")

    assert _faults(reading) == [("not_a_date", "Ngày sinh"), ("not_the_right_digits", "Số thẻ đảng")]


def test_member_of_row_without_base_belongs_to_the_organisation_of_the_list() -> None:
    person = member_of(_reading(base=None), own_base="Đảng bộ Sở Thử")

    assert (person.cell, person.base) == ("Chi bộ Văn phòng", "Đảng bộ Sở Thử")


def test_non_member_of_row_without_birth_date_is_nobody_known() -> None:
    reading = RowReading(TableRow(6, {"name": "Vi Thị Xuân", "unit": "Sở"}), sheet="", titles=TITLES, on=DAY)

    non_member_of(reading, own_base="")

    assert _faults(reading) == [("identity_missing", "Ngày sinh")]


def test_non_member_of_row_is_a_non_member_of_the_unit() -> None:
    cells: dict[str, Cell] = {"name": "Vi Thị  Xuân", "unit": "Sở", "born_on": date(1990, 1, 1), "sex": "Nữ"}

    person = non_member_of(RowReading(TableRow(6, cells), sheet="", titles=TITLES, on=DAY), own_base="")

    assert (person.name, person.category, person.sex) == ("Vi Thị Xuân", Category.NON_MEMBER, "FEMALE")
    assert (person.cell, person.base) == ("Sở", "Sở")
