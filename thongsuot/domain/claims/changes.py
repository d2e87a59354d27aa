"""Growth and decline: `từ 776 lên 787, tăng 1,42%`, `5.210 cuộc, tăng 4.227 cuộc (430%)`, `tăng 0,74 điểm phần trăm`."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from thongsuot.domain.claims.agreement import AGREES, WRONG, Judgement, is_slip, judged
from thongsuot.domain.claims.claim import Claim, ClaimKind
from thongsuot.domain.claims.examination import Examination, derived
from thongsuot.domain.claims.figures import Figure, FigureForm
from thongsuot.domain.claims.pairs import same_things
from thongsuot.domain.claims.statements import Statement
from thongsuot.domain.claims.wording import difference_words, growth_words

_SIGNS = {"tăng": 1, "giảm": -1, "cao hơn": 1, "nhiều hơn": 1, "thấp hơn": -1, "ít hơn": -1}
_CHANGED = re.compile(
    r"(?<![^\W\d_])(tăng|giảm|cao hơn|nhiều hơn|thấp hơn|ít hơn)"
    r"(?: thêm| lên| xuống| đi| được| khoảng| gần| hơn| trên| tới| đến| là| bình quân){0,3} ?$"
)
_FROM = re.compile(r"(?<![^\W\d_])từ(?: mức| con số| tỷ lệ| chỗ| khoảng)? ?$")
_TO = re.compile(r"^[^;.%\d]{0,60}(?:lên|xuống|còn|đến|tới|thành)(?: mức| tới| còn| đến| là| thành)? ?$")
_RISES = re.compile(r"(?:tăng|giảm)[^,;.()\d]{0,40}từ ?$")
_BRACKET = re.compile(
    r"^[^,;.()\d]{0,40}\( ?(?:tăng |giảm |tương đương |tức |hay |bằng |đạt |tỷ lệ )*$"
    r"|^[^;.()\d]{0,40}?,? ?(?:tương đương|tương ứng|tức|hay|bằng)(?: với| là)? $"
)
_AND = re.compile(r"^[^;.\d]{0,40}(?:và|,) ?$")
_AGAINST = re.compile(r"^[^;.,%\d)]{0,60}so (?:với )?[^;.,%\d)]{0,50}(?:\(|là |có |đạt )?$")
_COMPARED_WITH = re.compile(r"so với[^;.%\d]{0,50}$")
_NEXT = re.compile(r"^[^;.\d]{0,60}$")
_REACH = 160


@dataclass(frozen=True, slots=True)
class _Span:
    """An earlier and a later figure of the same thing, and the place after both."""

    before: Figure
    after: Figure
    end: int


def change_claims(examination: Examination) -> Iterator[Claim]:
    """Yield a claim for every change of which the text gives both ends, or one end and the change itself."""
    for statement in examination.statements:
        spans = [*_from_to(statement), *_against(statement)]
        for span in spans:
            yield from _span_claims(examination, statement, span)
        yield from _increase_claims(examination, statement)


def _from_to(statement: Statement) -> Iterator[_Span]:
    """Yield `từ 776 (năm 2011) lên 787`."""
    figures = statement.figures
    for one, other in itertools.pairwise(figures):
        if (
            one.form is other.form
            and _FROM.search(statement.before(one.start, 20))
            and _TO.match(statement.between(one.end, other.start))
        ):
            yield _Span(one, other, other.end)


def _against(statement: Statement) -> Iterator[_Span]:
    """Yield `787 tổ chức, tăng 1,42% so với năm 2011 (776 tổ chức)`."""
    figures = statement.figures
    for after, change, before in zip(figures, figures[1:], figures[2:], strict=False):
        if not (after.form is before.form and after.form in {FigureForm.COUNT, FigureForm.PERCENT} and before.value):
            continue
        rises = _CHANGED.search(statement.before(change.start, 40)) and _NEXT.match(
            statement.between(after.end, change.start)
        )
        if rises and same_things(after, before) and _AGAINST.match(statement.between(change.end, before.start)):
            yield _Span(before, after, after.end)


def _span_claims(examination: Examination, statement: Statement, span: _Span) -> Iterator[Claim]:
    """Check every change printed within reach of its two ends: in percent, in points, in number."""
    for figure in statement.figures:
        if figure in {span.before, span.after} or not 0 <= figure.start - span.end <= _REACH:
            continue
        sign = _sign_of(statement, span, figure)
        if sign is None or not (span.before.is_exact and span.after.is_exact and figure.is_exact):
            continue
        if figure.form is FigureForm.COUNT:
            if span.before.is_count and same_things(figure, span.before):
                yield _difference_claim(examination, span, figure, sign)
        elif span.before.value:
            examination.taken.add(figure)
            yield _growth_claim(examination, span, figure, sign)


def _sign_of(statement: Statement, span: _Span, figure: Figure) -> int | None:
    gap = statement.between(span.end, figure.start)
    match = _CHANGED.search(statement.before(figure.start, 40))
    if match is not None and not re.search(r"[;.]|\d", _without_bracket(gap)):
        return _SIGNS[match[1]]
    if _BRACKET.match(gap):
        opening = _RISES.search(statement.before(span.before.start, 60))
        word = opening.group()[:4] if opening else ""
        return -1 if word == "giảm" else 1
    return None


def _without_bracket(gap: str) -> str:
    return re.sub(r"\([^()]{0,60}\)", "", gap)


def _growth_claim(examination: Examination, span: _Span, stated: Figure, sign: int) -> Claim:
    """Judge a percentage against relative growth, and between two percentages against their difference in points too."""
    rise = span.after.value - span.before.value
    readings = [100 * rise / span.before.value]
    if span.before.is_percent:
        readings = [rise] if stated.form is FigureForm.POINTS else [rise, *readings]
    judgements = [judged(sign * reading, stated) for reading in readings]
    place = judgements.index(AGREES) if AGREES in judgements else 0
    exact = derived(abs(readings[place]), stated)
    before, after = span.before.quantity, span.after.quantity
    change = abs(span.after.decimal - span.before.decimal) if span.before.is_percent else int(abs(rise))
    return examination.claim(
        [span.before, span.after, stated], ClaimKind.GROWTH, judgements[place],
        growth_words(before, after, exact, stated, judgements[place]), numerator=change, denominator=before,
        stated_percent=stated.decimal, derived_percent=exact, parts=(before, after),
    )  # fmt: skip


def _difference_claim(examination: Examination, span: _Span, stated: Figure, sign: int) -> Claim:
    rise = int(sign * (span.after.value - span.before.value))
    judgement = AGREES if rise == stated.value else WRONG
    before, after = int(span.before.value), int(span.after.value)
    ends = (after, before) if sign > 0 else (before, after)
    return examination.claim(
        [span.before, span.after, stated], ClaimKind.DIFFERENCE, judgement,
        difference_words(ends[0], ends[1], rise, int(stated.value), judgement),
        parts=ends, stated_total=int(stated.value), derived_total=rise,
    )  # fmt: skip


def _increase_claims(examination: Examination, statement: Statement) -> Iterator[Claim]:
    """Yield `5.210 cuộc cho 133.463 lượt, tăng 4.227 cuộc (430%) và 101.153 (313%) người nghe`."""
    for sign, increases in _increases(statement):
        first = increases[0][0]
        ends = [figure for figure in statement.counts_between(statement.start, first.start) if figure.is_exact]
        bases = [end for end in ends if _COMPARED_WITH.search(statement.before(end.start, 60))]
        for place, (increase, percent) in enumerate(increases):
            examination.taken.add(percent)
            in_turn = ends[place - len(increases)] if len(ends) >= len(increases) else None
            ends_of_it = [_end_from(base, increase, sign) for base in bases if same_things(base, increase)]
            found = _increase_claim(examination, ([*ends_of_it, *ends], in_turn), increase, percent, sign)
            if found is not None:
                yield found


def _end_from(base: Figure, increase: Figure, sign: int) -> Figure:
    """Return the later figure that an earlier one and its increase make: `so với năm 2019 (4.950 đại biểu), tăng 993 đại biểu`."""
    return replace(base, value=base.value + sign * increase.value)


def _increases(statement: Statement) -> Iterator[tuple[int, list[tuple[Figure, Figure]]]]:
    """Yield runs of increases with their percentages, joined by `và` or a comma, and their sign."""
    run: list[tuple[Figure, Figure]] = []
    sign = 0
    for one, other in zip(statement.figures, statement.figures[1:], strict=False):
        if not (one.is_count and other.is_percent and _BRACKET.match(statement.between(one.end, other.start))):
            continue
        match = _CHANGED.search(statement.before(one.start, 40))
        joins = run and _AND.match(statement.between(run[-1][1].end + 1, one.start))
        if match is None and joins:
            run.append((one, other))
            continue
        if run:
            yield sign, run
        run, sign = ([(one, other)], _SIGNS[match[1]]) if match else ([], 0)
    if run:
        yield sign, run


def _increase_claim(
    examination: Examination, ends: tuple[list[Figure], Figure | None], increase: Figure, percent: Figure, sign: int
) -> Claim | None:
    """Find the later figure an increase led to: what proves it, else the one of its noun or in its turn if a slip explains it."""
    known, in_turn = ends
    usable = [end for end in known if end.value - sign * increase.value > 0]
    proving = [end for end in usable if _judged_increase(end, increase, percent, sign) == AGREES]
    if proving:
        return _claim_of_increase(examination, proving[-1], increase, percent, sign, AGREES)
    own = [end for end in usable if increase.word and end.word == increase.word] or [
        end for end in usable if end is in_turn
    ]
    if not own:
        return None
    before = own[-1].value - sign * increase.value
    is_tied = own[-1].word == increase.word != "" or is_slip(increase.value, before, percent)
    judgement = _judged_increase(own[-1], increase, percent, sign)
    return _claim_of_increase(examination, own[-1], increase, percent, sign, judgement) if is_tied else None


def _judged_increase(end: Figure, increase: Figure, percent: Figure, sign: int) -> Judgement:
    before = end.value - sign * increase.value
    readings = (100 * increase.value / before, 100 * end.value / before)
    return AGREES if judged(readings[1], percent) == AGREES else judged(readings[0], percent)


def _claim_of_increase(
    examination: Examination, end: Figure, increase: Figure, percent: Figure, sign: int, judgement: Judgement
) -> Claim:
    before = int(end.value - sign * increase.value)
    exact = derived(Fraction(100 * increase.value, before), percent)
    return examination.claim(
        [end, increase, percent], ClaimKind.GROWTH, judgement, growth_words(before, int(end.value), exact, percent, judgement),
        numerator=int(increase.value), denominator=before, stated_percent=percent.decimal, derived_percent=exact,
        parts=(before, int(end.value)),
    )  # fmt: skip
