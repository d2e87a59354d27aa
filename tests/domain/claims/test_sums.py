"""Whether parts add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind


def sums(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind is ClaimKind.SUM]


@pytest.mark.parametrize(
    ("text", "parts", "total", "verdict"),
    [
        ("mở 24 lớp (huyện mở 9 lớp, cấp ủy các xã, thị trấn mở 15 lớp)", (9, 15), 24, "consistent"),
        ("mở 24 lớp (huyện mở 9 lớp, xã mở 16 lớp)", (9, 16), 24, "inconsistent"),
        ("có 90 tổ chức cơ sở đảng, gồm 31 đảng bộ, 49 chi bộ", (31, 49), 90, "inconsistent"),
        ("có 90 tổ chức cơ sở đảng (31 đảng bộ cơ sở với 288 chi bộ và 59 chi bộ cơ sở)", (31, 59), 90, "consistent"),
        ("có 52 tổ chức cơ sở đảng (gồm 31 đảng bộ và 21 chi bộ) với 6.390 đảng viên", (31, 21), 52, "consistent"),
        ("823 đồng chí, chia ra: cấp tỉnh 46, cấp huyện 146, cấp cơ sở 631", (46, 146, 631), 823, "consistent"),
        (
            "đợt 1 có 1.520 đồng chí, đợt 2 có 1.730 đồng chí, tổng cộng 3.520 đồng chí",
            (1520, 1730),
            3520,
            "inconsistent",
        ),
        ("Tổng 48 lớp = 1 + 13 + 36", (1, 13, 36), 48, "inconsistent"),
        ("9 + 15 = 24 lớp", (9, 15), 24, "consistent"),
        (
            "có 14 lớp học.\n\nCụ thể, có 2 lớp cho cán bộ; 1 lớp cho Công an và 11 lớp cho 13 phường.",
            (2, 1, 11),
            14,
            "consistent",
        ),
        ("có 14 lớp: huyện 2 lớp, xã 11 lớp", (2, 11), 14, "inconsistent"),
        ("82 lớp, trong đó 45 lớp trực tiếp, 47 lớp trực tuyến", (45, 47), 82, "inconsistent"),
        (
            "Tổng số bài là 2.269 bài, trong đó giỏi 452 bài (19,97%), khá 1.358 bài (60,01%), đạt 453 bài (20,02%)",
            (452, 1358, 453),
            2269,
            "inconsistent",
        ),
        ("Tổng số lớp: 24, trong đó huyện 9 lớp, xã 16 lớp.", (9, 16), 24, "inconsistent"),
        (
            "81 tổ chức với 3.918 đảng viên. Trong đó, có 21 tổ chức ở tỉnh; 60 tổ chức ở huyện",
            (21, 60),
            81,
            "consistent",
        ),
    ],
)
def test_sum_claims_when_a_total_is_broken_down_add_it_up(
    text: str, parts: tuple[int, ...], total: int, verdict: str
) -> None:
    (claim,) = sums(text)

    assert (claim.parts, claim.stated_total, claim.verdict) == (parts, total, verdict)
    assert claim.derived_total == sum(parts)


@pytest.mark.parametrize(
    "text",
    [
        "Lớp có 118 đảng viên, trong đó 40 đồng chí nữ, 50 đồng chí trẻ, 60 đồng chí có trình độ đại học",
        "Có 82 lớp, trong đó 20 lớp ở huyện, 30 lớp ở xã",
        "230 đại biểu, gồm 15 đồng chí trong Ban Thường vụ, 40 bí thư và các đồng chí báo cáo viên",
        "45 đồng chí, gồm 20 đồng chí ở huyện, 15 đồng chí ở xã và các đồng chí khác",
        "Đoàn gồm 5 đồng chí do đồng chí Bí thư dẫn đầu",
        "82 lớp, gồm 4.502 đảng viên và 4.225 quần chúng",
        "45 đồng chí (12 nữ, 5 dân tộc)",
        "45 đồng chí (1 bí thư, 2 phó bí thư, 12 ủy viên Ban Thường vụ)",
    ],
)
def test_sum_claims_when_the_parts_need_not_add_up_say_nothing(text: str) -> None:
    assert sums(text) == []


def test_sum_claims_when_a_subset_is_nearly_the_whole_leave_it_open() -> None:
    (claim,) = sums("Có 90 chi bộ, trong đó 21 chi bộ cơ quan, 53 chi bộ doanh nghiệp, 10 chi bộ trường học")

    assert (claim.verdict, claim.derived_total) == ("unverifiable", 84)


def test_sum_claims_when_changes_stand_beside_add_them_too() -> None:
    text = "có 787 tổ chức cơ sở đảng (tăng 11), gồm 269 đảng bộ cơ sở (tăng 08), 518 chi bộ cơ sở (tăng 3)."

    assert [(claim.parts, claim.stated_total, claim.verdict) for claim in sums(text)] == [
        ((269, 518), 787, "consistent"), ((8, 3), 11, "consistent"),
    ]  # fmt: skip
    assert [claim.verdict for claim in sums(text.replace("tăng 3", "tăng 4"))] == ["consistent", "inconsistent"]


def test_sum_claims_when_one_marker_belongs_to_another_total_take_the_total_of_their_noun() -> None:
    (claim,) = sums("có 81 tổ chức cơ sở đảng với 3.918 đảng viên, gồm 21 đảng bộ và 60 chi bộ")

    assert (claim.stated_total, claim.verdict) == (81, "consistent")


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=6))
def test_sum_claims_when_parts_add_up_are_consistent(parts: list[int]) -> None:
    listed = ", ".join(f"{part} lớp cụm {chr(97 + place)}" for place, part in enumerate(parts))

    assert [claim.verdict for claim in sums(f"Mở {sum(parts)} lớp, gồm {listed}.")] == ["consistent"]
