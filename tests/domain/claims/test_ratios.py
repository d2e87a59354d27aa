"""Shares whose counts stand side by side, as `check_text` finds them."""

from decimal import Decimal

import pytest

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind

C, R, M = ("consistent", "none"), ("inconsistent", "rounding"), ("inconsistent", "material")


def ratios(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind is ClaimKind.RATIO]


@pytest.mark.parametrize(
    ("text", "part", "whole", "outcome"),
    [
        ("82 lớp cho 4.502/4.600 đảng viên chiếm 97,27% và 4.225 quần chúng.", 4502, 4600, M),
        ("cho 4.207/4.412 cán bộ, đảng viên thuộc 41 Chi, Đảng bộ cơ sở, đạt tỷ lệ 95,35%", 4207, 4412, C),
        ("có 223 trên tổng số 230 đồng chí, đạt 96,96%", 223, 230, C),
        ("223 đồng chí tham gia, đạt tỷ lệ 96,9% (223/230)", 223, 230, R),
        ("Có 97,87% đảng viên (4.502/4.600) dự học.", 4502, 4600, C),
        ("(4.502/4.600 đồng chí, đạt 97,27%)", 4502, 4600, M),
        ("Đạt 97,27%, tương ứng 4.502/4.600 đảng viên.", 4502, 4600, M),
        ("Số đảng viên tham gia: 4.502/4.600; tỷ lệ: 97,27%.", 4502, 4600, M),
        ("Đến nay 4.502/4.600 đảng viên đã học (trong đó 120 dự bị), đạt 97,87%.", 4502, 4600, C),
        ("4.502/4.600 đảng viên, vượt chỉ tiêu 95%, đạt 97,87%.", 4502, 4600, C),
        ("Có hơn 97% đảng viên (4.502/4.600) học.", 4502, 4600, C),
        ("4.502 / 4.600 đảng viên – 97,27 %.", 4502, 4600, M),
    ],
)
def test_ratio_claims_when_a_percentage_follows_or_leads_judge_it(
    text: str, part: int, whole: int, outcome: tuple[str, str]
) -> None:
    (claim,) = ratios(text)

    assert (claim.numerator, claim.denominator) == (part, whole)
    assert (claim.verdict, claim.severity) == outcome
    assert text[claim.start : claim.end] == claim.text


def test_ratio_claims_when_no_percentage_is_given_derive_it() -> None:
    (claim,) = ratios("mở 1 lớp cho 232/240 đồng chí cán bộ chủ chốt, đến 100% cán bộ được phổ biến")

    assert (claim.stated_percent, claim.derived_percent, claim.verdict) == (None, Decimal("96.67"), "consistent")


@pytest.mark.parametrize(
    "text",
    [
        "4.502/4.600 đảng viên dự học, phấn đấu đạt 98% trở lên",
        "232/240 đồng chí; 100% chi bộ xây dựng kế hoạch",
        "232/240 đồng chí dự, đạt 100% kế hoạch",
        "4.502/4.600 đảng viên và 4.225 quần chúng dự, đạt 60%",
        "Với 100% chi bộ, có 4.502/4.600 đảng viên dự",
    ],
)
def test_ratio_claims_when_the_percentage_speaks_of_something_else_leave_it(text: str) -> None:
    assert [claim.stated_percent for claim in ratios(text)] == [None]


def test_ratio_claims_when_pairs_and_percentages_stand_in_rows_tie_them_in_turn() -> None:
    claims = ratios("Có 223/230 đảng viên và 150/160 quần chúng dự, đạt lần lượt 96,96% và 92,75%.")

    assert [(claim.numerator, claim.stated_percent, claim.verdict) for claim in claims] == [
        (223, Decimal("96.96"), "consistent"), (150, Decimal("92.75"), "inconsistent"),
    ]  # fmt: skip


def test_ratio_claims_when_one_percentage_follows_two_pairs_believe_their_sum() -> None:
    (first, both) = ratios("Có 223/230 đảng viên và 150/160 quần chúng dự, đạt 95,64%.")

    assert first.stated_percent is None
    assert (both.numerator, both.denominator, both.verdict) == (373, 390, "consistent")


def test_ratio_claims_when_a_later_count_proves_the_percentage_leave_it_to_that_count() -> None:
    claims = ratios("Bỏ phiếu: 37/37 phiếu hợp lệ, đồng ý 36 phiếu, đạt 97,3%.")

    assert [(claim.numerator, claim.verdict) for claim in claims] == [(37, "consistent"), (36, "consistent")]


def test_ratio_claims_when_counts_are_hedged_do_not_judge_closely() -> None:
    (close, far) = ratios("Có gần 4.500/4.600 đảng viên dự, đạt 97,5%. Có gần 4.500/4.600 đảng viên dự, đạt 92,5%.")

    assert (close.verdict, far.verdict) == ("consistent", "unverifiable")
