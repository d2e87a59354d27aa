"""Titles of causes."""

import pytest

from thongsuot.foundation.organisations.roster.causes import cause_text


@pytest.mark.parametrize(
    ("code", "column", "title"),
    [
        ("not_a_date", "Ngày sinh", "Ngày sinh: không phải ngày hợp lệ"),
        ("unit_unknown", "Chi bộ", "Không có đơn vị này"),
        ("columns_unused", "", "Cột không nhập"),
        ("not_a_date", "", "Không phải ngày hợp lệ"),
        ("something_new", "Ghi chú", "Ghi chú"),
        ("something_new", "", "something_new"),
    ],
)
def test_cause_text_names_the_column_where_the_cause_may_lie_in_any(code: str, column: str, title: str) -> None:
    assert cause_text(code, column) == title
