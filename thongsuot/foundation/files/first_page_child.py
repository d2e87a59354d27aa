"""What runs in the jail: the text at the beginning of a word-processor file or a PDF, as JSON. Called as main([path, kind])."""

import codecs
import io
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2

from thongsuot.foundation.files.jail import close_the_doors

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST = 2_000
# Codecs are imported on first use; once the doors are closed they could not be.
_CODECS = ("utf-8", "utf-16-le", "cp437", "latin-1", "ascii")


def main(arguments: Sequence[str]) -> None:
    """Read the file and write its first lines, 2,000 characters at most, to standard output."""
    path, kind = arguments
    for name in _CODECS:
        codecs.lookup(name)
    with Path(path).open("rb") as file:
        close_the_doors()
        content = file.read()
    text = _word_text(content) if kind == "docx" else _pdf_text(content)
    sys.stdout.write(json.dumps(text[:_LONGEST]))
    sys.stdout.flush()


def _word_text(content: bytes) -> str:
    lines: list[str] = []
    words: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)).open("word/document.xml") as body:
        for _event, element in ElementTree.iterparse(body):  # noqa: S314 - in the jail, bounded in memory and time
            if element.tag == _WORD + "t":
                words.append(element.text or "")
            elif element.tag == _WORD + "p":
                lines.append("".join(words))
                words.clear()
            if sum(map(len, lines)) > _LONGEST:
                break
    return "\n".join(lines)


def _pdf_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        page: str = document[0].get_textpage().get_text_range()
        return page
