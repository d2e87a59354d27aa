from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.reports.documents.columns import (
    NOT_APPLICABLE,
    Turnout,
    all_of,
    annex_of,
    bases,
    counts,
    rates,
    words,
)
from thongsuot.domain.reports.documents.content import ColumnKind
from thongsuot.foundation.core.rates import Rate

PEOPLE = st.integers(0, 500)
TURNOUTS = st.lists(st.builds(Turnout, attended=PEOPLE, expected=st.integers(500, 900)), min_size=1, max_size=8)


@given(TURNOUTS)
def test_all_of_when_everything_is_known_then_adds_both_numbers(turnouts: list[Turnout]) -> None:
    overall = all_of(turnouts)

    assert overall.attended == sum(turnout.attended or 0 for turnout in turnouts)
    assert overall.expected == sum(turnout.expected or 0 for turnout in turnouts)


@given(TURNOUTS)
def test_all_of_when_one_base_is_not_known_then_there_is_no_overall_rate(turnouts: list[Turnout]) -> None:
    overall = all_of([*turnouts, Turnout(attended=45, expected=None)])

    assert overall.expected is None
    assert overall.rate is None
    assert overall.attended == 45 + sum(turnout.attended or 0 for turnout in turnouts)


def test_all_of_when_a_unit_has_not_reported_then_its_people_stay_in_the_base() -> None:
    overall = all_of([Turnout(50, 52, Decimal("0.98")), Turnout(None, 48, Decimal("0.98"))])

    assert overall.rate == Rate(50, 100, Decimal("0.98"))


def test_annex_of_when_no_unit_has_anything_in_a_column_then_leaves_it_out() -> None:
    rules = [words("Ghi chú", lambda row: ""), counts("Đã học", lambda row: row[1]), counts("Học bù", lambda row: None)]

    table = annex_of("Kết quả", rules, [("Chi bộ A", 0), ("Chi bộ B", 4)], names=lambda row: row[0])

    assert [column.title for column in table.columns] == ["STT", "Tên đơn vị", "Đã học"]


def test_annex_of_when_units_come_in_an_order_then_keeps_it_and_numbers_it() -> None:
    rules = [counts("Đã học", lambda row: row[1])]

    table = annex_of("Kết quả", rules, [("Vinh", 9), ("An", 1)], names=lambda row: row[0])

    assert table.rows == ((1, "Vinh", 9), (2, "An", 1))
    assert table.total == ("", "Tổng cộng", 10)


def test_annex_of_when_neighbours_share_a_group_then_stand_under_one_title() -> None:
    rules = [
        counts("Đã học", lambda row: 1, group="Đảng viên"),
        counts("Vắng", lambda row: 2, group="Đảng viên"),
        counts("Lượt", lambda row: 3),
        counts("Khác", lambda row: 4),
    ]

    table = annex_of("Kết quả", rules, ["Chi bộ"], names=str)

    assert [(group.title, len(group.columns)) for group in table.groups[2:]] == [("Đảng viên", 2), ("", 1), ("", 1)]


def test_bases_when_one_is_not_declared_then_the_whole_is_not_known() -> None:
    rule = bases("Tổng số", lambda row: row, declared=True)

    assert rule.kind is ColumnKind.DECLARED
    assert rule.of_all([60, None, 40]) == "–"
    assert rule.of_all([60, NOT_APPLICABLE, 40]) == 100


def test_rates_when_units_differ_in_size_then_total_is_derived_not_averaged() -> None:
    rule = rates("Tỷ lệ", lambda turnout: turnout)

    assert rule.of_all([Turnout(1, 1), Turnout(0, 99)]) == Rate(1, 100)
