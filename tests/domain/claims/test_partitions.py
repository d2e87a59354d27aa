"""Percentages that make one hundred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind


def partitions(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind is ClaimKind.PERCENT_SUM]


def test_percent_sum_claims_when_subsets_stand_between_leave_them_out() -> None:
    text = (
        "trong sạch, vững mạnh chiếm 87,97% (trong đó, tiêu biểu chiếm 20,59%); hoàn thành tốt chiếm 10,22%; "
        "hoàn thành chiếm 1,42%; yếu kém chiếm 0,39%."
    )

    (claim,) = partitions(text)

    assert [str(part) for part in claim.parts] == ["87.97", "10.22", "1.42", "0.39"]
    assert (claim.verdict, claim.severity) == ("consistent", "none")


def test_percent_sum_claims_when_only_rounding_is_off_say_so() -> None:
    text = (
        "xuất sắc chiếm 13% tổng số và chiếm 16,19% so với số hoàn thành tốt; hoàn thành tốt chiếm 80,42%; "
        "hoàn thành chiếm 5,84%; vi phạm chiếm 0,73%."
    )

    (claim,) = partitions(text)

    assert (str(claim.derived_total), claim.verdict, claim.severity) == ("99.99", "consistent", "rounding")
    assert [claim.verdict for claim in partitions(text.replace("5,84", "8,84"))] == ["inconsistent"]
    assert [claim.verdict for claim in partitions(text.replace("80,42", "30,42"))] == ["inconsistent"]


def test_percent_sum_claims_when_a_scale_does_not_add_up_are_wrong() -> None:
    (claim,) = partitions("Xếp loại: xuất sắc 15%, tốt 75%, hoàn thành 12%, không hoàn thành 1%.")

    assert (claim.derived_total, claim.verdict, claim.severity) == (103, "inconsistent", "material")


def test_percent_sum_claims_when_decimals_are_mixed_leave_small_differences_open() -> None:
    (claim,) = partitions("giỏi 20%, khá 50,25%, trung bình 28%, yếu 1,5%")

    assert (str(claim.derived_total), claim.verdict) == ("99.75", "unverifiable")


@pytest.mark.parametrize(
    "text",
    [
        "Bắc Lý đạt 97,55%, Nam Hòa 98,29%, Tân Phú 98,53%",
        "thạc sĩ 12,5%, đại học 70,2%; cao cấp lý luận 15,4%, trung cấp 40,1%",
        "xuất sắc đạt 20%, tốt đạt 60%, hoàn thành đạt 10%",
        "phấn đấu giỏi 20%, khá 60%, trung bình 19%, yếu 2%",
    ],
)
def test_percent_sum_claims_when_it_is_no_partition_say_nothing(text: str) -> None:
    assert partitions(text) == []


@given(st.integers(1, 9000), st.integers(1, 900), st.integers(1, 90))
def test_percent_sum_claims_when_parts_make_a_hundred_are_consistent(good: int, fair: int, poor: int) -> None:
    shares = [good, fair, poor, 10_000 - good - fair - poor]
    first, second, third, fourth = (f"{share // 100},{share % 100:02d}%" for share in shares)

    claims = partitions(f"Kết quả: loại a {first}, loại b {second}, loại c {third}, loại d {fourth}.")

    assert [(claim.verdict, claim.severity) for claim in claims] == [("consistent", "none")]
