"""Which counts belong to a breakdown, and to which total."""

from thongsuot.domain.claims.breakdowns import Opening, breakdowns_of
from thongsuot.domain.claims.examination import examination_of


def first(text: str) -> tuple[Opening, int, list[int], bool]:
    examination = examination_of(text)
    found = next(breakdowns_of(examination, examination.statements[-1]))
    return found.opening, int(found.total.value), [int(part.value) for part in found.parts], found.is_open


def test_breakdowns_of_when_opened_by_a_word_or_bracket_know_which() -> None:
    assert first("24 lớp, gồm 9 lớp huyện và 15 lớp xã") == (Opening.FIRM, 24, [9, 15], False)
    assert first("24 lớp (9 lớp huyện, 15 lớp xã)") == (Opening.BRACKET, 24, [9, 15], False)
    assert first("24 lớp, trong đó 9 lớp huyện") == (Opening.SUBSET, 24, [9], False)
    assert first("Mở 24 lớp. Cụ thể, 9 lớp huyện, 15 lớp xã") == (Opening.DETAIL, 24, [9, 15], False)


def test_breakdowns_of_when_a_part_is_broken_down_itself_skip_that() -> None:
    assert first("24 lớp, gồm 9 lớp huyện (trong đó 2 lớp cán bộ), 15 lớp xã")[2] == [9, 15]
    assert first("24 lớp, gồm 9 lớp huyện, trong đó 2 lớp cán bộ; 15 lớp xã")[2] == [9, 15]


def test_breakdowns_of_when_parts_have_wholes_of_their_own_are_none() -> None:
    examination = examination_of("Có 268 người dự, gồm 223/230 đảng viên và 45/50 quần chúng")

    assert list(breakdowns_of(examination, examination.statements[0])) == []


def test_breakdowns_of_when_things_stay_unnumbered_are_open() -> None:
    assert first("24 lớp, gồm 9 lớp huyện, 12 lớp xã và các lớp khác")[3]
    assert first("24 lớp, gồm 9 lớp huyện, hơn 10 lớp xã")[3]
