"""What all pictures are made of: labels, room for words, and shares of a length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# The share of the type size that a letter of the interface face takes on average; Vietnamese names were measured.
_LETTER_WIDTH = 0.57


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of text at a point of a picture; `turned` reads upwards around that point."""

    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"
    turned: bool = False


def text_width(text: str, size: float) -> float:
    """Return the estimated width of a text in the same units as its type size."""
    return len(text) * size * _LETTER_WIDTH


def wrapped_lines(text: str, *, width: float, size: float) -> tuple[str, ...]:
    """Return the text in lines no wider than `width`; empty where one word alone is too wide."""
    lines: list[str] = []
    for word in text.split():
        if text_width(word, size) > width:
            return ()
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def rounded(number: float) -> float:
    """Return a coordinate with two decimals: finer than any screen, short in the page."""
    return round(number + 0.0, 2)


def shared_out(start: float, width: float, *, weights: Sequence[int], whole: int) -> Iterator[tuple[float, float]]:
    """Yield (start, width) of neighbouring parts whose edges meet exactly; `whole` is the weight of the full width."""
    before = 0
    for weight in weights:
        left = rounded(start + width * before / whole)
        before += weight
        yield left, rounded(rounded(start + width * before / whole) - left)
