"""Documents marked secret are refused at the door (Law 117/2025/QH15): they may not be kept on a connected machine."""

import re

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.first_page import first_lines
from thongsuot.foundation.files.models import StoredFile

# The stamp stands alone: a whole title, file name or line, or in brackets. «mật thiết», «bí mật» in running text are words.
_STAMP = re.compile(
    r"(?:^|[(\[{«\"“])\s*(?:độ\s+mật\s*[:\-]?\s*)?(?:tuyệt\s+mật|tối\s+mật|mật)\s*(?:$|[)\]}»\"”])"
    r"|\bđộ\s+mật\s*:?\s*(?:tuyệt\s+mật|tối\s+mật|mật)\b"
    r"|\bdấu\s+(?:tuyệt\s+mật|tối\s+mật|mật)\b",
    re.IGNORECASE,
)
_LONGEST = 2_000
_LINES_OF_HEAD = 15


class SecretDocumentRefused(Refusal):
    """A document marked secret may not be kept here."""


def refuse_secret(title: str, number: str, file: StoredFile | None) -> None:
    """Refuse (SecretDocumentRefused) a document whose title, number, file name or head of the first page bears a stamp of secrecy."""
    if bears_secret_stamp(title, number) or (file is not None and _is_stamped(file)):
        raise SecretDocumentRefused(
            _("Văn bản mang độ mật không được đưa vào hệ thống này. Quản lý văn bản theo chế độ tài liệu mật.")
        )


def _is_stamped(file: StoredFile) -> bool:
    # On paper the stamp stands in the head, alone on its line and in capitals; the same word in small letters is prose.
    head = (line for line in first_lines(file)[:_LINES_OF_HEAD] if line.isupper())
    return bears_secret_stamp(file.name, *head)


def bears_secret_stamp(*texts: str) -> bool:
    """Tell whether a title, number, file name or first line bears a stamp of secrecy. Texts are read up to 2,000 characters."""
    return any(_STAMP.search(nfc(_bare(text)[:_LONGEST])) for text in texts)


def _bare(text: str) -> str:
    stem, dot, ending = text.rpartition(".")
    name = stem if dot and len(ending) <= 5 else text
    return re.sub(r"[_]+", " ", name)
