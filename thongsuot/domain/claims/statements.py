"""A sentence with its figures and brackets: what the detectors look at."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from thongsuot.domain.claims.figures import Figure, figures_in
from thongsuot.domain.claims.passages import Passage
from thongsuot.domain.claims.sentences import sentences_of
from thongsuot.domain.claims.traps import covered

Bracket = tuple[int, int]
_MOST_FIGURES = 120
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9][0-9.,]*")
_AIM_WORDS = re.compile(r"phấn đấu|chỉ tiêu|mục tiêu|kế hoạch đề ra|trở lên|tối thiểu|ít nhất|không dưới|yêu cầu|[≥]")


@dataclass(frozen=True)
class Statement:
    """One sentence of a covered passage. All places are places in the passage's normal form."""

    lower: str
    start: int
    end: int
    number: int
    figures: tuple[Figure, ...]

    @property
    def text(self) -> str:
        return self.lower[self.start : self.end]

    @cached_property
    def counts(self) -> tuple[Figure, ...]:
        """Whole counts, exact or hedged."""
        return tuple(figure for figure in self.figures if figure.is_count)

    @cached_property
    def percents(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.is_percent)

    @cached_property
    def brackets(self) -> tuple[Bracket, ...]:
        """The bracketed stretches (opening, closing); an unclosed bracket reaches to the end."""
        opened: list[int] = []
        found: list[Bracket] = []
        for place in range(self.start, self.end):
            if self.lower[place] in "([":
                opened.append(place)
            elif self.lower[place] in ")]" and opened:
                found.append((opened.pop(), place))
        return tuple(sorted([*found, *((place, self.end) for place in opened)]))

    def bracket_of(self, place: int) -> Bracket | None:
        """Return the innermost bracket around a place."""
        around = [bracket for bracket in self.brackets if bracket[0] < place < bracket[1]]
        return max(around) if around else None

    def before(self, place: int, length: int = 60) -> str:
        """Return at most so many characters of the sentence before a place."""
        return self.lower[max(self.start, place - length) : place]

    def after(self, place: int, length: int = 60) -> str:
        """Return at most so many characters of the sentence after a place."""
        return self.lower[place : min(self.end, place + length)]

    def between(self, one: int, other: int) -> str:
        return self.lower[one:other]

    def counts_between(self, start: int, end: int) -> list[Figure]:
        """Return the counts that lie wholly between two places."""
        return [figure for figure in self.counts if figure.start >= start and figure.end <= end]


def statements_of(passage: Passage) -> tuple[Statement, ...]:
    """Return the sentences of a passage with their figures; what is nothing but figures is no sentence and has none."""
    places = sentences_of(passage.cased)
    pieces: list[str] = []
    end = 0
    for start, stop in places:
        pieces += [passage.lower[end:start], _unwrapped(passage, start, stop)]
        end = stop
    lower = "".join([*pieces, passage.lower[end:]])
    return tuple(
        Statement(lower, start, stop, number, _figures(lower, start, stop))
        for number, (start, stop) in enumerate(places)
    )


def _unwrapped(passage: Passage, start: int, end: int) -> str:
    """Return a sentence with its traps covered and the line ends inside it as spaces."""
    lower = passage.lower[start:end]
    return covered(passage.cased[start:end], lower).replace("\n", " ") if _DIGIT.search(lower) else lower


def _figures(lower: str, start: int, end: int) -> tuple[Figure, ...]:
    runs = len(_DIGITS.findall(lower, start, end))
    return figures_in(lower, start, end) if 0 < runs <= _MOST_FIGURES else ()


def targets_in(statements: tuple[Statement, ...]) -> frozenset[Fraction]:
    """Return the percentages that the text calls aims: `phấn đấu … 98%`, `90% trở lên`."""
    return frozenset(
        percent.value
        for statement in statements
        for percent in statement.percents
        if _AIM_WORDS.search(statement.before(percent.start, 80)) or _AIM_WORDS.search(statement.after(percent.end, 24))
    )
