"""Where sentences begin and end: at full stops, at line ends that are not mere wrapping, never inside a list under a colon."""

import re
from collections.abc import Iterator

_LONGEST = 2000
_BREAK = re.compile(r"[.!?…]{1,3}[\"”’)\]]?(?=\s|$)|\n|\t| \| ")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:tp|tx|tt|th\.?s|ts|gs|pgs|bs|ks|đ/c|p|q|h|v\.v|vv|tr|st|ub|no|kt|tm|tl|t\.ư)$", re.IGNORECASE
)
_BULLET = re.compile(r"\s*[-+•*●▪]")
_NEXT_STARTS_LOW = re.compile(r"[^\W\d_A-ZĐ]|[%(]|\d(?!\d?[.)]\s)")
_NARROWEST, _WRAPPED = 50, 140
_FULL = 0.7
_LEAST_BEFORE_A_FIGURE = 30


def sentences_of(cased: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a passage as (start, end), in order, none longer than 2,000 characters."""
    widest = max((len(line) for line in cased.split("\n")), default=0)
    full = int(widest * _FULL) if _NARROWEST <= widest <= _WRAPPED else 0
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(cased):
        if _goes_on(cased, match, start, full):
            continue
        found += _capped(start, match.end(), cased)
        start = match.end()
    found += _capped(start, len(cased), cased)
    return tuple(found)


def _goes_on(cased: str, match: re.Match[str], start: int, full: int) -> bool:
    if match.group() == "\n":
        return _is_wrapping(cased, match.start(), full)
    if match.group() in {"\t", " | "}:
        return False
    if _SHORTENED.search(cased, max(start, match.start() - 6), match.start()):
        return True
    after = cased[match.end() : match.end() + 3].lstrip()
    return bool(after) and after[0].islower()


def _is_wrapping(cased: str, place: int, full: int) -> bool:
    """Tell whether a line end only wraps a sentence, or parts the entries of a list under a colon."""
    line_start = cased.rfind("\n", 0, place) + 1
    line = cased[line_start:place].rstrip()
    after = cased[place + 1 : place + 8]
    if not line or not after.strip() or after[0] == "\n":
        return False
    if _BULLET.match(after):
        return line[-1] in ":;,"
    if line[-1] in ".!?…:;":
        return False
    if _NEXT_STARTS_LOW.match(after.lstrip()) and (after[0].islower() or len(line) >= _LEAST_BEFORE_A_FIGURE):
        return True
    return bool(full) and len(line) >= full


def _capped(start: int, end: int, cased: str) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence at a space, so that work stays linear in the length of the text."""
    while end - start > _LONGEST:
        cut = cased.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    if cased[start:end].strip():
        yield start, end
