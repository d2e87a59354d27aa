"""Growth and decline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, ClaimKind


def changes(text: str) -> list[Claim]:
    return [claim for claim in check_text(text) if claim.kind in {ClaimKind.GROWTH, ClaimKind.DIFFERENCE}]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("tăng từ 776 lên 787 tổ chức, tăng 1,42%", "growth consistent"),
        ("tăng từ 776 (năm 2011) lên 787 tổ chức, tăng 1,24%", "growth inconsistent"),
        ("tin, bài tăng từ 240 lên 312 tin, bài (tăng 25%)", "growth inconsistent"),
        ("giảm từ 40 xuống 31 đơn, giảm 22,5%", "growth consistent"),
        ("giảm từ 40 xuống 31 đơn, tăng 22,5%", "growth inconsistent"),
        ("tăng từ 97,55% lên 98,29%, tăng 0,74 điểm phần trăm", "growth consistent"),
        ("tăng từ 97,55% lên 98,29%, tăng 0,84 điểm phần trăm", "growth inconsistent"),
        ("tăng từ 97,55% lên 98,29%, tăng 0,74%", "growth consistent"),
        ("đạt 97,87%, cao hơn 0,23 điểm phần trăm so với năm 2020 (97,55%)", "growth inconsistent"),
        ("có 787 tổ chức, tăng 11 tổ chức so với năm 2011 (776 tổ chức)", "difference consistent"),
        ("có 82 lớp, tăng 12 lớp so với năm 2020 (60 lớp)", "difference inconsistent"),
        ("kết nạp 1.045 đảng viên, tăng 5,4% so với năm 2020 (1.000 đảng viên)", "growth inconsistent"),
        ("So với năm 2019 (4.950 đại biểu), tăng 993 đại biểu, tương đương 20,06%", "growth consistent"),
        ("có 5.210 cuộc, tăng 4.227 cuộc (430%)", "growth consistent"),
        ("có 5.210 cuộc, tăng 4.227 cuộc (bằng 530%)", "growth consistent"),
        ("có 5.210 cuộc, tăng 4.227 cuộc (340%)", "growth inconsistent"),
    ],
)
def test_change_claims_when_both_ends_are_known_check_the_change(text: str, kinds: str) -> None:
    assert [f"{claim.kind} {claim.verdict}" for claim in changes(text)] == [kinds]


def test_change_claims_when_increases_stand_in_a_row_tie_them_in_turn() -> None:
    text = "có 5.210 cuộc cho 133.463 lượt người nghe, tăng 4.227 cuộc (430%) và 101.153 (313%) người nghe so năm 2008."

    assert [(claim.numerator, claim.denominator, claim.verdict) for claim in changes(text)] == [
        (4227, 983, "consistent"), (101153, 32310, "consistent"),
    ]  # fmt: skip


def test_change_claims_when_an_increase_without_a_noun_is_wrong_by_one_digit_find_it() -> None:
    text = "có 5.210 cuộc cho 153.463 lượt người nghe, tăng 4.227 cuộc (430%) và 101.153 (313%) người nghe so năm 2008."

    assert [claim.verdict for claim in changes(text)] == ["consistent", "inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "số lớp tăng 12 lớp (17,14%) so với năm 2020",
        "đạt 97,87%, tăng 0,32% so với đợt trước",
        "mỗi lớp từ 50 đến 70 người, tăng 5%",
        "787 tổ chức (tăng 11 tổ chức so với năm 2011), gồm 269 đảng bộ, 518 chi bộ",
    ],
)
def test_change_claims_when_an_end_is_missing_say_nothing(text: str) -> None:
    assert changes(text) == []


@given(st.integers(20, 5000), st.integers(1, 5000))
def test_change_claims_when_rounded_rightly_are_consistent(before: int, rise: int) -> None:
    per_mille = (2 * 10_000 * rise + before) // (2 * before)
    share = f"{per_mille // 100},{per_mille % 100:02d}%"

    ends = f"{before:,} lên {before + rise:,}".replace(",", ".")  # 1900 alone would be a year
    (claim,) = changes(f"Số cuộc tăng từ {ends} cuộc, tăng {share}.")

    assert (claim.kind, claim.verdict) == ("growth", "consistent")
