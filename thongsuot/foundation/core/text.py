"""Vietnamese text: one normal form on entry, one folded form for search, one key for order.

Folding: NFC, lower case, no tone or vowel marks, đ -> d, single spaces; the old and new placing of tone marks (hoà, hòa)
and i/y after a consonant fold alike. Order: the dictionary's, letters first (a ă â b c d đ e ê …), tone second.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền, hỏi, ngã, sắc, nặng
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_MARKS = re.compile("[\u0300-\u036f]")
_FINAL_Y = re.compile(r"\b([bcdghklmnprstvx]|qu|th|ch|kh|ph|tr|nh|ng|ngh|gh)y\b")


def nfc(text: str) -> str:
    """Return the text in NFC with single spaces and none at its ends: the form in which everything is stored."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_marks(text: str) -> str:
    """Return the text without tone and vowel marks, đ as d; case is kept."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return _MARKS.sub("", decomposed)


@lru_cache(maxsize=8_192)  # in a list of people the names of units, kinds and posts come thousands of times
def folded(text: str) -> str:
    """Return the form in which texts are compared and searched."""
    return " ".join(filter(None, map(_folded_word, text.split())))


def sort_key(text: str) -> str:
    """Return a key that puts Vietnamese text into dictionary order when compared byte by byte."""
    words = [_word_key(word) for word in unicodedata.normalize("NFC", text).split()]
    letters, tones = (" ".join(side).rstrip() for side in zip(*words, strict=True)) if words else ("", "")
    return letters + "\x01" + tones


def person_sort_key(family_name: str, middle_name: str, given_name: str) -> str:
    """Return the key for lists of people: given name first, then family name, then middle name."""
    return "\x02".join(sort_key(part) for part in (given_name, family_name, middle_name))


def split_name(full_name: str) -> tuple[str, str, str]:
    """Propose family, middle and given name. A name that is not of the Kinh pattern keeps its whole first word.

    The split is a proposal to be corrected by a person, never a fact (H'Hen Niê, Y Thông Niê Kđăm).
    """
    words = nfc(full_name).split()
    if len(words) == 1:
        return "", "", words[0]
    return words[0], " ".join(words[1:-1]), words[-1]


def initials(text: str) -> str:
    """Return the first letters of the first and last word, for a round sign beside a name."""
    words = nfc(text).split()
    return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else text[:2].upper()


# Vietnamese has some seven thousand syllables: in lists of people nearly every word has been met before.
@lru_cache(maxsize=16_384)
def _folded_word(word: str) -> str:
    return _FINAL_Y.sub(r"\1i", without_marks(word).lower())


@lru_cache(maxsize=16_384)
def _word_key(word: str) -> tuple[str, str]:
    letters, tones = [], []
    for character in word.lower():
        base, tone = _base_and_tone(character)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters), "".join(tones)


def _base_and_tone(character: str) -> tuple[str, str]:
    base, tone = "", "0"
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            base += part
    return unicodedata.normalize("NFC", base), tone
