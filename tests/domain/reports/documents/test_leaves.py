import pytest

from tests.builders.documents import make_annex, make_report
from thongsuot.domain.reports.documents.content import AnnexTable, Column, ColumnGroup, ColumnKind
from thongsuot.domain.reports.documents.fitting import AnnexTooWide
from thongsuot.domain.reports.documents.leaves import leaves

NAMING = (ColumnGroup("", (Column("STT", ColumnKind.ORDINAL),)), ColumnGroup("", (Column("Đơn vị", ColumnKind.TEXT),)))


def _wide(groups: int, each: int) -> AnnexTable:
    counted = tuple(ColumnGroup(f"Nhóm {g}", tuple(Column(f"c{g}-{c}") for c in range(each))) for g in range(groups))
    row = (1, "Chi bộ Cục Thuế", *range(1000, 1000 + groups * each))
    return AnnexTable("Kết quả", (*NAMING, *counted), (row, row), total=row, remarks=("Ghi chú",))


def test_leaves_when_every_table_fits_then_each_is_one_leaf() -> None:
    report = make_report(annexes=(make_annex(), make_annex()))

    assert [(leaf.heading, leaf.table) for leaf in leaves(report)] == [
        ("PHỤ LỤC 1", make_annex()),
        ("PHỤ LỤC 2", make_annex()),
    ]


def test_leaves_when_a_table_is_too_wide_then_goes_on_with_the_same_rows() -> None:
    wide = _wide(groups=10, each=6)

    found = list(leaves(make_report(annexes=(wide,))))

    assert [leaf.heading for leaf in found] == ["PHỤ LỤC", "PHỤ LỤC (tiếp theo)", "PHỤ LỤC (tiếp theo)"][: len(found)]
    assert len(found) > 1
    assert all(leaf.table.groups[:2] == NAMING and leaf.fitted.font_pt >= 8 for leaf in found)
    cells = [cell for leaf in found for cell in leaf.table.rows[1][2:]]
    assert cells == list(wide.rows[1][2:])
    assert [cell for leaf in found for cell in (leaf.table.total or ())[2:]] == list(wide.rows[1][2:])


def test_leaves_when_a_table_is_divided_then_remarks_stand_under_the_last() -> None:
    found = list(leaves(make_report(annexes=(_wide(groups=10, each=6),))))

    assert [leaf.table.remarks for leaf in found] == [()] * (len(found) - 1) + [("Ghi chú",)]


def test_leaves_when_one_group_is_too_wide_then_refuses() -> None:
    with pytest.raises(AnnexTooWide):
        list(leaves(make_report(annexes=(_wide(groups=1, each=60),))))
