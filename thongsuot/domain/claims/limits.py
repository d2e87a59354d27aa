"""What cannot be: a part above its whole, a share of people above one hundred percent."""

import re
from collections.abc import Iterator

from thongsuot.domain.claims.agreement import WRONG
from thongsuot.domain.claims.breakdowns import Breakdown, Opening, breakdowns_of
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination
from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.nouns import Family
from thongsuot.domain.claims.roles import PercentRole, role_of
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import over_hundred_words, share_above_all_words

_WHOLES = {Family.PEOPLE, Family.PARTY, Family.UNITS, Family.PLACES}
_MAY_EXCEED = re.compile(
    r"kế hoạch|chỉ tiêu|vượt|giao|dự toán|so với|cùng kỳ|tăng|giảm|gấp|bằng|đăng ký|nhu cầu|nghị quyết đề ra"
)
_SERVES = re.compile(r"(?<![^\W\d_])(?:cho|tuyên truyền|phục vụ|quản lý|phụ trách|với)(?![^\W\d_])")
_REACH = 120
_NEAR = 40


def limit_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for each impossible part and share; what is possible is no claim of this kind."""
    for statement in examination.statements:
        for percent in statement.percents:
            if _is_above_all(examination, statement, percent):
                yield examination.claim(
                    [percent],
                    ClaimKind.PLAUSIBILITY,
                    WRONG,
                    share_above_all_words(percent),
                    stated_percent=percent.decimal,
                )
        for found in breakdowns_of(examination, statement):
            if found.opening is Opening.SUBSET and _exceeds(statement, found):
                whole, part = int(found.total.value), int(found.parts[0].value)
                yield examination.claim(
                    [found.total, found.parts[0]], ClaimKind.PLAUSIBILITY, WRONG, over_hundred_words(part, whole),
                    numerator=part, denominator=whole, parts=(part,), stated_total=whole,
                )  # fmt: skip
                break


def _is_above_all(examination: Examination, statement: Statement, percent: Figure) -> bool:
    if percent.value <= 100 or percent in examination.taken or percent.upper is not None or percent.other is not None:
        return False
    if percent.family not in _WHOLES or _MAY_EXCEED.search(statement.text):
        return False
    return role_of(statement, percent) is PercentRole.SHARE


def _exceeds(statement: Statement, found: Breakdown) -> bool:
    """Tell whether the first part after `trong đó` is more than the nearest whole of the same things just before."""
    part, total = found.parts[0], found.total
    gap = statement.lower[max(total.end, total.word_end) : part.start]
    if found.statement is not statement or part.value <= total.value or not (part.is_exact and total.is_exact):
        return False
    opening = gap.rfind("trong ")
    if ";" in gap or len(gap) > _REACH or len(gap) - opening > _NEAR or _SERVES.search(gap):
        return False
    return bool(total.word) and (part.word == total.word or part.family is total.family is Family.PEOPLE)
