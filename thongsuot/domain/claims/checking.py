"""Check a text: every claim in it that can be proved or refuted from the text itself."""

from collections import Counter
from collections.abc import Sequence

from thongsuot.domain.claims.changes import change_claims
from thongsuot.domain.claims.claim import Claim, ClaimKind, Severity, Verdict
from thongsuot.domain.claims.examination import examination_of
from thongsuot.domain.claims.limits import limit_claims
from thongsuot.domain.claims.partitions import percent_sum_claims
from thongsuot.domain.claims.ratios import ratio_claims
from thongsuot.domain.claims.rests import difference_claims
from thongsuot.domain.claims.shares import share_claims
from thongsuot.domain.claims.sums import sum_claims
from thongsuot.domain.claims.tables import table_claims

# The order matters: a percentage belongs to the first detector that can say what it is.
_DETECTORS = (
    change_claims,
    ratio_claims,
    share_claims,
    percent_sum_claims,
    difference_claims,
    sum_claims,
    limit_claims,
    table_claims,
)


def check_text(text: str) -> list[Claim]:
    """Return the claims of a text in the order in which they begin. Never refuses; a text without figures has no claims."""
    examination = examination_of(text)
    claims = [claim for detector in _DETECTORS for claim in detector(examination)]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))


def summary(claims: Sequence[Claim]) -> dict[str, int]:
    """Return how many claims there are, by verdict and, of the inconsistent ones, by severity; and how many of each kind."""
    verdicts = Counter(claim.verdict for claim in claims)
    wrong = Counter(claim.severity for claim in claims if claim.verdict is Verdict.INCONSISTENT)
    kinds = Counter(claim.kind for claim in claims)
    return {
        "claims": len(claims),
        **{verdict.value: verdicts[verdict] for verdict in Verdict},
        **{severity.value: wrong[severity] for severity in (Severity.ROUNDING, Severity.MATERIAL)},
        **{kind.value: kinds[kind] for kind in ClaimKind},
    }
