"""What cannot be."""

import pytest

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import ClaimKind


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ có 1.240 đảng viên, trong đó có 1.420 đảng viên nữ.",
        "Lớp thứ nhất có 245/240 đồng chí tham gia.",
        "Có 4.702/4.600 đảng viên học tập, đạt 102,22%.",
        "Toàn xã có 104,5% đảng viên được quán triệt.",
    ],
)
def test_limit_claims_when_a_part_is_above_its_whole_are_wrong(text: str) -> None:
    (claim,) = check_text(text)

    assert (claim.kind, claim.verdict, claim.severity) == (ClaimKind.PLAUSIBILITY, "inconsistent", "material")


@pytest.mark.parametrize(
    "text",
    [
        "Kết nạp 152/150 đảng viên, vượt kế hoạch.",
        "Số tin đạt 120/100 tin, bài, vượt 20% kế hoạch.",
        "Có 20 báo cáo viên tuyên truyền cho nông dân, trong đó 500 hội viên.",
        "Có 82 lớp cho 20 đảng bộ, trong đó 300 đảng viên mới.",
        "Thu 105% đảng viên đăng ký.",
        "Hội trường đường 30/4 phường An Phú.",
    ],
)
def test_limit_claims_when_more_is_possible_say_nothing(text: str) -> None:
    assert [claim for claim in check_text(text) if claim.kind is ClaimKind.PLAUSIBILITY] == []
