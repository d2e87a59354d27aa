"""Which two counts are a part and its whole."""

import pytest

from thongsuot.domain.claims.pairs import is_total, pairs_of
from thongsuot.domain.claims.passages import passage_of
from thongsuot.domain.claims.statements import statements_of


def pairs(text: str) -> list[tuple[int, int]]:
    (statement,) = statements_of(passage_of(text))
    return [(int(pair.numerator.value), int(pair.denominator.value)) for pair in pairs_of(statement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("232/240 đồng chí", [(232, 240)]),
        ("4.502 / 4.600 đảng viên", [(4502, 4600)]),
        ("223 đồng chí/230 đồng chí", [(223, 230)]),
        ("223/tổng số 230 đồng chí", [(223, 230)]),
        ("223 trên tổng số 230 đồng chí", [(223, 230)]),
        ("223 đồng chí trên 230 đồng chí", [(223, 230)]),
        ("223 đồng chí trên tổng số đảng viên là 230", [(223, 230)]),
        ("1.900 đại biểu/75 điểm cầu", []),
        ("5 lớp trên tổng số 230 đồng chí", []),
        ("13 cuộc/năm", []),
        ("9/3/2021", []),
        ("20/10", []),
        ("5 lớp cho trên 200 người", []),
        ("37/CT-TW", []),
        ("12/0 đồng chí", []),
    ],
)
def test_pairs_of_when_read_gives(text: str, expected: list[tuple[int, int]]) -> None:
    assert pairs(text) == expected


def test_is_total_when_called_a_whole_is_true() -> None:
    (statement,) = statements_of(passage_of("tổng số 230 đồng chí, tham gia 223 đồng chí"))

    assert [is_total(statement, count) for count in statement.counts[:1]] == [True]
    assert not is_total(statement, statement.counts[1])
