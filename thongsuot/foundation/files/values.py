"""From a cell to a typed value. A blank is None; anything that cannot be understood is refused in words, never guessed.

Vietnamese order: the day stands before the month, the full stop parts thousands.
"""

import datetime as dt
import re

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.files.cells import Cell, CellError, shown

# Only spreadsheets count days from here; earlier years are typed as text.
_FIRST_DAY = dt.date(1899, 12, 30)
_YEARS = range(1900, 2101)

_DAY_FIRST = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?:[ T]0{1,2}:00(?::00)?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]0{1,2}:00(?::00)?)?", re.ASCII)
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>()\"\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_PHONE_MARKS = re.compile(r"[\s.()-]")
_LONGEST = 500
_YES = frozenset({"x", "✓", "✔", "√", "co", "dung", "yes", "y", "true", "1"})
_NO = frozenset({"khong", "sai", "no", "n", "false", "0"})


class CellIsInError(Refusal):
    """The cell holds an error or a formula without its value."""


class NotADate(Refusal):
    """The cell is no day of the calendar."""


class NotTheRightDigits(Refusal):
    """The cell is no number of the required length."""


class NotAPhoneNumber(Refusal):
    """The cell is no telephone number of Vietnam."""


class NotAnEmailAddress(Refusal):
    """The cell is no e-mail address."""


class NotACount(Refusal):
    """The cell is no whole number from 0 up."""


class NotYesOrNo(Refusal):
    """The cell says neither yes nor no."""


class TextIsTooLong(Refusal):
    """The cell's text does not fit."""


def as_text(cell: Cell, *, longest: int = _LONGEST) -> str | None:
    """Return the text of a cell as a person sees it. Refuses CellIsInError, TextIsTooLong."""
    text = _text_of(cell)
    if text and len(text) > longest:
        raise TextIsTooLong(
            _("Nội dung dài %(length)s ký tự, tối đa %(longest)s.") % {"length": len(text), "longest": longest}
        )
    return text


def as_date(cell: Cell) -> dt.date | None:
    """Return the day: a date of the spreadsheet, its serial number, or text as dd/mm/yyyy, yyyy-mm-dd, «ngày 3 tháng 2 năm 1930».

    Refuses (NotADate) a bare year, a year of two digits, a day that does not exist, years outside 1900 to 2100.
    """
    if isinstance(cell, dt.datetime):
        return _checked_day(cell.date(), cell)
    if isinstance(cell, dt.date):
        return _checked_day(cell, cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return _day_of_serial(cell)
    text = _text_of(cell)
    return _day_of_text(text) if text else None


def as_digits(cell: Cell, *, length: int) -> str | None:
    """Return exactly `length` digits. A number cell gets back the zeros Excel took from its front; text must have them all.

    Spaces, dots and hyphens between digits are dropped. Refuses NotTheRightDigits, CellIsInError.
    """
    if isinstance(cell, int) and not isinstance(cell, bool) and 0 <= cell < 10**length:
        return str(cell).zfill(length)
    text = _text_of(cell)
    if text is None:
        return None
    digits = text if len(text) == length else re.sub(r"[ .-]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == length):
        raise NotTheRightDigits(
            _("«%(text)s» không phải số gồm đúng %(length)s chữ số.") % {"text": text[:40], "length": length}
        )
    return digits


def as_phone(cell: Cell) -> str | None:
    """Return a number of Vietnam as 0 and nine digits (mobile) or 02 and nine digits (landline); +84 and a lost 0 are restored.

    Refuses (NotAPhoneNumber) anything else, also two numbers in one cell.
    """
    text = _text_of(cell)
    if text is None:
        return None
    digits = _PHONE_MARKS.sub("", text)
    digits = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
    if isinstance(cell, int) and not digits.startswith("0"):
        digits = "0" + digits
    if not re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits):
        raise NotAPhoneNumber(
            _(
                "«%(text)s» không phải số điện thoại: cần một số, gồm 10 chữ số (di động) hoặc 11 chữ số bắt đầu bằng 02 (cố định)."
            )
            % {"text": text[:40]}
        )
    return digits


def as_email(cell: Cell) -> str | None:
    """Return an e-mail address in lower case. Refuses NotAnEmailAddress."""
    text = _text_of(cell)
    if text is None:
        return None
    address = text.lower().removeprefix("mailto:")
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise NotAnEmailAddress(_("«%(text)s» không phải địa chỉ thư điện tử.") % {"text": text[:80]})
    return address


def as_count(cell: Cell) -> int | None:
    """Return a whole number from 0 up. Text may part thousands by full stops, spaces or commas: 4.502, 4 502. A blank is not 0 but None.

    Refuses (NotACount) negative numbers, fractions and words.
    """
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
        return cell
    text = _text_of(cell)
    if text is None:
        return None
    if isinstance(cell, str) and len(text) <= 20 and (_GROUPED.fullmatch(text) or (text.isascii() and text.isdigit())):
        return int(re.sub(r"[ .,]", "", text))
    raise NotACount(_("«%(text)s» không phải số đếm (số nguyên từ 0 trở lên).") % {"text": text[:40]})


def as_yes_no(cell: Cell) -> bool | None:
    """Return what a mark says: x, có, đúng, 1 are yes; không, sai, 0 are no. Refuses (NotYesOrNo) anything else."""
    if isinstance(cell, bool):
        return cell
    text = _text_of(cell)
    if text is None:
        return None
    word = folded(text[:20])
    if word in _YES or word in _NO:
        return word in _YES
    raise NotYesOrNo(_("«%(text)s» không rõ là có hay không. Hãy ghi «x» hoặc để trống.") % {"text": text[:40]})


def _text_of(cell: Cell) -> str | None:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, CellError):
        raise CellIsInError(_error_text(cell))
    return shown(cell) or None


