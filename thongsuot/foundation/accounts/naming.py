"""What people type to say who they are: an e-mail address, or a short name as offices give them."""

import unicodedata
from collections.abc import Collection
from itertools import count

from thongsuot.foundation.core.text import nfc, split_name, without_marks


def plain_login(typed: str) -> str:
    """Return the one form of a login under which it is stored, looked up and counted: no case, no disguise by look-alikes."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()[:254]


def short_name(full_name: str, taken: Collection[str]) -> str:
    """Return a login for a person without e-mail: given name, then the first letters of the others (Trần Thu Hà: hatt, hatt2)."""
    family, middle, given = split_name(nfc(full_name))
    letters = "".join(word[0] for word in f"{family} {middle}".split())
    stem = "".join(c for c in without_marks(given + letters).casefold() if c.isascii() and c.isalnum()) or "ban"
    numbered = (f"{stem}{number}" for number in count(2))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)
