"""Words inside the cells of an icicle: only where they fit, lying if possible, standing where the cell is narrow."""

from typing import Protocol

from thongsuot.interfaces.web.site.pictures.shapes import Label, rounded, text_width, wrapped_lines

_SIZE = 12.5
_LINE = 15.5
_PAD = 8.0
_STANDING_ROOM = 100.0
_STANDING_WIDTH = 16.0


# What stands before most names of units and tells nothing in a picture of units; and words with a usual abbreviation.
_LEADING = ("Đảng bộ ", "Chi bộ ", "Đảng ủy ")
_USUAL = (("Công ty", "Cty"), ("Bệnh viện", "BV"), ("Trung tâm", "TT"), ("Ngân hàng", "NH"), ("Ban Quản lý", "BQL"))
_FEWEST_WORDS = 2


class Named(Protocol):
    """What can be written into a cell."""

    @property
    def name(self) -> str:
        """The unit's full name."""

    @property
    def short_name(self) -> str:
        """The name for narrow places; may be empty."""

    @property
    def rate_text(self) -> str:
        """The percentage as shown; may be empty."""

    @property
    def fraction_text(self) -> str:
        """The fraction as shown."""


def short_name(name: str) -> str:
    """Return a unit's name without the word for its kind, and with the usual abbreviations: BV Đa khoa tỉnh."""
    short = next((name.removeprefix(word) for word in _LEADING if name.startswith(word)), name)
    for whole, usual in _USUAL:
        short = short.replace(whole, usual)
    return short[:1].upper() + short[1:]


def root_labels(node: Named, *, x: float, y: float, width: float, height: float) -> tuple[Label, ...]:
    """Return the name at the left and the figure at the right of the widest row."""
    baseline = rounded(y + height / 2 + 6)
    figure = " · ".join(part for part in (node.fraction_text, node.rate_text) if part)
    right = Label(rounded(x + width - 10), baseline, figure, "strong", "end")
    room = width - 30 - text_width(figure, _SIZE)
    name = next((text for text in _names(node) if text_width(text, _SIZE) <= room), "")
    return (Label(rounded(x + 10), baseline, name, "strong"), right) if name else (right,)


def cell_labels(node: Named, *, x: float, y: float, width: float, height: float) -> tuple[Label, ...]:
    """Return the labels of one cell; none where nothing fits."""
    lying = _lying(node, x=x, y=y, width=width, height=height)
    if lying or height < _STANDING_ROOM or width < _STANDING_WIDTH:
        return lying
    return _standing(node, x=x, y=y, width=width, height=height)


def _names(node: Named) -> list[str]:
    return [name for name in (node.name, node.short_name) if name]


def _cut(name: str) -> list[str]:
    """Return a short name without its last words, longer ones first: the picture's title has it in full."""
    words = name.split()
    return [" ".join(words[:kept]) + "…" for kept in range(len(words) - 1, _FEWEST_WORDS - 1, -1)]


def _lying(node: Named, *, x: float, y: float, width: float, height: float) -> tuple[Label, ...]:
    figure = node.rate_text or node.fraction_text
    for name in _names(node):
        lines = wrapped_lines(name, width=width - 2 * _PAD, size=_SIZE)
        if lines and len(lines) * _LINE + 2 * _PAD + _LINE <= height and text_width(figure, _SIZE) <= width - 2 * _PAD:
            left = rounded(x + _PAD)
            named = [Label(left, rounded(y + 19 + number * _LINE), line) for number, line in enumerate(lines)]
            return (*named, Label(left, rounded(y + height - 9), figure, "strong"))
    return ()


def _standing(node: Named, *, x: float, y: float, width: float, height: float) -> tuple[Label, ...]:
    name = next(
        (text for text in [*_names(node), *_cut(node.short_name)] if text_width(text, _SIZE) <= height - 16), ""
    )
    if not name:
        return ()
    bottom = rounded(y + height - 8)
    figure = node.rate_text or node.fraction_text
    if width < 2 * _STANDING_WIDTH or not figure:
        return (Label(rounded(x + width / 2 + 4.5), bottom, name, "", "start", turned=True),)
    return (
        Label(rounded(x + width / 2 - 3.5), bottom, name, "", "start", turned=True),
        Label(rounded(x + width / 2 + 12.5), bottom, figure, "strong", "start", turned=True),
    )
