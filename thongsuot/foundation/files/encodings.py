"""Which encoding a text file is in: Unicode where it is certain, else the most plausible Vietnamese, else a question.

Runs in the jailed child: no Django here.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from thongsuot.foundation.files.cells import CannotRead
from thongsuot.foundation.files.legacy_letters import decode_tcvn3, decode_vni
from thongsuot.foundation.files.syllables import is_syllable

# From this share of Vietnamese syllables a guess may stand, if the next best lies this far behind.
PLAUSIBLE = 0.6
MARGIN = 0.25

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEGACY: dict[str, Callable[[bytes], str]] = {
    "tcvn3": decode_tcvn3,
    "vni": decode_vni,
    "windows-1258": lambda content: content.decode("cp1258", "replace"),
    "windows-1252": lambda content: content.decode("cp1252", "replace"),
}
LEGACY_ENCODINGS = frozenset(_LEGACY)
_VIETNAMESE = ("tcvn3", "vni", "windows-1258")
_WORD = re.compile(rb"[A-Za-z\xa1-\xff]+")
_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_LOST_LETTERS_ALLOWED = 2
_SAMPLE_LENGTH = 80
_LOOKED_AT_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and the name of the encoding it was in."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class UndecidedEncoding:
    """Encodings that are about equally plausible, best first, each with how a line of the file would read."""

    samples: tuple[tuple[str, str], ...]


def decode_text(content: bytes, answer: str | None = None) -> DecodedText | UndecidedEncoding:
    """Return the text of a file, or the encodings between which a person must choose.

    `answer` is that choice. Refuses (CannotRead) damaged Unicode and text whose Vietnamese letters were lost as question marks.
    """
    decided = _unicode(content, answer) or _legacy(content, answer)
    if isinstance(decided, DecodedText):
        _refuse_lost_letters(decided.text)
    return decided


def _unicode(content: bytes, answer: str | None) -> DecodedText | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return DecodedText(_strict(content, "utf-8-sig" if encoding == "utf-8" else encoding), encoding)
    if answer in _LEGACY:
        return None
    try:
        return DecodedText(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(content[max(0, error.start - _LOOKED_AT_BYTES) : error.start + _LOOKED_AT_BYTES]):
            raise CannotRead("damaged_text", row=content.count(b"\n", 0, error.start) + 1)
        return None


def _strict(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise CannotRead("damaged_text", row=content.count(b"\n", 0, error.start) + 1)


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    good = sum(not character.isascii() for character in text) - text.count("\ufffd")
    return good > 20 * text.count("\ufffd")


def _legacy(content: bytes, answer: str | None) -> DecodedText | UndecidedEncoding:
    if answer in _LEGACY:
        return DecodedText(_LEGACY[answer](content), answer)
    words = Counter(word for word in _WORD.findall(content[:_LOOKED_AT_BYTES]) if not word.isascii())
    shares = {encoding: plausibility(words, _LEGACY[encoding]) for encoding in _VIETNAMESE}
    best, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    if shares[best] >= PLAUSIBLE and shares[best] - shares[second] >= MARGIN:
        return DecodedText(_LEGACY[best](content), best)
    return UndecidedEncoding(_samples(content, shares))


def plausibility(words: Counter[bytes], decode: Callable[[bytes], str]) -> float:
    """Return which share of the words (each counted at most five times) are Vietnamese syllables in an encoding, 0 to 1."""
    counts = {word: min(count, 5) for word, count in words.items()}
    syllables = sum(count for word, count in counts.items() if is_syllable(decode(word)))
    return syllables / sum(counts.values()) if counts else 0.0


def _samples(content: bytes, shares: dict[str, float]) -> tuple[tuple[str, str], ...]:
    line = next((line for line in content.splitlines() if not line.isascii()), b"")[:_SAMPLE_LENGTH]
    best = max(shares.values())
    close = [encoding for encoding in shares if shares[encoding] > best - MARGIN]
    ranked = sorted(close, key=shares.__getitem__, reverse=True)
    if best < PLAUSIBLE:
        ranked.append("windows-1252")
    return tuple((encoding, " ".join(_LEGACY[encoding](line).split())) for encoding in ranked)


def _refuse_lost_letters(text: str) -> None:
    # English Excel saving "CSV" writes Nguy?n V?n An: the letters are gone from the file, no encoding brings them back.
    lost = _LOST_LETTER.findall(text)
    if len(lost) > _LOST_LETTERS_ALLOWED and not any(ord(letter) > 0xFF for letter in text[:100_000]):
        place = _LOST_LETTER.search(text)
        raise CannotRead("letters_are_lost", row=text.count("\n", 0, place.start() if place else 0) + 1)