def _error_text(cell: CellError) -> str:
    if cell.code == "formula_without_value":
        return _(
            "Ô chứa công thức chưa có giá trị (%(shown)s). Mở bằng Excel, lưu lại rồi tải lên, hoặc dán giá trị."
        ) % {"shown": cell.shown}
    if cell.code == "error_value":
        return _("Ô báo lỗi %(shown)s. Hãy sửa công thức hoặc nhập giá trị.") % {"shown": cell.shown}
    if cell.code == "text_too_long":
        return _("Ô quá dài («%(shown)s…»). Hãy rút ngắn.") % {"shown": cell.shown}
    return _("Ô có ký tự không đọc được («%(shown)s»). Hãy gõ lại.") % {"shown": cell.shown}


def _day_of_serial(number: int) -> dt.date:
    if number in _YEARS:
        raise NotADate(_("«%(text)s» chỉ có năm. Hãy ghi đủ ngày/tháng/năm.") % {"text": number})
    if not 1 <= number <= 73_415:  # 31 December 2100
        raise _not_a_date(str(number))
    return _checked_day(_FIRST_DAY + dt.timedelta(days=number), number)


def _day_of_text(text: str) -> dt.date:
    short = text[:60]
    iso, plain, words = _ISO.fullmatch(short), _DAY_FIRST.fullmatch(short), _IN_WORDS.fullmatch(folded(short))
    if iso:
        year, month, day = iso.groups()
    elif plain:
        day, _mark, month, year = plain.groups()
    elif words:
        day, month, year = words.groups()
    else:
        raise _not_a_date(short)
    try:
        return _checked_day(dt.date(int(year), int(month), int(day)), short)
    except ValueError:
        raise _not_a_date(short)


def _checked_day(day: dt.date, given: object) -> dt.date:
    if day.year not in _YEARS:
        raise _not_a_date(shown(day) if isinstance(given, dt.date) else str(given))
    return day


def _not_a_date(text: str) -> NotADate:
    return NotADate(
        _("«%(text)s» không phải ngày hợp lệ. Hãy ghi ngày trước, tháng sau, năm đủ bốn chữ số, ví dụ 05/11/1980.")
        % {"text": text[:40]}
    )
