"""How wide the columns of an annex are, and how large its letters may be, so that it stands on a sheet of A4 on its side.

Widths are measured with the document's own typeface (Tinos, metrically equal to Times New Roman), so that numbers never break
and Word and PDF agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import ImageFont

from thongsuot.domain.reports.documents.cells import cell_text, printable
from thongsuot.domain.reports.documents.content import AnnexTable, ColumnKind
from thongsuot.foundation.core.errors import Refusal

FONTS = Path(__file__).parent.parent / "fonts"
LANDSCAPE_WIDTH_MM = 262.0  # 297 less margins of 20 and 15
LARGEST_PT, SMALLEST_PT, STEP_PT = 11.0, 7.0, 0.5
_MM_PER_PT = 25.4 / 72
_UNITS_PER_EM = 1000
_PADDING_EM = 0.25
_ROOMY_EM = 14.0  # a column of names or remarks no narrower than this needs no smaller letters
LONGEST_WORD_EM = 12.0
_WIDEST_HEAD_EM = 6.0
_SNUG = 1.02  # renderers round widths to their own grid; a number must not break for a hundredth of a millimetre


class AnnexTooWide(Refusal):
    """The table has more columns than a sheet of paper can carry in letters that can be read."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters in points and the width of every column in millimetres; the widths fill the sheet."""

    font_pt: float
    widths_mm: tuple[float, ...]

    @property
    def padding_mm(self) -> float:
        """The space between a cell's text and its left and right edge."""
        return _PADDING_EM * self.font_pt * _MM_PER_PT


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for, in em: `least` keeps its longest word whole, `full` keeps every cell on one line."""

    least: float
    full: float
    is_prose: bool


def fit(table: AnnexTable, width_mm: float = LANDSCAPE_WIDTH_MM) -> Fit:
    """Return the largest letters, and the column widths, with which the table fits a sheet of that width.

    Refuses AnnexTooWide when it does not fit even in letters of 7 points.
    """
    needs = column_needs(table)
    size = _largest_size(needs, width_mm)
    if size is None:
        raise AnnexTooWide(
            _("Phụ lục “%(title)s” có %(count)d cột, không đặt vừa khổ A4 ngang. Hãy bớt nhóm cột hoặc xuất bản Excel.")
            % {"title": table.title, "count": len(table.columns)}
        )
    return Fit(font_pt=size, widths_mm=_shared_out(needs, size, width_mm))


def wanted_widths_mm(table: AnnexTable, size: float) -> tuple[float, ...]:
    """Return the width each column wants in letters of that size: numbers and words whole, names on few lines."""
    return tuple(_asked(need, size) for need in column_needs(table))


def column_needs(table: AnnexTable) -> tuple[Need, ...]:
    """Return what each column needs, left to right, from its headers and its cells."""
    titles = _titles_over(table)
    return tuple(
        _need(column.kind, titles[place], {cell_text(row[place], column.kind) for row in table.all_rows})
        for place, column in enumerate(table.columns)
    )


def width_em(text: str, *, bold: bool = False) -> float:
    """Return the width of a line of text in em."""
    return _face(bold).getlength(text) / _UNITS_PER_EM


def breakable(text: str) -> str:
    """Return the text with places to break (zero-width spaces) in words too long for a column, such as addresses of pages."""
    return " ".join(word if width_em(word) <= LONGEST_WORD_EM else "\u200b".join(word) for word in text.split(" "))


def _need(kind: ColumnKind, titles: Iterable[str], texts: set[str]) -> Need:
    head = max((width_em(word, bold=True) for title in titles for word in title.split()), default=0)
    # The total row is bold and usually the widest; every cell is measured as if it were bold.
    full = max((width_em(text, bold=True) for text in texts), default=0)
    if kind is not ColumnKind.TEXT:
        # A head of more than three lines or so eats the page.
        least = max(head, full, max((width_em(title, bold=True) / 3 for title in titles), default=0))
        return Need(least=least, full=max(least, _two_lines(titles)), is_prose=False)
    word = max((width_em(part, bold=True) for text in texts for part in text.split()), default=0)
    return Need(least=max(head, min(word, LONGEST_WORD_EM)), full=max(head, full), is_prose=True)


def _two_lines(titles: Iterable[str]) -> float:
    """Return the width in which a title stands on about two lines: more is asked for numbers only to please the eye."""
    return min(_WIDEST_HEAD_EM, max((0.6 * width_em(title, bold=True) for title in titles), default=0))


def _titles_over(table: AnnexTable) -> list[list[str]]:
    """Return the header texts each column must be wide enough for; a group's title counts only over a single column."""
    titles = []
    for group in table.groups:
        for column in group.columns:
            over = [group.title] if len(group.columns) == 1 else []
            titles.append([printable(title) for title in (column.title, *over)])
    return titles


def _largest_size(needs: tuple[Need, ...], width_mm: float) -> float | None:
    sizes = int((LARGEST_PT - SMALLEST_PT) / STEP_PT) + 1
    for size in (LARGEST_PT - STEP_PT * step for step in range(sizes)):
        if sum(_asked(need, size) for need in needs) <= width_mm:
            return size
    tight = sum(_mm(need.least, SMALLEST_PT) for need in needs)
    return SMALLEST_PT if tight <= width_mm else None


def _asked(need: Need, size: float) -> float:
    return _mm(max(need.least, min(need.full, _ROOMY_EM)) if need.is_prose else need.least, size)


def _shared_out(needs: tuple[Need, ...], size: float, width_mm: float) -> tuple[float, ...]:
    """Numbers get their least first; then texts share what is left; then the heads of numbers; then all of them alike."""
    widths = [_mm(need.least, size) for need in needs]
    for is_prose in (True, False):
        places = [place for place, need in enumerate(needs) if need.is_prose is is_prose]
        basins = [(widths[place], _mm(needs[place].full, size)) for place in places]
        water = width_mm - sum(widths) + sum(least for least, _full in basins)
        for place, width in zip(places, _poured(basins, water), strict=True):
            widths[place] = width
    each = (width_mm - sum(widths)) / len(widths)
    return _rounded([width + each for width in widths])


def _poured(basins: Sequence[tuple[float, float]], water: float) -> list[float]:
    """Fill basins, each from its least to its full, to one level: small wishes are met whole, the large ones share alike."""
    low, high = 0.0, water
    for _step in range(30):
        level = (low + high) / 2
        filled = sum(min(full, max(least, level)) for least, full in basins)
        low, high = (level, high) if filled <= water else (low, level)
    return [min(full, max(least, low)) for least, full in basins]


def _rounded(widths: list[float]) -> tuple[float, ...]:
    """Round to tenths of a millimetre so that the sum stays what it was."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    tenths = [round(edge * 10) for edge in edges]
    return tuple((right - left) / 10 for left, right in pairwise(tenths))


def _mm(em: float, size: float) -> float:
    return (em * _SNUG + 2 * _PADDING_EM) * size * _MM_PER_PT


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf"
    return ImageFont.truetype(FONTS / name, _UNITS_PER_EM, layout_engine=ImageFont.Layout.BASIC)
