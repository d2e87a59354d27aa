"""Published reports with their claims listed by hand, and the article the product is made from, if they lie beside the project."""

import json
from pathlib import Path

import pytest

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Claim, Verdict

BESIDE = Path(__file__).parents[3].parent / "shared"


def given(path: Path) -> str:
    if not path.exists():
        pytest.skip(f"The given examples are not beside the project: {path.name}.")
    return path.read_text(encoding="utf-8")


def is_claim(claim: Claim, listed: dict[str, object]) -> bool:
    """Tell whether a claim is the one that was listed by hand, by its kind and its numbers."""
    same_kind = claim.kind == listed["kind"]
    if listed["kind"] == "growth":
        return same_kind and claim.numerator == listed["increase"] and claim.denominator == listed["previous"]
    if "parts" in listed:
        parts = [float(part) for part in listed["parts"]]  # type: ignore[union-attr, attr-defined]
        return same_kind and [float(part) for part in claim.parts] == parts
    return same_kind and (claim.numerator, claim.denominator) == (listed["numerator"], listed["denominator"])


def test_check_text_on_the_given_reports_finds_every_listed_claim_and_no_other_error() -> None:
    given(BESIDE / "data" / "reports" / "02-ham-thuan-nam-2012.txt")

    for path in sorted((BESIDE / "data" / "reports").glob("*.json")):
        listed = json.loads(path.read_text(encoding="utf-8"))["claims"]
        claims = check_text(given(path.with_suffix(".txt")))
        for one in listed:
            found = [claim for claim in claims if is_claim(claim, one)]
            assert [(claim.verdict == "consistent", claim.severity.value) for claim in found] == [
                (one["consistent"], one["severity"])
            ], (path.stem, one["text"])
        wrong = sum(claim.verdict is Verdict.INCONSISTENT for claim in claims)
        assert wrong == sum(not one["consistent"] for one in listed), path.stem


def test_check_text_on_the_article_finds_exactly_its_one_error() -> None:
    text = given(BESIDE / "mission" / "article.vi.txt")

    wrong = [claim for claim in check_text(text) if claim.verdict is not Verdict.CONSISTENT]

    assert [(claim.text, str(claim.derived_percent), claim.verdict.value) for claim in wrong] == [
        ("4.502/4.600 đảng viên chiếm 97,27%", "97.87", "inconsistent")
    ]
