"""Ten invented reports: five right ones full of traps, five with known errors. What is found must be exactly what is expected."""

import json
from pathlib import Path

import pytest

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import as_json

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
COMPARED = [
    "kind", "text", "verdict", "severity", "numerator", "denominator", "stated_percent", "derived_percent", "parts", "stated_total",
    "derived_total",
]  # fmt: skip


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_check_text_when_a_report_is_lifelike_finds_exactly_the_expected_claims(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    claims = [as_json(claim) for claim in check_text(path.read_text(encoding="utf-8"))]

    told = [{name: claim[name] for name in COMPARED if claim[name] not in (None, [])} for claim in claims]
    assert told == expected


def test_the_reports_are_ten_and_half_of_them_are_right() -> None:
    wrong = [
        path.stem
        for path in TEXTS
        if any(claim.verdict == "inconsistent" for claim in check_text(path.read_text(encoding="utf-8")))
    ]

    assert len(TEXTS) == 10
    assert [name[:4] for name in wrong] == ["loi-"] * 5
