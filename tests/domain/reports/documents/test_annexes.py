from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thongsuot.domain.reports.documents.annexes import (
    IncompleteRow,
    ProgrammeRow,
    StudyRow,
    incomplete_annex,
    programme_annex,
    study_annex,
)
from thongsuot.domain.reports.documents.columns import Turnout
from thongsuot.domain.reports.documents.content import AnnexTable, Cell
from thongsuot.foundation.core.rates import Rate

FORMS = ("Trực tiếp", "Trực tuyến")
AIM = Decimal("0.98")


def _study_row(unit: str = "Đảng bộ Sở Y tế", **changes: Any) -> StudyRow:
    parts: dict[str, Any] = {"classes": (1, 2), "members": Turnout(50, 52, AIM), "non_members": Turnout(45, 60)}
    return StudyRow(unit, **(parts | changes))


def _row(table: AnnexTable, place: int) -> dict[str, Cell]:
    """A row by the titles over its cells: «Đảng viên/Đã học»."""
    titles = [f"{group.title}/{column.title}" for group in table.groups for column in group.columns]
    return dict(zip(titles, table.all_rows[place], strict=True))


def test_study_annex_when_classes_are_counted_by_form_then_total_is_their_sum() -> None:
    table = study_annex([_study_row(), _study_row(classes=(0, 3))], class_forms=FORMS)

    assert _row(table, 0)["Số lớp/Tổng số"] == 3
    assert _row(table, -1)["Số lớp/Trực tuyến"] == 5
    assert _row(table, -1)["Số lớp/Tổng số"] == 6


def test_study_annex_when_all_is_known_then_rates_are_derived_in_rows_and_total() -> None:
    table = study_annex([_study_row(), _study_row(members=Turnout(48, 48, AIM))], class_forms=FORMS)

    assert _row(table, 0)["Đảng viên/Tỷ lệ trên phải học"] == Rate(50, 52, AIM)
    assert _row(table, -1)["Đảng viên/Tỷ lệ trên phải học"] == Rate(98, 100, AIM)
    assert table.remarks == ()


def test_study_annex_when_a_unit_is_silent_then_it_is_named_and_never_zero() -> None:
    silent = StudyRow("Chi bộ Cục Thuế", members=Turnout(None, 48, AIM), non_members=Turnout(None, 20), reported=False)

    table = study_annex([_study_row(), silent], class_forms=FORMS)

    row = _row(table, 1)
    assert (row["Đảng viên/Đã học"], row["Số lớp/Tổng số"], row["/Ghi chú"]) == (None, None, "Chưa báo cáo")
    assert _row(table, -1)["Đảng viên/Tỷ lệ trên phải học"] == Rate(50, 100, AIM)
    assert table.remarks == ("Số tổng cộng chưa gồm kết quả của 1\u00a0đơn vị chưa báo cáo.",)


def test_study_annex_when_non_members_are_not_declared_then_no_percentage_of_the_whole() -> None:
    table = study_annex([_study_row(), _study_row(non_members=Turnout(40, None))], class_forms=FORMS)

    total = _row(table, -1)
    assert (total["Quần chúng/Tổng số"], total["Quần chúng/Đã học"], total["Quần chúng/Tỷ lệ"]) == ("–", 85, None)
    assert table.remarks == ("1\u00a0đơn vị chưa khai tổng số quần chúng, nên không tính tỷ lệ chung của quần chúng.",)


def test_study_annex_when_nothing_is_known_of_a_group_then_the_group_is_left_out() -> None:
    table = study_annex([_study_row()], class_forms=FORMS)

    assert [group.title for group in table.groups] == ["", "", "Số lớp", "Đảng viên", "Quần chúng"]


@pytest.mark.parametrize(
    "parts",
    [
        {"excused": 1, "unexcused": 0, "unrecorded": 0},
        {"members_in_all": 54, "exempt": 3},
        {"made_up": 51},
    ],
)
def test_study_row_when_parts_do_not_add_up_then_refuses(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Đảng bộ Sở Y tế"):
        _study_row(**parts)


def test_study_row_when_parts_add_up_then_accepts() -> None:
    row = _study_row(excused=1, unexcused=0, unrecorded=1, members_in_all=55, exempt=3, made_up=50)

    assert _row(study_annex([row], class_forms=FORMS), 0)["Đảng viên/Tỷ lệ trên tổng số"] == Rate(50, 55, AIM)


def test_programme_annex_when_some_have_not_issued_then_says_who_and_how_many_have() -> None:
    issued = ProgrammeRow(
        "Đảng bộ Sở Y tế", symbol="12-CTr/ĐU", issued_on=date(2021, 6, 5), on_time=True, tasks=9, below=Turnout(4, 5)
    )
    late = ProgrammeRow("Chi bộ Cục Thuế", symbol="07-KH/CB", issued_on=date(2021, 7, 9), on_time=False, tasks=4)

    table = programme_annex([issued, late, ProgrammeRow("Chi bộ Điện lực")])

    assert [_row(table, place)["/Số, ký hiệu"] for place in range(4)] == [
        "12-CTr/ĐU",
        "07-KH/CB",
        "Chưa ban hành",
        "2/3\u00a0đơn vị đã ban hành",
    ]
    assert [_row(table, place)["/Đúng hạn"] for place in range(4)] == ["Có", "Không", None, "1/3"]
    assert _row(table, -1)["/Số nhiệm vụ"] == 13


def test_programme_annex_when_a_unit_has_no_cells_below_then_is_blank_and_spoils_no_total() -> None:
    table = programme_annex([ProgrammeRow("Đảng bộ A", below=Turnout(4, 5)), ProgrammeRow("Chi bộ B")])

    assert _row(table, 1)["Chi bộ trực thuộc/Tổng số"] == ""
    assert _row(table, 2)["Chi bộ trực thuộc/Tổng số"] == 5


def test_incomplete_annex_when_units_are_given_then_keeps_the_committees_order() -> None:
    rows = [
        IncompleteRow("Chi bộ Vật tư", "Học tập Nghị quyết", 2, "Đi công tác", date(2021, 7, 15)),
        IncompleteRow("Chi bộ An ninh", "Chương trình hành động", reason="Đang lấy ý kiến"),
    ]

    table = incomplete_annex(rows)

    assert [row[1] for row in table.rows] == ["Chi bộ Vật tư", "Chi bộ An ninh"]
    assert _row(table, 1)["/Còn (đồng chí)"] is None
    assert _row(table, -1)["/Còn (đồng chí)"] == 2
