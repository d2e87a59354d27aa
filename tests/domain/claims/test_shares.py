"""Shares whose counts stand apart."""

import pytest

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind


def ratios(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind is ClaimKind.RATIO]


@pytest.mark.parametrize(
    ("text", "part", "whole", "verdict"),
    [
        ("tổng số 230 đồng chí, tham gia 223 đồng chí (đạt 96,96%)", 223, 230, "consistent"),
        ("tổng số 230 đồng chí, tham gia 223 đồng chí (đạt 90,12%)", 223, 230, "inconsistent"),
        ("Đảng bộ có 230 đảng viên, trong đó 223 đồng chí tham gia, đạt 96,69%.", 223, 230, "inconsistent"),
        ("Có 4.502 đảng viên dự, đạt 97,27% trên tổng số 4.600 đảng viên", 4502, 4600, "inconsistent"),
        ("4.502 đảng viên học tập (đạt 97,27% trong tổng số 4.600 đảng viên).", 4502, 4600, "inconsistent"),
        (
            "Tổng số đảng viên là 4.600 đồng chí; số đã học là 4.502 đồng chí; tỷ lệ đạt 97,87%.",
            4502,
            4600,
            "consistent",
        ),
        ("Phát ra 500 phiếu, thu về 480 phiếu, đạt 98%.", 480, 500, "inconsistent"),
        ("Triệu tập 240 đồng chí, có mặt 232 đồng chí, vắng 8 đồng chí, đạt 96,67%", 232, 240, "consistent"),
        ("Toàn Đảng bộ 4.600 đảng viên; tham gia học tập: 4.502 đồng chí (97,27%).", 4502, 4600, "inconsistent"),
        ("Hội nghị có 230 đại biểu, trong đó 45 đại biểu nữ, chiếm 19,57%.", 45, 230, "consistent"),
        ("Tổng số 230 đồng chí, dự 223 đồng chí của 15 chi bộ, đạt 96,96%.", 223, 230, "consistent"),
        ("Tổng số 330 đồng chí, tham gia 632 đồng chí (đạt 96,97%)", 632, 330, None),
    ],
)
def test_share_claims_when_the_whole_stands_apart_find_it(
    text: str, part: int, whole: int, verdict: str | None
) -> None:
    found = [(claim.numerator, claim.denominator, claim.verdict) for claim in ratios(text)]

    assert found == ([(part, whole, verdict)] if verdict else [])


def test_share_claims_when_a_list_shares_one_whole_judge_each() -> None:
    text = (
        "Có 650 tổ chức được đánh giá, trong đó xuất sắc 130 tổ chức, chiếm 20%; tốt 455 (70%); "
        "hoàn thành 60 (9,32%), riêng xã 30 (50%); không hoàn thành 5 (0,77%)."
    )

    found = {claim.numerator: (claim.denominator, claim.verdict) for claim in ratios(text)}

    assert found[60] == (650, "inconsistent")
    assert found[30] == (60, "consistent")
    assert [found[part] for part in (130, 455, 5)] == [(650, "consistent")] * 3


def test_share_claims_when_only_one_share_of_a_list_fits_a_whole_leave_the_others() -> None:
    text = "Mời 230 đảng viên; 223 đảng viên dự, đạt 96,96%; 180 đồng chí viết bài, đạt 85%."

    assert [(claim.numerator, claim.verdict) for claim in ratios(text)] == [(223, "consistent")]


def test_share_claims_when_the_rest_is_told_later_infer_the_whole() -> None:
    text = "Đến hết ngày 30 - 6, có 765 chi bộ xong đại hội, đạt 98,9%.\n\nHiện chỉ còn 8 chi bộ chưa xong."

    (claim,) = ratios(text)

    assert (claim.numerator, claim.denominator, claim.verdict, claim.severity) == (765, 773, "inconsistent", "rounding")


@pytest.mark.parametrize(
    "text",
    [
        "quán triệt cho 377.983 lượt cán bộ, trong đó có 78.379 lượt đảng viên, đạt tỷ lệ 98%",
        "cho 530.752 lượt đoàn viên, đạt 90,27% so tổng số đoàn viên toàn tỉnh",
        "Đảng bộ có 4.600 đảng viên. Đã mở lớp cho 1.200 người, đạt 98,5%.",
        "Kết nạp 152 đảng viên, đạt 101,3% chỉ tiêu.",
        "Hiện có 4.225 quần chúng được phổ biến, đạt 91%.",
        "Đảng bộ xã An có 230 đảng viên. Tại xã Bình, 223 đồng chí đã học, đạt 96,69%.",
    ],
)
def test_share_claims_when_no_whole_is_tied_to_the_percentage_say_nothing(text: str) -> None:
    assert ratios(text) == []
