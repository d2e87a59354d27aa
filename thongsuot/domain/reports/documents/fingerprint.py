"""The fingerprint of a set of figures, and the short code of it that is printed on paper.

Anyone can recompute it: SHA-256 over JSON with sorted keys, no spaces, UTF-8, no floating-point numbers.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

# Crockford's base 32: no I, L, O or U, so that a code read out over the telephone is not misheard.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 16
_GROUP = 4


def fingerprint(data: Mapping[str, object]) -> str:
    """Return the SHA-256 of the data's canonical JSON as 64 hexadecimal digits.

    Holds texts, whole numbers, truth values, None, dates, aware instants (in UTC), decimals (as text, equal ones alike),
    mappings with text keys, and sequences. Refuses everything else with TypeError: a float has no one written form.
    """
    canonical = json.dumps(_canonical(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(canonical.encode()).hexdigest()


def short_code(digest: str) -> str:
    """Return the first 80 bits of a fingerprint as 16 characters in groups of four: «7K2M-Q9TD-…».

    Refuses (ValueError) a text that is not 64 hexadecimal digits.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise ValueError("A fingerprint is 64 hexadecimal digits.")
    bits = int(digest[: _CODE_LENGTH * 5 // 4], 16)
    letters = "".join(_LETTERS[bits >> shift & 31] for shift in range(5 * (_CODE_LENGTH - 1), -1, -5))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _CODE_LENGTH, _GROUP))


def _canonical(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case Mapping():
            return {_key(key): _canonical(inner) for key, inner in value.items()}
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [_canonical(inner) for inner in value]
    raise TypeError(f"A fingerprint cannot hold {type(value).__name__}.")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("A fingerprint cannot hold an instant without its time zone.")
    return value.astimezone(UTC).isoformat()


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("The keys of a fingerprint are texts.")
    return key
