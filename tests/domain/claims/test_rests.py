"""What is left over."""

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind


def differences(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind is ClaimKind.DIFFERENCE]


def told(text: str) -> list[tuple[object, object, str]]:
    return [(claim.stated_total, claim.derived_total, claim.verdict.value) for claim in differences(text)]


def test_difference_claims_when_the_rest_follows_check_it() -> None:
    assert told("Có 4.502/4.600 đảng viên đã học, đạt 97,87%; còn 98 đồng chí chưa học.") == [(98, 98, "consistent")]
    assert told("Có 4.502/4.600 đảng viên đã học, đạt 97,87%; còn 89 đồng chí chưa học.") == [(89, 98, "inconsistent")]
    assert told("Đã có 13/17 đảng bộ xong. Còn 5 đảng bộ chưa xong.") == [(5, 4, "inconsistent")]
    assert told("Tổng số 240 đồng chí, có mặt 232 đồng chí, vắng 8 đồng chí.") == [(8, 8, "consistent")]
    assert told("Đảng bộ có 4.600 đảng viên, đã học 4.502 đồng chí, đạt 97,87%; còn 89 đồng chí chưa học.") == [
        (89, 98, "inconsistent")
    ]


def test_difference_claims_when_the_rest_comes_in_two_add_them() -> None:
    assert told("Dự 232/240 đồng chí, vắng 5 đồng chí có lý do, 3 đồng chí không lý do.") == [(8, 8, "consistent")]


def test_difference_claims_when_something_else_is_left_say_nothing() -> None:
    assert told("Có 4.502/4.600 đảng viên đã học; riêng xã An còn 12 đồng chí chưa học.") == []
    assert told("Có 4.502/4.600 đảng viên đã học; còn 3 lớp chưa mở.") == []
    assert told("Có 45/52 câu hỏi được trả lời, còn 7 câu hỏi đang tổng hợp.") == []
