"""What a file really is, by its bytes. Its name is only a claim."""

from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.archives import broken, entries_of, with_macros, with_password


class Kind(StrEnum):
    """The kinds of file that are accepted. CSV stands for any plain text."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def media_type(self) -> str:
        """The media type under which a file of this kind is stored and sent."""
        return _MEDIA_TYPES[self]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    Kind.XLSX: _OFFICE + "spreadsheetml.sheet",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.CSV: "text/csv",
    Kind.DOCX: _OFFICE + "wordprocessingml.document",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}
SPREADSHEETS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV})

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD_BYTES = 65_536
_CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


class FileIsEmpty(Refusal):
    """Nothing, or nothing but blanks, was uploaded."""


class KindNotAccepted(Refusal):
    """The file is none of the kinds that are accepted."""


def recognise(path: Path) -> Kind:
    """Return what the file is by its bytes.

    Refuses FileIsEmpty, FileIsBroken, FileHasPassword, FileHasMacros, FileUnpacksTooLarge, KindNotAccepted.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileIsEmpty(_("Tệp trống, không có dữ liệu. Hãy kiểm tra lại tệp rồi tải lên."))
    if head.startswith(_ZIPS):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path.read_bytes())
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> Kind:
    names = entries_of(path)
    if any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    if "content.xml" in names and _first_entry_says_spreadsheet(path):
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise KindNotAccepted(
            _("Tệp ở dạng Excel nhị phân (.xlsb). Mở bằng Excel, lưu lại dưới dạng .xlsx rồi tải lên lại.")
        )
    raise _not_accepted(_("tệp nén hoặc tài liệu dạng khác"))


def _first_entry_says_spreadsheet(path: Path) -> bool:
    # OpenDocument begins with an uncompressed entry "mimetype", so its first hundred bytes tell what it is.
    with path.open("rb") as file:
        return b"mimetype" + _MEDIA_TYPES[Kind.ODS].encode() in file.read(200)


def _kind_of_ole(content: bytes) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise with_password()
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise KindNotAccepted(
            _("Tệp Word hoặc PowerPoint đời cũ. Hãy lưu lại dưới dạng .docx hoặc .pdf rồi tải lên lại.")
        )
    if not holds("Workbook") and not holds("Book"):
        raise broken()
    if holds("_VBA_PROJECT"):
        raise with_macros()
    return Kind.XLS


def _kind_of_text(head: bytes) -> Kind:
    start = head[:2_000].lower()
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml", b"mime-version")
    ):
        raise KindNotAccepted(
            _(
                "Tệp là trang web hoặc XML được đặt tên như tệp Excel. Mở bằng Excel, lưu lại dưới dạng .xlsx rồi tải lên lại."
            )
        )
    if head.startswith(_UTF16) or not _CONTROL_BYTES & set(head):
        return Kind.CSV
    raise _not_accepted(_("dạng không nhận biết được"))


def _not_accepted(seen: str) -> KindNotAccepted:
    return KindNotAccepted(
        _("Không nhận tệp này (%(seen)s). Các dạng được nhận: .xlsx, .xls, .ods, .csv, .docx, .pdf, .png, .jpg.")
        % {"seen": seen}
    )
