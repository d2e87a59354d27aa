"""Pictures of signed sheets, drawn: paper, lines, a squiggle for each signature."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

_SIZE = (620, 877)
_PAPER, _INK, _PEN = (250, 248, 244), (60, 58, 54), (23, 71, 122)


def sheet_picture(seed: str, signatures: int) -> bytes:
    """Return a small JPEG of a sheet with so many signatures (as many as fit are drawn)."""
    choose = Random(seed)  # noqa: S311 - a drawing needs to be the same every time
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 560, 76), outline=_INK)
    for row in range(min(signatures, 34)):
        y = 120 + row * 21
        pen.line((60, y, 560, y), fill=_INK)
        pen.line((80, y - 8, 80 + choose.randrange(90, 190), y - 8), fill=_INK, width=3)
        points = [(420 + step * 9, y - 10 + choose.randrange(-7, 7)) for step in range(choose.randrange(6, 12))]
        pen.line(points, fill=_PEN, width=2)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=60)
    return buffer.getvalue()
