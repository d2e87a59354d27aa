"""Reading a file into units and people."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders.rosters import (
    FIRST_ROW,
    MEMBER_HEADER,
    NON_MEMBER_HEADER,
    UNIT_HEADER,
    UNITS,
    make_book,
    make_roster,
    member,
    non_member,
)
from thongsuot.foundation.organisations.roster.columns import Shape
from thongsuot.foundation.organisations.roster.reading import NotARoster, RosterFile, read_roster

DAY = date(2021, 3, 1)


def _read(path: Path, *, own_base: str = "", **answers: str) -> RosterFile:
    return read_roster(path, name=path.name, answers=answers, on=DAY, own_base=own_base)


def test_read_roster_under_titles_gives_units_and_people_with_the_files_row_numbers(tmp_path: Path) -> None:
    roster = _read(make_roster(tmp_path / "r.xlsx", members=[member(), member()], non_members=[non_member()]))

    assert [(unit.row, unit.code) for unit in roster.units] == [(6, "K01"), (7, "K01.01"), (8, "K02")]
    assert [(person.sheet, person.row) for person in roster.people] == [
        ("Đảng viên", FIRST_ROW),
        ("Đảng viên", FIRST_ROW + 1),
        ("Quần chúng", FIRST_ROW),
    ]
    assert (roster.rows, roster.errors, roster.questions) == (3, [], [])


def test_read_roster_says_what_it_does_not_take_over(tmp_path: Path) -> None:
    sheets = {"Đảng viên": [(*MEMBER_HEADER, "Nhóm máu"), (*member(), "O")], "Biểu khác": [("Tháng", "Thu"), (1, 2)]}

    roster = _read(make_book(tmp_path / "r.xlsx", sheets))

    told = [(fault.row, fault.code) for fault in roster.warnings]
    assert told == [(None, "sheet_ignored"), (None, "columns_unused"), (8, "ignored"), (9, "ignored")]
    assert "Nhóm máu" in roster.warnings[1].message
    assert "Lê Thị Ký" in roster.warnings[3].message


def test_read_roster_blank_row_between_people_ends_nothing(tmp_path: Path) -> None:
    sheets = {"Đảng viên": [MEMBER_HEADER, member(), (), member()]}

    roster = _read(make_book(tmp_path / "r.xlsx", sheets))

    assert [person.row for person in roster.people] == [6, 8]


def test_read_roster_row_in_error_is_kept_apart_and_counted(tmp_path: Path) -> None:
    roster = _read(make_roster(tmp_path / "r.xlsx", members=[member(born_on="30/02/1980"), member()]))

    assert (roster.rows, len(roster.people)) == (2, 1)
    assert [(f.row, f.code, f.column, f.sheet) for f in roster.errors] == [(6, "not_a_date", "Ngày sinh", "Đảng viên")]


def test_read_roster_unknown_columns_are_refused_with_what_was_seen_and_wanted(tmp_path: Path) -> None:
    path = make_book(tmp_path / "r.xlsx", {"Thu chi": [("Tháng", "Thu", "Chi"), (1, 2, 3)]})

    with pytest.raises(NotARoster, match=r"Thu chi.*Mã đơn vị.*Số thẻ đảng"):
        _read(path)


def test_read_roster_totals_sheet_is_no_list_of_units(tmp_path: Path) -> None:
    header = ("TT", "Mã đơn vị", "Tên tổ chức đảng", "Tổng số quần chúng", "Ghi chú")

    with pytest.raises(NotARoster):
        _read(make_book(tmp_path / "r.xlsx", {"Tổng hợp": [header, (1, "K01", "Đảng bộ Sở Thử", 12, None)]}))


def test_read_roster_column_of_unknown_name_is_asked_and_answered(tmp_path: Path) -> None:
    header = [title if title != "Số thẻ đảng" else "Số hiệu" for title in MEMBER_HEADER]
    path = make_book(tmp_path / "r.xlsx", {"Đảng viên": [header, member(card="31000077")]})

    asked = _read(path)
    answered = _read(path, **{"members.column_card": "H"})

    assert [question.code for question in asked.questions] == ["members.column_card"]
    assert "H" in {option.code for option in asked.questions[0].options}
    assert asked.people == []
    assert [person.card for person in answered.people] == ["31000077"]


def test_read_roster_answer_about_people_does_not_touch_the_sheet_of_units(tmp_path: Path) -> None:
    header = [title if title != "Họ và tên" else "Đồng chí" for title in MEMBER_HEADER]
    path = make_book(tmp_path / "r.xlsx", {"Đơn vị": [UNIT_HEADER, *UNITS], "Đảng viên": [header, member()]})

    roster = _read(path, **{"members.column_name": "B"})

    assert [unit.code for unit in roster.units] == ["K01", "K01.01", "K02"]
    assert len(roster.people) == 1


def test_read_roster_two_sheets_of_members_asks_which(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "r.xlsx", {"Năm 2020": [MEMBER_HEADER, member()], "Năm 2021": [MEMBER_HEADER, member(), member()]}
    )

    asked = _read(path)

    assert [question.code for question in asked.questions] == ["sheet_members"]
    assert asked.warnings == []  # a sheet that is asked about is not left yet
    assert [option.message for option in asked.questions[0].options][:2] == ["Năm 2020", "Năm 2021"]
    assert len(_read(path, sheet_members="2").people) == 2
    assert len(_read(path, sheet_members="all").people) == 3


@pytest.mark.parametrize(("answer", "people"), [("non_members", 1), ("none", None)])
def test_read_roster_list_that_does_not_say_of_whom_is_asked(tmp_path: Path, answer: str, people: int | None) -> None:
    header = ("TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Có mặt")
    path = make_book(tmp_path / "r.xlsx", {"Điểm danh": [header, (1, "Vi Thị Xuân", date(1990, 1, 1), "Sở", "x")]})

    asked = _read(path)

    assert [question.code for question in asked.questions] == ["people_1"]
    if people is None:
        with pytest.raises(NotARoster):
            _read(path, people_1=answer)
    else:
        assert len(_read(path, people_1=answer).people) == people


def test_read_roster_non_members_are_known_by_the_sheets_title(tmp_path: Path) -> None:
    header = [title for title in NON_MEMBER_HEADER if title != "Đoàn thể"]
    row = [cell for title, cell in zip(NON_MEMBER_HEADER, non_member(), strict=True) if title != "Đoàn thể"]

    roster = _read(make_book(tmp_path / "r.xlsx", {"Quần chúng": [header, row]}))

    assert (len(roster.people), roster.questions) == (1, [])


def test_read_roster_kept_inside_one_organisation_needs_no_column_for_it(tmp_path: Path) -> None:
    keep = [place for place, title in enumerate(MEMBER_HEADER) if title != "Đảng bộ/Chi bộ cơ sở"]
    header, row = [MEMBER_HEADER[place] for place in keep], member()
    path = make_book(tmp_path / "r.xlsx", {"Đảng viên": [header, [row[place] for place in keep]]})

    inside, above = _read(path, own_base="Đảng bộ Sở Thử"), _read(path)

    assert [person.base for person in inside.people] == ["Đảng bộ Sở Thử"]
    assert [question.code for question in above.questions] == ["members.column_base"]


def test_read_roster_remembered_header_is_not_asked_again(tmp_path: Path) -> None:
    header = [title if title != "Số thẻ đảng" else "Số hiệu" for title in MEMBER_HEADER]
    path = make_book(tmp_path / "r.xlsx", {"Đảng viên": [header, member()]})

    roster = read_roster(path, name=path.name, answers={}, on=DAY, remembered={Shape.MEMBERS: {"card": "Số hiệu"}})

    assert (len(roster.people), roster.questions) == (1, [])


def test_read_roster_csv_of_members(tmp_path: Path) -> None:
    row = member(official_on="03/02/2006", born_on="01/01/1980", admitted_on="03/02/2005", card="00000012")
    text = ";".join(MEMBER_HEADER) + "\r\n" + ";".join("" if cell is None else str(cell) for cell in row) + "\r\n"
    path = tmp_path / "r.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    roster = _read(path)

    assert [(person.row, person.card, person.born_on) for person in roster.people] == [
        (2, "00000012", date(1980, 1, 1))
    ]
