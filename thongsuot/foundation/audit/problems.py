"""What a verification can find wrong, in a sentence for the person who must act on it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.audit.models import ENTRY_SOURCE


class ProblemKind(StrEnum):
    """The ways in which the log can be out of order."""

    EDITED = "EDITED"
    DELETED = "DELETED"
    INSERTED = "INSERTED"
    TWICE = "TWICE"
    BROKEN = "BROKEN"
    MISSING = "MISSING"
    CUT_OFF = "CUT_OFF"
    REWRITTEN = "REWRITTEN"
    PERSONAL = "PERSONAL"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing out of order: which row of which source and which link of the chain, if known, and a sentence."""

    kind: ProblemKind
    source: str
    row_id: int | None
    sequence: int | None
    sentence: str


_SENTENCES: dict[ProblemKind, str | Promise] = {
    ProblemKind.EDITED: gettext_lazy("Đã bị sửa: %(place)s. Nội dung không còn khớp với dấu băm đã ghi."),
    ProblemKind.DELETED: gettext_lazy("Đã bị xoá: %(place)s. Dấu băm còn nhưng nội dung không còn."),
    ProblemKind.INSERTED: gettext_lazy(
        "Không có dấu băm: %(place)s. Nội dung được chèn ngoài quy trình, hoặc dấu băm của nó đã bị xoá."
    ),
    ProblemKind.TWICE: gettext_lazy("Bị ghi hai lần: %(place)s. Mỗi nội dung chỉ được có một dấu băm."),
    ProblemKind.BROKEN: gettext_lazy("Chuỗi bị đứt: %(place)s. Thứ tự, dấu băm hoặc mã chuỗi ở đây đã bị đổi."),
    ProblemKind.MISSING: gettext_lazy(
        "Thiếu mắt xích: từ số %(first)s đến số %(last)s. Mắt xích ngay sau đó cũng không còn chứng minh được."
    ),
    ProblemKind.CUT_OFF: gettext_lazy(
        "Đuôi bị cắt: chuỗi dừng ở số %(last)s trong khi mốc kiểm tra đã lưu ở số %(kept)s."
    ),
    ProblemKind.REWRITTEN: gettext_lazy(
        "Chuỗi bị viết lại: không còn khớp với mốc kiểm tra đã lưu ở số %(kept)s; mốc trước đó còn khớp ở số %(good)s."
    ),
    ProblemKind.PERSONAL: gettext_lazy(
        "Phần dữ liệu cá nhân không đúng: %(place)s. Đã bị sửa, hoặc bị xoá mà không có mục nào ghi việc xoá."
    ),
    ProblemKind.UNREADABLE: gettext_lazy("Không kiểm tra được: không có cách đọc lại nội dung của nguồn “%(source)s”."),
}


def problem_of_row(kind: ProblemKind, source: str, row_id: int, sequence: int | None = None) -> Problem:
    """Return a problem with one row; without a sequence it is not sealed, or nobody can tell where."""
    sentence = str(_SENTENCES[kind]) % {"place": _place(source, row_id, sequence)}
    return Problem(kind, source, row_id, sequence, sentence)


def problem_of_chain(kind: ProblemKind, sequence: int, **words: int) -> Problem:
    """Return a problem with the chain itself, at a sequence; `words` fill the sentence."""
    return Problem(kind, "", None, sequence, str(_SENTENCES[kind]) % words)


def problem_of_source(source: str) -> Problem:
    """Return the problem that leaves of this source cannot be compared with anything."""
    return Problem(
        ProblemKind.UNREADABLE, source, None, None, str(_SENTENCES[ProblemKind.UNREADABLE]) % {"source": source}
    )


def _place(source: str, row_id: int, sequence: int | None) -> str:
    words = {"source": source, "row": row_id, "sequence": sequence}
    row = _("mục nhật ký %(row)s") if source == ENTRY_SOURCE else _("dòng %(row)s của nguồn “%(source)s”")
    link = _("(chưa niêm phong)") if sequence is None else _("(niêm phong số %(sequence)s)")
    return f"{row % words} {link % words}"
