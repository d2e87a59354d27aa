"""What stands in the place of a person's identifying columns, and what those columns are."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thongsuot.foundation.core.house_language import in_house_words
from thongsuot.foundation.core.text import folded, person_sort_key
from thongsuot.foundation.organisations.models import Person

# What a restriction seals away. Card and citizen numbers are encrypted already and stay, so that an import finds the person.
SEALED_COLUMNS = (
    "full_name",
    "family_name",
    "middle_name",
    "given_name",
    "name_folded",
    "sort_key",
    "born_on",
    "phone",
    "email",
    "note",
)
RESTRICTED, ERASED = gettext_lazy("Người hạn chế xử lý"), gettext_lazy("Người đã xóa tên")
_GONE = gettext_lazy("đã xóa theo yêu cầu")


def placeholder(person: Person, words: Promise) -> dict[str, str | None]:
    """Return the identifying columns of a person who is called by words and the public identifier alone."""
    name = f"{in_house_words(words)} {person.public_id}"
    return {
        "full_name": name,
        "family_name": "",
        "middle_name": "",
        "given_name": name,
        "name_folded": folded(name),
        "sort_key": person_sort_key("", "", name),
        "born_on": None,
        "phone": "",
        "email": "",
        "note": "",
    }


def as_text(person: Person) -> dict[str, str | None]:
    """Return the identifying columns as text, for sealing."""
    return {column: _text(getattr(person, column)) for column in SEALED_COLUMNS}


def value_of(told: object, person: Person, *, is_binary: bool = False) -> object:
    """Return what the policy overwrites a column with: a value of its own, or one of the words that begin with =."""
    if is_binary and told == "":
        return b""
    if not isinstance(told, str) or not told.startswith("="):
        return told
    hidden = placeholder(person, ERASED)
    words: Mapping[str, object] = {
        "=name": hidden["full_name"],
        "=folded": hidden["name_folded"],
        "=sort": hidden["sort_key"],
        "=label": f"da-xoa-{person.public_id}",
        "=gone": in_house_words(_GONE),
    }
    return words[told]


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
