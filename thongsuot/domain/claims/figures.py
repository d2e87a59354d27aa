"""Vietnamese figures as they stand in a text: `4.502`, `4 502`, `97,27%`, `1,93 triệu`, `82-84 %`, `gần 98%`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thongsuot.domain.claims.claim import Quantity
from thongsuot.domain.claims.nouns import Family, noun_at, noun_before


class FigureForm(StrEnum):
    """A count, a percentage, or a difference of two percentages in percentage points."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"


class Hedge(StrEnum):
    """What the words around a figure say of its exactness."""

    EXACT = "exact"
    ABOUT = "about"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a passage: its exact value, its printed decimals, and the noun it counts.

    `start` to `end` covers digits, percent sign and `triệu`; `word_end` the noun too. `upper` is the other end of a range.
    `other` is a second reading of an ambiguous figure (`97.275%`).
    """

    start: int
    end: int
    value: Fraction
    places: int
    form: FigureForm
    hedge: Hedge = Hedge.EXACT
    word: str = ""
    family: Family | None = None
    word_end: int = 0
    upper: Fraction | None = None
    other: Fraction | None = None

    @property
    def is_count(self) -> bool:
        """A whole number of things, exact or not."""
        return self.form is FigureForm.COUNT and self.value.denominator == 1 and self.family is not Family.MEASURES

    @property
    def is_percent(self) -> bool:
        return self.form is FigureForm.PERCENT

    @property
    def is_exact(self) -> bool:
        return self.hedge is Hedge.EXACT and self.upper is None

    @property
    def quantity(self) -> Quantity:
        """The value as a claim holds it."""
        return int(self.value) if self.value.denominator == 1 else self.decimal

    @property
    def decimal(self) -> Decimal:
        """The value with the decimals that are printed."""
        return as_decimal(self.value, self.places)


_FIGURE = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:\u00a0\d{3}){1,3}(?:,\d{1,4})?|\d{1,3}(?: \d{3}){1,3}(?![\d.,]*\d)|\d{1,15}(?:[.,]\d{1,9}){0,4})(?!\d)"
    r"( ?%| phần trăm| ?điểm phần trăm| ?điểm %| (?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?! lệ)(?![^\W\d_]))?"
)
# A sentence cut off for its length may end inside a number.
_CUT = tuple("0123456789.,")
_MAGNITUDES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_DASH = re.compile(r"^ ?- ?$")
_TO = re.compile(r"^ đến $")
_WIDEST_RANGE = 20
_BEFORE = 24
_MORE = re.compile(
    r"(?<![^\W\d_])(?:(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )hơn|trên|quá|≥|>|>=|tối thiểu|ít nhất|không dưới) ?$"
)
_LESS = re.compile(r"(?<![^\W\d_])(?:gần|ngót|suýt|chưa đến|chưa tới|dưới|<|≤) ?$")
_ABOUT = re.compile(r"(?<![^\W\d_])(?:khoảng|chừng|ước|ước tính|ước đạt|trên dưới|xấp xỉ|~|≈) ?$")
_AFTER_MORE = re.compile(r"[^.;,\d]{0,24}?(?:trở lên|trở đi)")
# `223 đồng chí trên 230`: after a counted word "trên" divides, after these it means "more than".
_OVER = re.compile(r"(?<![^\W\d_])trên ?$")
_TRUE_MORE = re.compile(
    r"(?:^|[,;:(]|cho|có|với|đạt|được|của|là|hút|gồm|từ|đến|tới|và|học|mở|bình|lệ|chiếm|tăng|giảm) ?(?:trên|quá) ?$"
)


def figures_in(lower: str, start: int, end: int) -> tuple[Figure, ...]:
    """Return the figures of one stretch of a covered passage, in order; ranges are one figure."""
    found: list[Figure] = []
    for figure in _raw_figures(lower, start, end):
        before = found[-1] if found else None
        if before is not None and _is_range(lower, before, figure):
            found[-1] = replace(figure, start=before.start, value=before.value, upper=figure.value)
            continue
        hedge = _hedge(lower, start, before, figure)
        found.append(figure if hedge is figure.hedge else replace(figure, hedge=hedge))
    return tuple(found)


def _raw_figures(lower: str, start: int, end: int) -> Iterator[Figure]:
    for match in _FIGURE.finditer(lower, start, end):
        suffix = (match[2] or "").strip()
        form = _form(suffix)
        read = read_number(match[1], as_percent=form is not FigureForm.COUNT, is_scaled=suffix in _MAGNITUDES)
        if read is None or (match.end(1) == end and lower[end : end + 1] in _CUT):
            continue
        value, places, other = read
        noun, noun_end = noun_at(lower, match.end()), match.end()
        if noun.word:
            noun_end = noun.end
        elif form is FigureForm.COUNT:
            noun = noun_before(lower, start, match.start())
        yield Figure(
            match.start(), match.end(), value * _MAGNITUDES[suffix] if suffix in _MAGNITUDES else value, places, form,
            hedge=Hedge.ABOUT if suffix in _MAGNITUDES else Hedge.EXACT,
            word=noun.word, family=noun.family, word_end=noun_end, other=other,
        )  # fmt: skip


def _form(suffix: str) -> FigureForm:
    if suffix.startswith("điểm"):
        return FigureForm.POINTS
    return FigureForm.PERCENT if suffix in {"%", "phần trăm"} else FigureForm.COUNT


def read_number(
    digits: str, *, as_percent: bool = False, is_scaled: bool = False
) -> tuple[Fraction, int, Fraction | None] | None:
    """Return value, printed decimals and a second reading, or None for what is no number (`1.2.3`, `0905123456`).

    A point or comma before exactly three digits parts thousands, except in a percentage or before `triệu`; other marks are decimal.
    """
    digits = digits.replace("\u00a0", "").replace(" ", "")
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return None if len(digits) > 12 or (digits[0] == "0" and len(digits) > 3) else (Fraction(int(digits)), 0, None)
    groups = re.split(r"[.,]", digits)
    if len(set(marks)) == 2:
        return _mixed(groups, marks)
    by_thousands = len(groups[0]) <= 3 and groups[0] not in {"0", "00"} and all(len(group) == 3 for group in groups[1:])
    whole = Fraction(int("".join(groups)))
    if len(marks) > 1:
        return (whole, 0, None) if by_thousands else None
    decimal = Fraction(int("".join(groups)), 10 ** len(groups[1]))
    if by_thousands and not as_percent and not is_scaled:
        return whole, 0, None
    return decimal, len(groups[1]), whole if by_thousands and marks == ["."] else None


def _mixed(groups: list[str], marks: list[str]) -> tuple[Fraction, int, Fraction | None] | None:
    """Read `1.234,5` and `1,234.5`: the last mark is decimal, the others part thousands."""
    if marks.count(marks[-1]) > 1 or not all(len(group) == 3 for group in groups[1:-1]):
        return None
    return Fraction(int("".join(groups)), 10 ** len(groups[-1])), len(groups[-1]), None


def _is_range(lower: str, before: Figure, figure: Figure) -> bool:
    gap = lower[before.end : figure.start]
    if before.upper is not None or len(gap) > 6 or figure.value <= before.value:
        return False
    if figure.is_percent and figure.value - before.value > _WIDEST_RANGE:
        return False
    if _TO.search(gap):
        return before.form is FigureForm.COUNT and not before.word
    return bool(_DASH.search(gap)) and before.form in {FigureForm.COUNT, figure.form}


def _hedge(lower: str, start: int, before: Figure | None, figure: Figure) -> Hedge:
    words = lower[max(start, figure.start - _BEFORE) : figure.start]
    if figure.hedge is not Hedge.EXACT:
        return figure.hedge
    if _ABOUT.search(words):
        return Hedge.ABOUT
    if _LESS.search(words):
        return Hedge.LESS
    if _MORE.search(words) and not _divides(words, before, figure):
        return Hedge.MORE
    return Hedge.MORE if _AFTER_MORE.match(lower, figure.end) else Hedge.EXACT


def _divides(words: str, before: Figure | None, figure: Figure) -> bool:
    """Tell the `trên` of `223 đồng chí trên 230` from that of `cho trên 230 đồng chí`."""
    if before is None or not before.is_count or not figure.is_count:
        return False
    return bool(_OVER.search(words)) and not _TRUE_MORE.search(words)


def as_decimal(value: Fraction, places: int) -> Decimal:
    """Return a fraction as a decimal number, rounded half up to so many places."""
    scaled = value * 10**places
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)
