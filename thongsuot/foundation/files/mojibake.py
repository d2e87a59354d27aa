"""Old Vietnamese fonts inside a Unicode spreadsheet: cells that say «NguyÔn V¨n An» and mean «Nguyễn Văn An».

Such a workbook holds TCVN3 or VNI bytes as Windows-1252 letters; only the font made them readable. Runs in the jailed child.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thongsuot.foundation.files.cells import clean_text
from thongsuot.foundation.files.encodings import MARGIN, PLAUSIBLE, plausibility
from thongsuot.foundation.files.legacy_letters import UNREADABLE, decode_tcvn3, decode_vni
from thongsuot.foundation.files.syllables import is_syllable

FONT_ENCODINGS = {"tcvn3": decode_tcvn3, "vni": decode_vni}

_WORD = re.compile(rb"[A-Za-z\xa1-\xff]+")
_ONLY_IN_UNICODE = re.compile("[\u0100-\u1fff]")
_ENOUGH_WORDS = 2
_WORDS_LOOKED_AT = 3_000


@dataclass(frozen=True, slots=True)
class FontSuspicion:
    """Columns (counted from 0) that read better in a font encoding than as they stand, with one cell before and after."""

    encoding: str
    columns: frozenset[int]
    before: str
    after: str


def font_suspicions(columns: Sequence[Iterable[str]]) -> list[FontSuspicion]:
    """Return how the texts of a sheet's columns may have been meant, most plausible first; empty when they read well as they are."""
    words = [_words_of(texts) for texts in columns]
    as_is = [plausibility(column, lambda word: word.decode("latin-1")) for column in words]
    found = []
    for encoding, decode in FONT_ENCODINGS.items():
        shares = [plausibility(column, decode) for column in words]
        plain = [place for place, share in enumerate(shares) if share >= max(PLAUSIBLE, as_is[place] + MARGIN)]
        if sum(len(words[place]) for place in plain) >= _ENOUGH_WORDS:
            better = frozenset(place for place, share in enumerate(shares) if share > as_is[place])
            weight = sum(len(words[place]) * shares[place] for place in better)
            before = _longest_legacy(text for place in plain for text in columns[place])
            found.append((weight, FontSuspicion(encoding, better, before, with_unicode_letters(before, encoding))))
    return [suspicion for _, suspicion in sorted(found, key=lambda pair: -pair[0])]


def with_unicode_letters(text: str, encoding: str) -> str:
    """Return the text as its font showed it; a text that cannot be meant so, or reads better as it is, stays."""
    content = _legacy_bytes(text)
    if content is None:
        return text
    meant = FONT_ENCODINGS[encoding](content)
    words = [word for word in _WORD.findall(content) if not word.isascii()]
    reads_well = bool(words) and all(is_syllable(word.decode("latin-1")) for word in words)
    meant_well = all(is_syllable(FONT_ENCODINGS[encoding](word)) for word in words)
    return text if UNREADABLE in meant or (reads_well and not meant_well) else meant


def may_be_font_text(text: str) -> bool:
    """Tell, quickly, whether a text may owe its letters to a font: it goes beyond ASCII, but holds no letter that only Unicode has."""
    return not text.isascii() and not _ONLY_IN_UNICODE.search(text)


def _words_of(texts: Iterable[str]) -> Counter[bytes]:
    words: Counter[bytes] = Counter()
    for text in texts:
        if len(words) > _WORDS_LOOKED_AT:
            break
        content = _legacy_bytes(text)
        if content is not None:
            words.update(word for word in _WORD.findall(content) if not word.isascii())
    return words


def _legacy_bytes(text: str) -> bytes | None:
    try:
        return text.encode("cp1252") if may_be_font_text(text) else None
    except UnicodeEncodeError:
        return None


def _longest_legacy(texts: Iterable[str]) -> str:
    candidates = (text for text, _ in zip(texts, range(1_000), strict=False) if _legacy_bytes(text) is not None)
    return clean_text(max(candidates, key=len, default="")[:80])
