"""What looks like a figure and is none: dates, years, terms, hours, document numbers, telephones, addresses, list numbers.

They are covered with a mark of the same length before any figure is read, so that places in the text stay what they are.
"""

import re
from collections.abc import Callable

from thongsuot.domain.claims.nouns import noun_at

_COVER = "\u00b7"
_NOT_IN_NUMBER = r"(?<![\d.,/\-])"
_NUMBER_ENDS = r"(?![.,]?\d)(?! ?%)"

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"

# Whatever follows them, these are never counts.
_ADDRESSES = {
    "http": re.compile(r"https?://\S{1,500}"),
    "www.": re.compile(r"www\.\S{1,500}"),
    "@": re.compile(r"\S{1,80}@\S{1,80}"),
    "[": re.compile(r"\[\d{1,3}\]"),
}
_DATES = re.compile(
    rf"(?=\d){_NOT_IN_NUMBER}(?:\d{{1,2}} ?([/.\-]) ?\d{{1,2}} ?\1 ?(?:19|20)\d\d(?!\d)"  # 9/3/2021
    r"|\d{1,2} ?- ?\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?(?![.,]?\d)"  # 27 - 28/3
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d)"  # 2020 - 2025
    r"|\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?(?![^\W\d_])|\d{1,2}:\d{2}(?!\d)"
    r"|1[89]00[ .]\d{4}(?!\d)|0\d{1,3}[ .\-]?\d{3,4}[ .\-]?\d{3,4}(?!\d))"  # telephones
)
_NAMED_DATES = re.compile(
    rf"{_NO_LETTER_BEFORE}(?:(?:tháng|quý|quí) (?:\d{{1,2}}(?: ?[/\-.] ?\d{{4}}|, ?\d{{1,2}})?(?! ?%)(?!\d)"
    r"|[ivx]{1,3}(?![^\W\d_])(?: ?/ ?\d{4})?)"
    rf"|(?:ngày|mùng|dịp) {_DAY}(?: ?(?:-|và|đến) ?{_DAY}){{0,3}}(?: ?[/.\-] ?{_MONTH})?(?: ?[/.\-] ?\d{{4}})?(?! ?%)(?![.,]?\d)"
    rf"|(?:sáng|chiều|tối|đêm|hôm) {_DAY} ?[/.\-] ?{_MONTH}(?! ?%)(?![.,]?\d)"
    r"|năm (?:19|20)\d\d(?: ?[-,/] ?(?:19|20)?\d\d(?![.,]?\d)){0,3})"
)
_TELEPHONES = re.compile(
    r"(?:\+84|\(0\d{1,3}\))[\d .\-]{5,13}\d|covid ?- ?\d{2}|(?<=[^\W\d_])\(\d{1,2}\)"
    rf"|{_NO_LETTER_BEFORE}(?:điện thoại|đt|fax|hotline|zalo|số máy)\W{{0,3}}(?=[0+(])[\d .\-+()]{{6,20}}"
    rf"|{_NO_LETTER_BEFORE}(?:stk|số tài khoản|cccd|cmnd|mã số)\W{{0,3}}\d[\d .\-]{{3,18}}"
)
_DOCUMENT_SIGN = re.compile(  # 29-KH/TU, 37/CT-TW, 100 - KH/TU, 30/2020/NĐ-CP, 91/2025/QH15
    rf"{_NOT_IN_NUMBER}\d{{1,5}} ?[/\-] ?(?:(?:19|20)\d\d ?/ ?)?(?:[A-ZĐƯ]{{2,9}}|[A-ZĐƯ][A-Za-zđư]{{1,4}}(?=[/\-]))"
    r"\d{0,2}(?: ?[/\-] ?[A-ZĐƯ][A-ZĐƯa-zđư]{1,9}\d{0,2}){0,3}(?![^\W\d_])"
    r"|[A-ZĐ]{1,6}-\d{1,3}(?![.,]?\d)(?! ?%)"
)
_LIST_NUMBER = re.compile(r"(?m)^[ \t]*(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?=\s)")

