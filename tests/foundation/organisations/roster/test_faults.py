"""Faults in order and by cause."""

from thongsuot.foundation.organisations.roster.faults import SheetFault, grouped, in_order


def test_grouped_puts_one_cause_together_most_frequent_first() -> None:
    faults = [
        SheetFault(9, "unit_unknown", "Không có đơn vị “A”.", "Chi bộ", "Đảng viên"),
        SheetFault(7, "not_a_date", "«x» không phải ngày.", "Ngày sinh", "Đảng viên"),
        SheetFault(8, "not_a_date", "«y» không phải ngày.", "Ngày sinh", "Đảng viên"),
    ]

    groups = grouped(faults)

    assert [(group.code, group.rows) for group in groups] == [("not_a_date", (7, 8)), ("unit_unknown", (9,))]
    assert groups[0].message == "«x» không phải ngày."


def test_in_order_stands_as_the_rows_stand_the_file_first() -> None:
    faults = [SheetFault(9, "b", ""), SheetFault(None, "file", ""), SheetFault(7, "a", "")]

    assert [fault.code for fault in in_order(faults)] == ["file", "a", "b"]
