"""Looks at the directory of a zip-based office file before anything is unpacked: bombs, passwords, macros, broken files."""

import re
import struct
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_RATIO = 100
# Below this size a high ratio is harmless: a sheet of formatted, empty cells reaches 200 to 1.
_RATIO_COUNTS_FROM = 20 * 1024 * 1024

_END_RECORD = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_MAX_DIRECTORY_BYTES = MAX_ENTRIES * 1_024
_ENCRYPTED_FLAG = 0x1
_NESTED = re.compile(r"\.(?:zip|7z|rar|gz|bz2|xz|jar|xls[xmb]?|docx?|docm|pptx?|pptm|ods|odt)$")
_EMBEDDED_FOLDERS = ("xl/embeddings/", "word/embeddings/", "ppt/embeddings/")
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|macrosheets/)|^basic/")


class FileIsBroken(Refusal):
    """The file cannot be opened at all: cut off, damaged, or not what it seems."""


class FileHasPassword(Refusal):
    """The file is encrypted."""


class FileHasMacros(Refusal):
    """The file carries program code."""


class FileUnpacksTooLarge(Refusal):
    """A small file that becomes huge, or holds other archives: it is not opened."""


def broken() -> FileIsBroken:
    """Return the refusal of a file that is damaged or incomplete."""
    return FileIsBroken(
        _("Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở lại bằng Excel, lưu thành tệp mới (.xlsx) rồi tải lên lại.")
    )


def with_password() -> FileHasPassword:
    """Return the refusal of an encrypted file."""
    return FileHasPassword(
        _("Tệp được đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi tải lên lại.")
    )


def with_macros() -> FileHasMacros:
    """Return the refusal of a file with program code."""
    return FileHasMacros(
        _(
            "Tệp có chứa macro (mã lệnh) nên không được nhận. Mở bằng Excel, chọn Lưu thành «Sổ làm việc Excel (.xlsx)» rồi tải lên lại."
        )
    )


def entries_of(path: Path) -> frozenset[str]:
    """Return the names, in lower case, of the parts of a zip-based file whose directory holds nothing to fear.

    Refuses FileIsBroken, FileHasPassword, FileHasMacros, FileUnpacksTooLarge. Nothing is unpacked.
    """
    _refuse_large_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise broken()
    _refuse_bomb(entries, path.stat().st_size)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise with_password()
    names = frozenset(entry.filename.lower().replace("\\", "/") for entry in entries)
    if any(_MACRO_PARTS.search(name) for name in names):
        raise with_macros()
    return names


def _refuse_large_directory(path: Path) -> None:
    # zipfile builds an object for every entry of the directory, so its length is read from the end record first.
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_535 - _END_RECORD.size))
        tail = file.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END_RECORD.size:
        raise broken()
    *_rest, entries, directory_bytes, _offset, _comment = _END_RECORD.unpack_from(tail, place)
    if entries > MAX_ENTRIES or directory_bytes > _MAX_DIRECTORY_BYTES:
        raise _too_large()


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(1, packed)
    overlapping = packed > size  # parts that share their bytes: a small file that unpacks without end
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or too_dense or overlapping:
        raise _too_large()
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    nested = any(_NESTED.search(name) and not name.startswith(_EMBEDDED_FOLDERS) for name in names)
    if nested or len(set(names)) < len(names):
        raise _too_large()


def _too_large() -> FileUnpacksTooLarge:
    return FileUnpacksTooLarge(
        _(
            "Tệp bung ra quá lớn hoặc lạ thường (giới hạn: %(megabytes)s MB, %(entries)s thành phần, không chứa tệp nén khác) "
            "nên không được mở. Hãy chép bảng sang một sổ làm việc mới, lưu thành .xlsx rồi tải lên lại."
        )
        % {"megabytes": MAX_UNPACKED_BYTES // 1024**2, "entries": MAX_ENTRIES}
    )
