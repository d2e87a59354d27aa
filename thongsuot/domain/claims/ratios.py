"""Shares whose two counts stand side by side: `4.502/4.600 đảng viên chiếm 97,87%`, `đạt 96,96% (223/230)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from thongsuot.domain.claims.agreement import (
    AGREES,
    UNKNOWN,
    WRONG,
    Judgement,
    agrees,
    is_close,
    is_slip,
    judged,
)
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination, derived
from thongsuot.domain.claims.figures import Figure, as_decimal
from thongsuot.domain.claims.nouns import Family
from thongsuot.domain.claims.pairs import Pair, pairs_of
from thongsuot.domain.claims.roles import RATE_AGAIN, Link, PercentRole, link_of, role_of
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import over_hundred_words, ratio_words


@dataclass(frozen=True, slots=True)
class _Tie:
    """A percentage tied to a pair; a loose tie is believed only if it is right or wrong by one slip."""

    percent: Figure
    is_loose: bool


_FURTHEST = 250
_CLOSE = 2
_CLOSED_BRACKET = re.compile(r"\([^()]{0,200}\)")
_SUBSET = re.compile(r"trong đó|riêng|trong số đó")
_ATTACHED = re.compile(r"(?<![^\W\d_])(?:thuộc|của|tại|ở|trong|với|qua|cho|từ|đến từ) (?:toàn bộ |tất cả |cả )?$")
_SAME_AS = re.compile(
    r"[ ,;:(\-=]{0,3}(?:[^,;.()\d]{0,40} )?(?:tương ứng|tương đương|tức|hay|bằng)(?: là| với| có)? ?$|[ ,:(\-=]{0,3}với ?$"
)
_AND = re.compile(r"^[^,;.()\d]{0,30}(?:,|và|, và) ?(?:đạt |chiếm )?$")
_PLAN = re.compile(r"kế hoạch|chỉ tiêu|vượt|giao|dự toán|đăng ký|nhu cầu|so với")
_NEVER_ABOVE_ALL = {Family.PEOPLE, Family.PARTY, Family.UNITS, Family.PLACES}


def ratio_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every pair of counts, with the percentage the sentence gives for it or without."""
    for statement in examination.statements:
        pairs = pairs_of(statement)
        for place, pair in enumerate(pairs):
            until = pairs[place + 1].start if place + 1 < len(pairs) else statement.end
            tie = _in_turn(statement, pairs, place) or _tie(statement, pair, until)
            claim = _claim(examination, statement, pairs[: place + 1], tie)
            if claim is not None:
                yield claim


def _tie(statement: Statement, pair: Pair, until: int) -> _Tie | None:
    bracket = statement.bracket_of(pair.start)
    within = _after(statement, pair, min(until, bracket[1])) if bracket else None
    before = _before(statement, pair, bracket[0] if bracket else pair.start, is_bracketed=bracket is not None)
    if bracket is not None:
        return within or before or _after(statement, pair, until)
    return _after(statement, pair, until) or before


def _after(statement: Statement, pair: Pair, until: int) -> _Tie | None:
    """Find the percentage that follows a pair and speaks of it."""
    for percent in statement.percents:
        if percent.start < pair.end:
            continue
        gap = statement.between(pair.end, percent.start)
        if percent.start >= until or len(gap) > _FURTHEST or (";" in gap and not RATE_AGAIN.search(gap)):
            return None
        if role_of(statement, percent, since=pair.end) is not PercentRole.SHARE:
            continue
        link = link_of(statement, percent)
        plain = _CLOSED_BRACKET.sub("", gap)
        if link is None or ("(" in plain and link is not Link.BRACKET):
            return None
        return _Tie(percent, _is_loose(statement, pair, percent, plain, link))
    return None


def _is_loose(statement: Statement, pair: Pair, percent: Figure, plain: str, link: Link) -> bool:
    between = [
        figure
        for figure in statement.counts_between(pair.end, percent.start)
        if not _ATTACHED.search(statement.before(figure.start, 30)) and statement.bracket_of(figure.start) is None
    ]
    return bool(between) or bool(_SUBSET.search(plain)) or (link is Link.COMMA and len(plain) > 60)


def _before(statement: Statement, pair: Pair, place: int, *, is_bracketed: bool) -> _Tie | None:
    """Find the percentage that a pair explains: `96,96% (223/230)`, `đạt 97,87%, tương ứng 4.502/4.600 đảng viên`."""
    earlier = [figure for figure in statement.figures if figure.end <= place]
    if not earlier or not earlier[-1].is_percent or not earlier[-1].value:
        return None
    percent = earlier[-1]
    gap = statement.between(percent.end, pair.start)
    if len(gap) > 90 or ";" in gap or (None not in {percent.family, pair.family} and percent.family is not pair.family):
        return None
    if role_of(statement, percent) is not PercentRole.SHARE or not (is_bracketed or _SAME_AS.match(gap)):
        return None
    return _Tie(percent, is_loose=(percent.family is None and bool(percent.word)) or "," in gap)


