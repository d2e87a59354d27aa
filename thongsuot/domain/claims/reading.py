"""The text of a file to be checked: plain text, word-processor files (.docx) and PDF, read in the order of the page.

Who takes files from strangers calls this inside the jailed child of foundation.files; here only the file's own size is bounded.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax import SAXException

import docx
import pypdfium2
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import LxmlError

from thongsuot.foundation.core.errors import Refusal

_MOST_BYTES = 20 * 2**20
_MOST_UNPACKED = 200 * 2**20
_MOST_PAGES = 2000
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# pdfium marks a hyphen at a line's end with this character that is no character.
_LINE_END_HYPHEN = "\ufffe"


class FileKindNotRead(Refusal):
    """The file is neither text, .docx nor .pdf."""


class FileNotReadable(Refusal):
    """The file is broken, locked, too large, or not in a known encoding."""


class FileHoldsNoText(Refusal):
    """The file can be opened but holds no text, as a scan does."""


def text_of(source: Path | bytes, name: str = "") -> str:
    """Return the text of a file; `name` tells its kind when bytes are given. Offsets of claims refer to this text.

    Paragraphs end with a line feed, the cells of a table row are parted by tabs. Refuses FileKindNotRead, FileNotReadable,
    FileHoldsNoText.
    """
    content = _content(source)
    kind = Path(name or (source.name if isinstance(source, Path) else "")).suffix.lower()
    readers = {".txt": _plain_text, ".docx": _word_text, ".pdf": _pdf_text}
    if kind not in readers:
        raise FileKindNotRead(
            _("Chỉ đọc được tệp .txt, .docx và .pdf. Lưu lại tệp dưới một trong ba dạng này rồi gửi lại.")
        )
    text = readers[kind](content)
    if not text.strip():
        raise FileHoldsNoText(
            _(
                "Tệp không có chữ để kiểm tra; có thể đây là bản chụp. Gửi bản Word hoặc bản PDF xuất từ Word thay cho bản chụp."
            )
        )
    return text


def _content(source: Path | bytes) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > _MOST_BYTES:
        raise FileNotReadable(_("Tệp lớn hơn 20 MB. Tách tệp thành nhiều phần rồi kiểm tra từng phần."))
    return source.read_bytes() if isinstance(source, Path) else source


def _plain_text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise FileNotReadable(
            _("Tệp văn bản không ở bảng mã Unicode (UTF-8). Mở tệp, chọn Lưu thành với mã UTF-8 rồi gửi lại.")
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _word_text(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > _MOST_UNPACKED:
            raise FileNotReadable(_("Tệp Word bung ra quá lớn nên không được mở. Bỏ bớt hình ảnh rồi lưu lại."))
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_word_lines(document)) + "\n"
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SAXException, LxmlError):
        raise FileNotReadable(
            _(
                "Không mở được tệp Word: tệp hỏng, đặt mật khẩu, hoặc không phải dạng .docx. Mở bằng Word, bỏ mật khẩu rồi lưu lại."
            )
        )


def _word_lines(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield block.text


def _table_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        # A merged cell is handed out once for every column it covers.
        cells = {id(cell._tc): cell for cell in row.cells}
        yield "\t".join(" ".join(cell.text.split()) for cell in cells.values())


def _pdf_text(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise FileNotReadable(_("Không mở được tệp PDF: tệp hỏng hoặc đặt mật khẩu. Bỏ mật khẩu rồi gửi lại."))
    try:
        pages = [_page_text(document, number) for number in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()
    return "\n".join(pages)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(_LINE_END_HYPHEN, "-")
