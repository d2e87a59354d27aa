"""A text in one normal form, of which every character remembers where it stood in the text that was given."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_HIDDEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# A hard space inside a number is written on purpose, an ordinary one may be chance: they stay two characters.
HARD_SPACE = "\u00a0"
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2007\u2009\u202f", HARD_SPACE),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2044\u2215\uff0f", "/"),
        "\uff05": "%",
        "\u0000": " ",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)
# What does not stand one character for one: hidden characters, marks after their letters, spaces that say nothing.
_UNEQUAL = re.compile(
    "[" + "".join(sorted(_HIDDEN)) + "]+"
    r"|(?P<marked>[^\u0300-\u036f][\u0300-\u036f]+)|[ \u00a0]+(?=\n)|(?<=\n)[ \u00a0]+|(?P<spaces>[ \u00a0]{2,})"
)
_HARD_SPACE_IN_WORDS = re.compile(f"(?<!\\d){HARD_SPACE}|{HARD_SPACE}(?!\\d)")


@dataclass(frozen=True, slots=True)
class Passage:
    """The given text (`source`), its normal form (`cased`), and that in lower case (`lower`, same length)."""

    source: str
    cased: str
    lower: str
    _starts: Sequence[int]
    _ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the normal form stands in the given text, as character offsets."""
        return self._starts[start], self._ends[end - 1]


def passage_of(text: str) -> Passage:
    """Return the passage of a text: NFC, without hidden characters, one kind each of dash, slash, percent sign, digit and space."""
    if not _UNEQUAL.search(text):
        return _passage(text, text.translate(_SAME), range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for match in _UNEQUAL.finditer(text):
        pieces.append(text[place : match.start()])
        starts += range(place, match.start())
        ends += range(place + 1, match.start() + 1)
        place = match.end()
        kept = unicodedata.normalize("NFC", match["marked"]) if match["marked"] else " " if match["spaces"] else ""
        pieces.append(kept)
        starts += [match.start()] * len(kept)
        ends += [match.end()] * len(kept)
    pieces.append(text[place:])
    starts += range(place, len(text))
    ends += range(place + 1, len(text) + 1)
    return _passage(text, "".join(pieces).translate(_SAME), starts, ends)


def _passage(source: str, normal: str, starts: Sequence[int], ends: Sequence[int]) -> Passage:
    cased = _HARD_SPACE_IN_WORDS.sub(" ", normal)
    return Passage(source, cased, _lowered(cased), starts, ends)


def _lowered(cased: str) -> str:
    lower = cased.lower()
    if len(lower) == len(cased):
        return lower
    # A few capitals grow in lower case (İ); they stay as they are, so that both forms keep one length.
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in cased)