def _in_turn(statement: Statement, pairs: list[Pair], place: int) -> _Tie | None:
    """Tie `223/230 và 150/160 …, đạt 96,96% và 93,75%`: as many percentages in a row as pairs in a row."""
    run = _run_around(statement, pairs, place)
    if len(run) < 2:
        return None
    row = [percent for percent in statement.percents if percent.start > run[-1].end][: len(run) + 1]
    tied = [one for one, other in pairwise(row) if _AND.match(statement.between(one.end, other.start))]
    if len(tied) != len(run) - 1 or row[: len(tied)] != tied or link_of(statement, row[0]) is None:
        return None
    return _Tie(row[run.index(pairs[place])], is_loose=False)


def _run_around(statement: Statement, pairs: list[Pair], place: int) -> list[Pair]:
    """Return the pairs around one between which no percentage and no semicolon stands."""
    first = last = place
    while first > 0 and _joined(statement, pairs[first - 1], pairs[first]):
        first -= 1
    while last + 1 < len(pairs) and _joined(statement, pairs[last], pairs[last + 1]):
        last += 1
    return pairs[first : last + 1]


def _joined(statement: Statement, one: Pair, other: Pair) -> bool:
    has_percent = any(one.end <= percent.start < other.start for percent in statement.percents)
    return not has_percent and ";" not in statement.between(one.end, other.start)


def _claim(examination: Examination, statement: Statement, pairs: list[Pair], tie: _Tie | None) -> Claim | None:
    pair = pairs[-1]
    if tie is None or tie.percent in examination.taken:
        return _bare_claim(examination, statement, pair)
    numerator, denominator = _best_reading(statement, pairs, tie.percent, examination.targets)
    exact = 100 * numerator / denominator
    judgement = _judgement(pair, exact, tie.percent, examination.targets)
    if tie.is_loose and judgement != AGREES and not _is_likely(examination, statement, pair, tie.percent):
        return _bare_claim(examination, statement, pair)
    examination.taken.add(tie.percent)
    if judgement == AGREES and exact > 100 and _must_not_exceed(statement, pair):
        return _above_all(examination, pair, exact, [tie.percent])
    return examination.claim(
        [pair.numerator, pair.denominator, tie.percent], ClaimKind.RATIO, judgement,
        ratio_words(int(numerator), int(denominator), derived(exact, tie.percent), tie.percent, judgement),
        numerator=int(numerator), denominator=int(denominator),
        stated_percent=tie.percent.decimal, derived_percent=derived(exact, tie.percent),
    )  # fmt: skip


def _is_likely(examination: Examination, statement: Statement, pair: Pair, percent: Figure) -> bool:
    """Tell whether a wrong percentage that is loosely tied to a pair speaks of it, and of no other count over its whole."""
    whole = pair.denominator.value
    others = statement.counts_between(pair.end, percent.start)
    if any(agrees(100 * other.value / whole, percent, examination.targets) for other in others):
        return False
    return is_close(pair.exact_percent, percent, _CLOSE) or is_slip(pair.numerator.value, whole, percent)


def _best_reading(
    statement: Statement, pairs: list[Pair], percent: Figure, targets: frozenset[Fraction]
) -> tuple[Fraction, Fraction]:
    """Return the counts a percentage after several pairs speaks of: the last pair, unless the first or their sum proves it."""
    last = pairs[-1]
    run = _run_around(statement, pairs, len(pairs) - 1)
    total = (sum((p.numerator.value for p in run), Fraction(0)), sum((p.denominator.value for p in run), Fraction(0)))
    readings = [
        (last.numerator.value, last.denominator.value),
        total,
        (run[0].numerator.value, run[0].denominator.value),
    ]
    right = [reading for reading in readings if agrees(100 * reading[0] / reading[1], percent, targets)]
    return right[0] if right else readings[0]


def _judgement(pair: Pair, exact: Fraction, percent: Figure, targets: frozenset[Fraction]) -> Judgement:
    if pair.is_exact:
        return judged(exact, percent, targets)
    return AGREES if abs(exact - percent.value) <= 1 else UNKNOWN


def _bare_claim(examination: Examination, statement: Statement, pair: Pair) -> Claim | None:
    """Return the claim of a pair without a percentage: a part may not be more than its whole."""
    if pair.family is None or not pair.is_exact:
        return None
    if pair.exact_percent > 100:
        return _above_all(examination, pair, pair.exact_percent, []) if _must_not_exceed(statement, pair) else None
    numerator, denominator = int(pair.numerator.value), int(pair.denominator.value)
    exact = derived(pair.exact_percent)
    return examination.claim(
        [pair.numerator, pair.denominator], ClaimKind.RATIO, AGREES, ratio_words(numerator, denominator, exact, None, AGREES),
        numerator=numerator, denominator=denominator, derived_percent=exact,
    )  # fmt: skip


def _must_not_exceed(statement: Statement, pair: Pair) -> bool:
    may_be_day = pair.numerator.value <= 31 and pair.denominator.value <= 12  # đường 30/4 phường An Phú
    return pair.family in _NEVER_ABOVE_ALL and not may_be_day and not _PLAN.search(statement.text)


def _above_all(examination: Examination, pair: Pair, exact: Fraction, percents: list[Figure]) -> Claim:
    numerator, denominator = int(pair.numerator.value), int(pair.denominator.value)
    return examination.claim(
        [pair.numerator, pair.denominator, *percents], ClaimKind.PLAUSIBILITY, WRONG, over_hundred_words(numerator, denominator),
        numerator=numerator, denominator=denominator, stated_percent=percents[0].decimal if percents else None,
        derived_percent=as_decimal(exact, 2),
    )  # fmt: skip
