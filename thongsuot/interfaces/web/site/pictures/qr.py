"""A QR code as one path of squares: a template draws it with attributes alone."""

from dataclasses import dataclass

import segno

_BORDER = 4


@dataclass(frozen=True, slots=True)
class QrPicture:
    """The path, the length of a side in modules, border included, and what it leads to."""

    path: str
    side: int
    text: str


def qr_picture(text: str) -> QrPicture:
    """Return the QR code of a text, error correction M, as one path."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    squares = [
        f"M{x + _BORDER} {y + _BORDER}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    ]
    return QrPicture("".join(squares), len(rows) + 2 * _BORDER, text)
