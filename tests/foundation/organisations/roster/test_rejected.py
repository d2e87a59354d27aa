"""The workbook of rejected rows."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.builders.organisations import make_unit
from tests.builders.rosters import BASE, CELL, MEMBER_HEADER, ROOT, UNITS, make_roster, member, non_member
from thongsuot.foundation.organisations.roster.proposal import RosterProposal, propose_roster
from thongsuot.foundation.organisations.roster.rejected import rejected_rows

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


def _proposal(path: Path) -> RosterProposal:
    return propose_roster(make_unit(name=ROOT), path=path, name=path.name, answers={}, on=DAY)


def test_rejected_rows_hold_the_offices_columns_and_every_reason(tmp_path: Path) -> None:
    wrong = member(name="Lò Thị Mai", born_on="30/02/1980", card="12", email="=1+1@x")
    proposal = _proposal(make_roster(tmp_path / "r.xlsx", members=[member(), wrong]))

    sheet = openpyxl.load_workbook(io.BytesIO(rejected_rows(proposal))).active

    header, row = sheet.iter_rows(values_only=True)
    assert header == (*MEMBER_HEADER, "Cần sửa")
    assert row[1:3] == ("Lò Thị Mai", "30/02/1980")
    assert row[8] == wrong[8] or row[8].date() == wrong[8]
    assert "Ngày sinh: «30/02/1980» không phải ngày hợp lệ" in row[-1]
    assert "Số thẻ đảng: «12»" in row[-1]


def test_rejected_rows_once_corrected_are_accepted(tmp_path: Path) -> None:
    proposal = _proposal(make_roster(tmp_path / "r.xlsx", members=[member(), member(born_on="x")]))
    book = openpyxl.load_workbook(io.BytesIO(rejected_rows(proposal)))
    book.active["C2"] = date(1980, 1, 1)
    book.save(tmp_path / "again.xlsx")
    bloc = make_unit(name=ROOT)
    make_unit(make_unit(bloc, name=BASE), name=CELL)

    again = propose_roster(bloc, path=tmp_path / "again.xlsx", name="again.xlsx", answers={}, on=DAY)

    assert (len(again.new_people), again.errors) == (1, [])


def test_rejected_rows_of_two_sheets_stand_apart_in_the_files_order(tmp_path: Path) -> None:
    units = [*UNITS, (3, "K03", "Chi bộ Lạ", "Loại lạ", ROOT)]
    rows = [member(), member(name="Vi Văn Bình", born_on="x")]
    proposal = _proposal(make_roster(tmp_path / "r.xlsx", units=units, members=rows, non_members=[non_member()]))

    book = openpyxl.load_workbook(io.BytesIO(rejected_rows(proposal)))

    assert {
        sheet.title: [row[0] for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True)] for sheet in book
    } == {
        "Đơn vị": ["K03"],
        "Đảng viên": ["Vi Văn Bình"],
    }
