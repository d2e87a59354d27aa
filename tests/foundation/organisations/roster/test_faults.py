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
    assert groups[0].messages == ("«x» không phải ngày.", "«y» không phải ngày.")


def test_grouped_keeps_three_different_messages() -> None:
    faults = [SheetFault(n, "unit_unknown", f"Không có đơn vị “{name}”.") for n, name in enumerate("AABCD")]

    groups = grouped(faults)

    assert [message[-3] for message in groups[0].messages] == ["A", "B", "C"]
    assert groups[0].rows == (0, 1, 2, 3, 4)


def test_in_order_stands_as_the_rows_stand_the_file_first() -> None:
    faults = [SheetFault(9, "b", ""), SheetFault(None, "file", ""), SheetFault(7, "a", "")]

    assert [fault.code for fault in in_order(faults)] == ["file", "a", "b"]
