"""What a percentage does in its sentence: tells a share, an aim, a change, or a share of something else."""

import re
from enum import StrEnum

from thongsuot.domain.claims.figures import Figure
from thongsuot.domain.claims.statements import Statement


class PercentRole(StrEnum):
    """The part a percentage plays."""

    SHARE = "share"
    AIM = "aim"
    CHANGE = "change"
    ELSEWHERE = "elsewhere"


class Link(StrEnum):
    """How the words before a percentage tie it to a figure before it."""

    VERB = "verb"
    BRACKET = "bracket"
    COMMA = "comma"


_AIM_SENTENCE = re.compile(r"\W*(?:phấn đấu|mục tiêu|chỉ tiêu)")
_AIM_BEFORE = re.compile(r"(?:phấn đấu|chỉ tiêu|mục tiêu|tối thiểu|ít nhất|không dưới|đề ra|≥|>=)[^,;.()]*$")
_AIM_AFTER = re.compile(r"[^,;.\d]{0,30}?trở (?:lên|xuống)")
_HEDGES = r"(?:(?:thêm|lên|xuống|được|là|khoảng|gần|hơn|trên|tới|đến|từ|xấp xỉ|bình quân|mức|với|(?:tỷ|tỉ) lệ|lần lượt|:) ?){0,4}$"
_WORD = r"(?<![^\W\d_])"
_CHANGE_BEFORE = re.compile(rf"{_WORD}(?:tăng|giảm|vượt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|(?<!yếu )kém) ?{_HEDGES}")
_CHANGE_AND_SHARE = re.compile(
    rf"{_WORD}(?:tăng|giảm)(?: thêm| lên| được)? [\d.]{{1,12}}[^;.()\d]{{0,40}}"
    r"(?:\((?:tương đương |bằng |hay |tức |tăng |giảm )?|,? ?(?:tương đương|tương ứng|bằng|hay|tức)(?: với| là)? )$"
)
_ELSEWHERE_AFTER = re.compile(
    r" ?(?:so với |so |của |trong )?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|cùng kỳ|năm trước|năm ngoái|nghị quyết|định mức|quy định"
    r"|yêu cầu|nhiệm vụ được giao)"
)
_OTHER_WHOLE_AFTER = re.compile(r" ?(?:so với |so |trên |trong |của |/ ?)?(?:tổng )?số [^\d,;.(]{2,80}")
# A rate after a semicolon still speaks of the counts before it: `… 4.502 đồng chí; tỷ lệ đạt 97,87%`.
RATE_AGAIN = re.compile(r"; ?(?:đạt )?(?:tỷ|tỉ) lệ[^;,.()\d]{0,40}$")
_VERB = re.compile(
    rf"(?:=|{_WORD}(?:đạt|chiếm|bằng|(?:tỷ|tỉ) lệ(?: [^,;.()\d%]{{0,40}})?|tương đương|tương ứng|hoàn thành|tức|hay|là)) ?:? ?{_HEDGES}"
)
_BRACKET = re.compile(rf"\( ?(?:đạt|chiếm|bằng|tương đương|tương ứng|=)? ?{_HEDGES}")
_COMMA = re.compile(rf"[,:\-] ?{_HEDGES}")


def role_of(statement: Statement, percent: Figure, since: int | None = None) -> PercentRole:
    """Return what a percentage does; words before `since` (a place in the passage) do not count."""
    before = statement.before(percent.start, 80 if since is None else min(80, percent.start - since))
    if _AIM_BEFORE.search(before) or _AIM_AFTER.match(statement.after(percent.end)):
        return PercentRole.AIM
    if since is None and _AIM_SENTENCE.match(statement.text):
        return PercentRole.AIM
    if _CHANGE_BEFORE.search(before) or _CHANGE_AND_SHARE.search(statement.before(percent.start, 100)):
        return PercentRole.CHANGE
    return PercentRole.ELSEWHERE if _ELSEWHERE_AFTER.match(statement.after(percent.end)) else PercentRole.SHARE


def link_of(statement: Statement, percent: Figure) -> Link | None:
    """Return how a percentage is tied to what stands before it; None if it opens something of its own (`100% chi bộ`)."""
    before = statement.before(percent.start, 80)
    if _BRACKET.search(before):
        return Link.BRACKET
    if _VERB.search(before):
        return Link.VERB
    return Link.COMMA if _COMMA.search(before) and not percent.word else None


def names_other_whole(statement: Statement, percent: Figure) -> bool:
    """Tell whether a percentage names, without its number, the whole it is a share of: `90% tổng số đoàn viên`."""
    return bool(_OTHER_WHOLE_AFTER.match(statement.after(percent.end, 100)))
