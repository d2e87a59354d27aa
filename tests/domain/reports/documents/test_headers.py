from tests.builders.documents import make_annex
from thongsuot.domain.reports.documents.content import Column, ColumnGroup, ColumnKind
from thongsuot.domain.reports.documents.headers import HeaderCell, header_cells, header_lines


def test_header_cells_when_groups_are_mixed_then_cover_the_grid_once() -> None:
    table = make_annex()

    covered = [
        (column, line)
        for cell in header_cells(table)
        for column in range(cell.column, cell.column + cell.columns)
        for line in range(cell.line, cell.line + cell.lines)
    ]

    assert header_lines(table) == 2
    assert sorted(covered) == [(column, line) for column in range(8) for line in range(2)]


def test_header_cells_when_group_has_a_title_then_spans_its_columns() -> None:
    cells = header_cells(make_annex())

    assert HeaderCell("Tên đơn vị", column=1, line=0, columns=1, lines=2) in cells
    assert HeaderCell("Đảng viên", column=3, line=0, columns=3, lines=1) in cells
    assert HeaderCell("Tỷ lệ", column=5, line=1, columns=1, lines=1) in cells


def test_header_cells_when_no_group_has_a_title_then_stand_on_one_line() -> None:
    table = make_annex(
        groups=(ColumnGroup("", (Column("Đơn vị", ColumnKind.TEXT),)), ColumnGroup("", (Column("Đã học"),))),
        rows=(("Chi bộ Cục Thuế", 45),),
        total=None,
    )

    assert header_cells(table) == (HeaderCell("Đơn vị", 0, 0, 1, 1), HeaderCell("Đã học", 1, 0, 1, 1))
