"""The refusals of reading a spreadsheet: from the jailed child's code to a sentence that says what, where and what to do."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.archives import broken, with_password
from thongsuot.foundation.files.reading import MAX_CELLS, MAX_COLUMNS, MAX_ROWS


class NotASpreadsheet(Refusal):
    """A file of an accepted kind, but no table."""


class FileNeedsTooMuchMemory(Refusal):
    """Reading was ended by the limit on memory."""


class FileTakesTooLong(Refusal):
    """Reading was ended by the limit on time."""


class TooManyRows(Refusal):
    """A sheet has more rows than may be read."""


class TooManyColumns(Refusal):
    """A sheet has more columns than may be read."""


class TooManyCells(Refusal):
    """Rows and columns are within their limits, their product is not."""


class CellFarOutside(Refusal):
    """Data stands so far from the rest that the sheet cannot be laid out."""


class TextIsDamaged(Refusal):
    """Bytes that are not of the file's own encoding."""


class LettersAreLost(Refusal):
    """Vietnamese letters were written as question marks when the file was saved."""


class QuotesDoNotClose(Refusal):
    """A quoted field has no end, or a field is longer than a cell may be."""


def not_a_spreadsheet(kind: str) -> NotASpreadsheet:
    """Return the refusal of a file that is a document or a picture."""
    return NotASpreadsheet(
        _("Đây là tệp %(kind)s, không phải bảng tính. Hãy tải lên tệp .xlsx, .xls, .ods hoặc .csv.")
        % {"kind": kind.upper()}
    )


def refusal_of_broken_jail(cause: str) -> Refusal:
    """Return the refusal for a child that was ended (`cause` of JailBroken)."""
    if cause in ("memory", "answer_too_long"):
        return FileNeedsTooMuchMemory(
            _(
                "Tệp cần quá nhiều bộ nhớ để đọc. Thường do có ô lạc rất xa bảng: bấm Ctrl+End để tìm, xóa các dòng, cột thừa, lưu lại."
            )
        )
    if cause == "time":
        return FileTakesTooLong(
            _(
                "Đọc tệp quá lâu nên đã dừng. Hãy chép riêng bảng cần nhập sang sổ làm việc mới (chỉ dán giá trị), lưu lại rồi tải lên."
            )
        )
    return broken()


def refusal_of(code: str, about: Mapping[str, object]) -> Refusal:
    """Return the refusal for a code the child gave, with its particulars in the sentence. An unknown code is a broken file."""
    return _REFUSALS.get(code, _broken)(about)


def _broken(_about: Mapping[str, object]) -> Refusal:
    return broken()


def _password(_about: Mapping[str, object]) -> Refusal:
    return with_password()


def _rows(about: Mapping[str, object]) -> Refusal:
    return TooManyRows(
        _("Trang «%(sheet)s» có hơn %(limit)s dòng (tới dòng %(row)s). Hãy chia tệp thành nhiều tệp nhỏ hơn.")
        % {**about, "limit": count_text(MAX_ROWS)}
    )


def _columns(about: Mapping[str, object]) -> Refusal:
    return TooManyColumns(
        _(
            "Trang «%(sheet)s» có %(columns)s cột, nhiều hơn %(limit)s cột được đọc. Hãy xóa các cột thừa bên phải bảng, lưu lại."
        )
        % {**about, "limit": MAX_COLUMNS}
    )


def _cells(about: Mapping[str, object]) -> Refusal:
    return TooManyCells(
        _("Trang «%(sheet)s» có %(cells)s ô, nhiều hơn %(limit)s ô được đọc. Hãy xóa dòng, cột thừa hoặc chia tệp.")
        % {**about, "limit": count_text(MAX_CELLS)}
    )


def _far(about: Mapping[str, object]) -> Refusal:
    return CellFarOutside(
        _(
            "Trang «%(sheet)s» có dữ liệu kéo tới ô %(cell)s, rất xa bảng. Bấm Ctrl+End để tới đó, xóa các dòng, cột thừa, lưu lại."
        )
        % about
    )


def _damaged(about: Mapping[str, object]) -> Refusal:
    return TextIsDamaged(
        _(
            "Chữ trong tệp bị hỏng ở dòng %(row)s. Hãy mở tệp gốc, lưu lại dưới dạng «CSV UTF-8» hoặc .xlsx rồi tải lên lại."
        )
        % about
    )


def _lost(about: Mapping[str, object]) -> Refusal:
    return LettersAreLost(
        _(
            "Chữ tiếng Việt đã mất khi lưu tệp: nhiều chữ thành dấu hỏi (ví dụ ở dòng %(row)s). "
            "Hãy mở tệp gốc, lưu lại dưới dạng «CSV UTF-8» hoặc .xlsx rồi tải lên lại."
        )
        % about
    )


def _quotes(about: Mapping[str, object]) -> Refusal:
    return QuotesDoNotClose(
        _(
            "Không tách được các cột từ dòng %(row)s: dấu ngoặc kép không đóng, hoặc một ô quá dài. Hãy sửa dòng này rồi tải lên lại."
        )
        % about
    )


_REFUSALS: dict[str, Callable[[Mapping[str, object]], Refusal]] = {
    "has_password": _password,
    "too_many_rows": _rows,
    "too_many_columns": _columns,
    "too_many_cells": _cells,
    "cell_far_outside": _far,
    "damaged_text": _damaged,
    "letters_are_lost": _lost,
    "broken_quotes": _quotes,
}
