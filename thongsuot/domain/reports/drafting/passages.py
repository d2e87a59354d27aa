"""A report's text before it is numbered: passages of paragraphs, with a prompt where the office must add its own words."""

from dataclasses import dataclass

from thongsuot.domain.reports.documents.content import Paragraph, Run
from thongsuot.domain.reports.drafting.remarks import Place, Remarks

PART, POINT, PLAIN = 1, 2, 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading (none for `PLAIN`) and what stands under it. An empty passage with a prompt is left for the office to fill.

    `level` is PART (I, II), POINT (1, 2) or PLAIN.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]
    level: int = PART
    prompt: str = ""


def sentence(*parts: str | Run) -> Paragraph:
    """Return a paragraph of plain words and figures."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


def prose(remarks: Remarks, place: Place) -> tuple[Paragraph, ...]:
    """Return the office's own words of a place."""
    return tuple(sentence(line) for line in remarks.lines(place))


def point_of(remarks: Remarks, place: Place, heading: str, *, level: int = POINT, prompt: str = "") -> list[Passage]:
    """Return the office's words under a heading; without any, an empty passage that asks for them, or nothing to ask for."""
    written = prose(remarks, place)
    return [Passage(heading, written, level, prompt)] if written or prompt else []
