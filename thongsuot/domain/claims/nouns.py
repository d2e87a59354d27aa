"""The nouns that are counted in reports, and which of them may be parts of which."""

import re
from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """Kinds of counted things; only things of one family are divided by one another or added up."""

    PEOPLE = "people"
    PARTY = "party organisations"
    UNITS = "units"
    PLACES = "places"
    CLASSES = "classes"
    TURNS = "attendances"
    SITES = "sites"
    PAPERS = "documents"
    NEWS = "items"
    MATTERS = "matters"
    MEASURES = "measures"


_WORDS = {
    Family.PEOPLE: """đồng chí|đ/c|đảng viên|cán bộ|công chức|viên chức|người|người lao động|đại biểu|quần chúng|học viên|
        báo cáo viên|tuyên truyền viên|cộng tác viên|hội viên|đoàn viên|công nhân|chiến sĩ|chiến sỹ|sĩ quan|giáo viên|
        học sinh|sinh viên|nhân dân|bí thư|phó bí thư|cấp ủy viên|ủy viên|lãnh đạo|thanh niên|phụ nữ|nông dân|
        cựu chiến binh|lao động|nhân viên|quân nhân|thành viên|cử tri|đối tượng|nam|nữ|giảng viên|thí sinh|cá nhân|
        ứng viên|phóng viên|dân quân|chủ hộ|già làng|trưởng thôn|cccv|cbccvc|đvth|cốt cán|bạn|em|cháu|cụ|bác|anh|chị""",
    Family.PARTY: """tổ chức|tổ chức đảng|tổ chức cơ sở đảng|tccsđ|tccs đảng|cơ sở đảng|chi bộ|chi|đảng bộ|chi đảng bộ|
        chi bộ cơ sở|đảng bộ cơ sở|đảng bộ bộ phận|đảng ủy|cấp ủy|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|
        đảng đoàn|chi ủy|chi đoàn|chi hội""",
    Family.UNITS: """đơn vị|cơ quan|doanh nghiệp|trường|trường học|công ty|hợp tác xã|bệnh viện|ban|ngành|phòng|sở|tập thể|
        đoàn thể|câu lạc bộ|hội|nhóm|tổ|tổ công tác|đoàn|mttq|xí nghiệp|nhà máy|trung tâm|đồn|trạm""",
    Family.PLACES: "xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|quận|địa phương|thôn|khu phố|ấp|bản|buôn|làng|hộ|khóm|"
    "tổ dân phố|khu dân cư|đặc khu|hộ gia đình",
    Family.CLASSES: "lớp|lớp học|hội nghị|buổi|cuộc|đợt|khóa|khoá|phiên|hội thảo|tọa đàm|toạ đàm|kỳ|chuyến|hội thi|cuộc thi",
    Family.TURNS: "lượt|lượt người|lượt đảng viên|lượt đồng chí|lượt cán bộ",
    Family.SITES: "điểm cầu|điểm|địa điểm|hội trường",
    Family.PAPERS: """văn bản|nghị quyết|kế hoạch|chương trình|chương trình hành động|chỉ thị|kết luận|quyết định|hướng dẫn|
        báo cáo|công văn|đề án|thông báo|quy chế|quy định|bài thu hoạch|bản thu hoạch|bản|phiếu|đơn|đơn thư|hồ sơ|giấy mời|
        bài dự thi|bài thi|bản cam kết|bản đăng ký""",
    Family.NEWS: """tin|bài|tin bài|tin, bài|bài viết|chuyên mục|phóng sự|ấn phẩm|bộ|cuốn|quyển|tờ|tờ rơi|tài liệu|pa nô|
        panô|áp phích|băng rôn|khẩu hiệu|video|clip|chuyên đề|trang|lượt truy cập|chương|ảnh|bản tin|cờ|biểu ngữ""",
    Family.MATTERS: """ý kiến|câu hỏi|kiến nghị|nhiệm vụ|chỉ tiêu|mô hình|công trình|phần việc|vụ|vụ việc|trường hợp|
        tiêu chí|vấn đề|nội dung|giải pháp|hoạt động|dự án|sáng kiến|đề tài""",
    Family.MEASURES: "đồng|triệu đồng|tỷ đồng|km|ha|tấn|kg|m2|m|lần|phút|suất|phần quà",
}
_FAMILY = {
    " ".join(word.replace(",", " ").split()): family for family, words in _WORDS.items() for word in words.split("|")
}
# uỷ and ủy are one spelling to a reader.
_FAMILY |= {word.replace("ủy", "uỷ"): family for word, family in _FAMILY.items()}
_LONGEST = max(len(noun.split()) for noun in _FAMILY)
_NEXT_WORD = re.compile(r"[ \u00a0,]{0,2}([^\W\d_]+(?:/c)?\d?)")
_REACH = 80
_COUNTED_BEFORE = re.compile(r"(?<![^\W\d_])số (?:lượng )?([^,;.()\d%]{2,70})$")
# Which families a total may be split into besides its own.
_SPLITS = {
    Family.UNITS: {Family.PARTY, Family.PLACES},
    Family.PARTY: set[Family](),
    Family.TURNS: {Family.PEOPLE},
}


class Noun(NamedTuple):
    """A counted noun where it stands; `word` is its longest known form, empty when none follows."""

    word: str
    family: Family | None
    end: int


def noun_at(lower: str, place: int) -> Noun:
    """Return the noun that begins at a place (after at most one space): the longest that is known, else the empty noun."""
    found = Noun("", None, place)
    words: list[str] = []
    end = place
    for count in range(_LONGEST):
        match = _NEXT_WORD.match(lower, end)
        if match is None or (count == 0 and "," in match.group()):
            break
        words.append(match[1])
        end = match.end()
        family = _FAMILY.get(" ".join(words))
        if family is not None:
            found = Noun(" ".join(words), family, end)
    return found


def noun_before(lower: str, start: int, place: int) -> Noun:
    """Return the noun that a figure at a place counts when it stands before it: `số đảng viên đã học là 4.502`."""
    window = max(start, place - _REACH)
    match = _COUNTED_BEFORE.search(lower[window:place])
    return noun_at(lower, window + match.start(1)) if match else Noun("", None, place)


def may_be_part(part: Family | None, whole: Family | None) -> bool:
    """Tell whether things of one family may be parts of a total of the other; a thing without a noun may be part of anything."""
    if part is None or whole is None or part == whole:
        return True
    return part in _SPLITS.get(whole, ())
