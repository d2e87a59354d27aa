"""Any text may be checked: nothing crashes, nothing hangs, right figures are believed and wrong ones found."""

import time
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.checking import check_text, summary

ARTICLE = "Toàn khối mở 82 lớp cho 4.502/4.600 đảng viên chiếm 97,27% và 4.225 quần chúng. Có 118/120 đồng chí dự, đạt 98,33%."
pieces = st.sampled_from(
    [
        "4.502", "/", "4.600", " đảng viên", "97,87%", " đạt ", " trong đó ", "(", ")", ", gồm ", " tăng ", " từ ", " lên ", ";", ".",
        "\n", "\t", "- ", " còn ", " chưa học", "\u200b", "\u202e", "1.234,5", "1,234.5", "%", "0", " = ", " + ", "tổng số ", "\u0301", "[",
        " điểm phần trăm", "triệu", " 9/3/2021 ", "-", " trên ", "một nghìn hai trăm",
    ]
)  # fmt: skip


def percent(part: int, whole: int, places: int) -> str:
    exact = Decimal(100 * part) / Decimal(whole)
    return str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)).replace(".", ",") + "%"


def test_check_text_when_one_figure_is_wrong_finds_exactly_that() -> None:
    claims = check_text(ARTICLE)

    assert [(claim.text, claim.verdict) for claim in claims] == [
        ("4.502/4.600 đảng viên chiếm 97,27%", "inconsistent"), ("118/120 đồng chí dự, đạt 98,33%", "consistent"),
    ]  # fmt: skip


def test_summary_when_claims_are_counted_gives_verdicts_severities_and_kinds() -> None:
    found = summary(check_text(ARTICLE))

    assert found == {
        "claims": 2, "consistent": 1, "inconsistent": 1, "unverifiable": 0, "rounding": 0, "material": 1, "ratio": 2, "sum": 0,
        "difference": 0, "percent_sum": 0, "growth": 0, "plausibility": 0, "recorded": 0,
    }  # fmt: skip


def test_check_text_when_decomposed_gives_places_in_the_given_text() -> None:
    text = unicodedata.normalize("NFD", ARTICLE)

    first = check_text(text)[0]

    assert text[first.start : first.end] == first.text
    assert unicodedata.normalize("NFC", first.text) == "4.502/4.600 đảng viên chiếm 97,27%"


@given(st.integers(1, 99_999), st.integers(0, 99_999), st.integers(0, 3))
def test_check_text_when_a_share_is_rounded_rightly_believes_it(part: int, rest: int, places: int) -> None:
    whole = part + rest

    (claim,) = check_text(f"Đã có {part}/{whole} đảng viên học tập, đạt {percent(part, whole, places)}.")

    assert (claim.numerator, claim.denominator, claim.verdict) == (part, whole, "consistent")


@given(st.integers(1000, 99_999), st.integers(1, 999), st.data())
def test_check_text_when_a_digit_is_changed_finds_it_with_its_severity(
    part: int, rest: int, data: st.DataObject
) -> None:
    right = percent(part, part + rest, 2)
    place = data.draw(st.sampled_from([place for place, letter in enumerate(right) if letter.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != right[place]]))
    wrong = right[:place] + digit + right[place + 1 :]
    off = abs(Decimal(wrong[:-1].replace(",", ".")) - Decimal(100 * part) / Decimal(part + rest))

    (claim,) = check_text(f"Đã có {part}/{part + rest} đảng viên học tập, đạt {wrong}.")

    if off >= Decimal("0.01"):
        assert (claim.verdict, claim.severity) == ("inconsistent", "material")
    else:
        assert claim.severity in {"rounding", "none"}


@given(st.lists(pieces, max_size=60).map("".join))
def test_check_text_when_pieces_are_thrown_together_never_fails(text: str) -> None:
    claims = check_text(text)

    assert all(text[claim.start : claim.end] == claim.text for claim in claims)
    assert claims == sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))


@given(st.text(max_size=200))
def test_check_text_when_anything_is_given_never_fails(text: str) -> None:
    assert all(text[claim.start : claim.end] == claim.text for claim in check_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "1.234,",
        "12/34/",
        "(",
        "9% ",
        "trong đó 5 đảng viên, ",
        "- 5\n",
        "@",
        "0",
        " ",
        "\n",
        "đạt 97,87% ",
        "4.502/4.600 đảng viên, ",
        "a",
    ],
)
def test_check_text_when_a_text_is_malicious_takes_time_in_proportion(text: str) -> None:
    # Seconds of the processor for 50,000 characters; anything that grows with the square takes minutes.
    begun = time.process_time()
    check_text(text * (50_000 // len(text)))

    assert time.process_time() - begun < 8
