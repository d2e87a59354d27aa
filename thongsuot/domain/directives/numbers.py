"""One form of many spellings of a document's number: `01 - CT/TW`, `số 01-CT/TW` and `01-CT/TW` are the same."""

import re

from thongsuot.foundation.core.text import folded

_WORD_FOR_NUMBER = re.compile(r"^(so|no)\b[\s.:]*")


def folded_number(number: str) -> str:
    """Return the form by which numbers are compared: folded, no spaces, symbol parts after a hyphen; `37/CT-TW` -> `37-ct/tw`."""
    plain = _WORD_FOR_NUMBER.sub("", folded(number).replace("–", "-").replace("—", "-"))
    compact = plain.replace(" ", "")
    swapped = re.fullmatch(r"(\d+)/([a-z]+)-([a-z]+)", compact)
    if swapped:
        compact = f"{swapped[1]}-{swapped[2]}/{swapped[3]}"
    return re.sub(r"^0*(\d)(?=\D|$)", r"0\1", compact)
