"""Pictures of papers, drawn: signed sheets with a squiggle for each signature, documents with a seal."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

_SIZE = (620, 877)
_PAPER, _INK, _PEN, _SEAL = (250, 248, 244), (60, 58, 54), (23, 71, 122), (176, 34, 38)


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
    return _jpeg(picture)


def document_picture(seed: str) -> bytes:
    """Return a small JPEG of a document of one page: head, paragraphs, signature and seal."""
    choose = Random(seed)  # noqa: S311 - a drawing needs to be the same every time
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    for left, right, y in ((60, 250, 60), (90, 220, 80), (340, 560, 60), (380, 520, 80)):
        pen.line((left, y, right, y), fill=_INK, width=4)
    pen.line((180, 140, 440, 140), fill=_INK, width=7)
    for line in range(24):
        is_last = line % 6 == 5
        pen.line(
            (60, 190 + line * 20, 60 + choose.randrange(160, 400) if is_last else 560, 190 + line * 20),
            fill=_INK,
            width=3,
        )
    points = [(400 + step * 10, 750 + choose.randrange(-9, 9)) for step in range(12)]
    pen.line(points, fill=_PEN, width=3)
    pen.ellipse((350, 700, 450, 800), outline=_SEAL, width=5)
    return _jpeg(picture)


def _jpeg(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=60)
    return buffer.getvalue()
