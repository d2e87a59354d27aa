"""A claim as JSON can hold it."""

import json
from decimal import Decimal

from thongsuot.domain.claims.claim import Claim, ClaimKind, Severity, Verdict, as_json

FIELDS = [
    "text", "start", "end", "kind", "verdict", "severity", "explanation", "numerator", "denominator", "stated_percent",
    "derived_percent", "parts", "stated_total", "derived_total",
]  # fmt: skip


def test_as_json_when_a_claim_is_full_keeps_every_field_as_a_plain_value() -> None:
    claim = Claim(
        text="x", start=0, end=1, kind=ClaimKind.RATIO, verdict=Verdict.CONSISTENT, severity=Severity.NONE, explanation="y",
        numerator=4502, denominator=4600, stated_percent=Decimal("97.87"), derived_percent=Decimal("98.00"),
        parts=(Decimal("1.5"), 2),
    )  # fmt: skip

    record = json.loads(json.dumps(as_json(claim)))

    assert sorted(record) == sorted(FIELDS)
    assert (record["kind"], record["stated_percent"], record["derived_percent"]) == ("ratio", 97.87, 98)
    assert (record["parts"], record["stated_total"]) == ([1.5, 2], None)