# These are counts after all when a counted noun follows: `9/10 chi bộ`, `lớp 230 đồng chí`.
_DAY_OR_YEAR = re.compile(
    rf"(?=\d){_NOT_IN_NUMBER}(?:{_DAY} ?/ ?{_MONTH}{_NUMBER_ENDS}(?! ?[/\-]\d)"
    rf"|(?:{_MONTH} ?[/\-]|(?:19|20)\d\d ?/) ?(?:19|20)\d\d{_NUMBER_ENDS}|(?:19|20)\d\d{_NUMBER_ENDS}(?! ?[/\-]))"
)
_DAY_WITH_DASH = re.compile(
    rf"{_NO_LETTER_BEFORE}(?:đến|hết|từ|trước|sau|vào|tới) {_DAY} ?- ?{_MONTH}{_NUMBER_ENDS}(?! ?/)"  # đến hết 30 - 6
)
# What these words number is a name, whatever follows.
_NAMED = re.compile(
    r"(?<![^\W\d_])(?:thứ|trung ương|tw|t\.ư|quận|điều|khoản|quốc lộ|tỉnh lộ|nghị quyết|chỉ thị|kết luận|nghị định|quy định|thông tư)"
    rf" (?:số ?:? ?)?\d{{1,3}}{_NUMBER_ENDS}(?! ?/ ?\d)|{_NO_LETTER_BEFORE}(?:thứ|hạng) \d{{1,3}} ?/ ?\d{{1,3}}(?!\d)"
)
_LABELS = (
    "quyết định|hướng dẫn|thông tri|luật|đề án|pháp lệnh|công văn|khóa|khoá|đại hội|lần|mục|điểm|chương|phần|phụ lục|biểu|bảng|"
    "mẫu|trang|phường|tổ|ấp|thôn|khu|khóm|đội|khu phố|khối|tổ dân phố|xóm|đường|km|tầng|phòng|nhà|hẻm|ngõ|kiệt|lô|cấp|nhóm|loại|"
    "hạng|vòng|chuyên đề|lớp|bài|tập|kỳ|đợt|buổi|số|sư đoàn|trung đoàn|binh đoàn|vùng|giai đoạn"
)
_LABELLED = re.compile(
    rf"(?<![^\W\d_])(?<!tổng )(?<!quân )(?<!sĩ )(?<!con )(?<!số )(?:{_LABELS}) (?:số ?:? ?)?"
    rf"\d{{1,5}}(?:/\d{{1,4}})?{_NUMBER_ENDS}(?! ?/ ?\d)"
)
_DURATION = re.compile(
    r"(?=\d)(?<![\d.,/])\d[\d.]{0,5}(?:,\d)?(?: ?- ?\d{1,3})? ?(?:năm|tháng|ngày|tuần|giờ|phút|tuổi|quý|thế kỷ|rõ)(?![^\W\d_])"
)
_SHARE_FOLLOWS = re.compile(r",? ?\(?(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|=) ?|,? ?\(\d{1,3}(?:,\d{1,2})?%")


def covered(cased: str, lower: str) -> str:
    """Return a stretch in lower case with everything that is no figure covered; the length stays the same."""
    lower = _LIST_NUMBER.sub(_cover, _without_signs(cased, lower))
    for sign, address in _ADDRESSES.items():
        if sign in lower:
            lower = address.sub(_cover, lower)
    for never in (_TELEPHONES, _NAMED_DATES, _DATES, _DURATION, _NAMED):
        lower = never.sub(_cover, lower)
    for mostly in (_DAY_OR_YEAR, _DAY_WITH_DASH, _LABELLED):
        lower = mostly.sub(_unless_counted(lower), lower)
    return lower


def _without_signs(cased: str, lower: str) -> str:
    """Cover document signs, which only their capitals tell from other words."""
    pieces: list[str] = []
    place = 0
    for sign in _DOCUMENT_SIGN.finditer(cased):
        pieces += [lower[place : sign.start()], _cover(sign)]
        place = sign.end()
    return "".join([*pieces, lower[place:]])


def _cover(match: re.Match[str]) -> str:
    return _COVER * len(match.group())


def _unless_counted(lower: str) -> Callable[[re.Match[str]], str]:
    def cover(match: re.Match[str]) -> str:
        has_share = "/" in match.group() and _SHARE_FOLLOWS.match(lower, match.end())
        return match.group() if has_share or noun_at(lower, match.end()).word else _cover(match)

    return cover
