"""Codes of the door: the code on the wall that changes every ten seconds, and the pass a person carries.

Nothing here asks the database: a code and a pass are proved by the installation's key alone.
"""

import base64
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from thongsuot.foundation.core.encryption import derived_key

SECONDS = 10
# A scan takes up to 26 seconds from the wall to the phone, so the present code and the two before it are good.
STILL_GOOD = 2
_CODE_BYTES = 10
# Who has opened the page of a class with a good code may take this long to read it and tap.
OPENED_FOR = 120
_PASS = struct.Struct(">QQI")
_TOLD = struct.Struct(">QQB")
_SEAL = 12


@dataclass(frozen=True, slots=True)
class WallCode:
    """What a class shows: the code in the QR, the six digits, and how long they stay."""

    code: str
    digits: str
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Pass:
    """Who holds a phone: a roll entry in an edition of a roll, until an instant."""

    entry_id: int
    edition_id: int
    until: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What the door answered whom: the outcome by its place in the door's list, and when the attendance was recorded."""

    entry_id: int
    outcome: int
    recorded_at: datetime | None


def wall_code(class_id: str, at: datetime) -> WallCode:
    """Return what a class shows at an instant."""
    counter = _counter(at)
    return WallCode(_code(class_id, counter), _digits(class_id, counter), SECONDS - int(at.timestamp()) % SECONDS)


def is_good_code(class_id: str, code: str, at: datetime) -> bool:
    """Tell whether a code read from the wall is the present one or one of the two before."""
    return _is_any(code.lower(), [_code(class_id, n) for n in _good(at)])


def are_good_digits(class_id: str, digits: str, at: datetime) -> bool:
    """Tell whether six typed digits are the present ones or those of the two codes before."""
    return _is_any(digits.replace(" ", ""), [_digits(class_id, n) for n in _good(at)])


def make_pass(entry_id: int, edition_id: int, until: datetime) -> str:
    """Return a signed pass for a person's phone, 43 characters."""
    return _sealed(_PASS.pack(entry_id, edition_id, int(until.timestamp())), b"pass")


def read_pass(token: str, at: datetime) -> Pass | None:
    """Return the pass of a token; None when it is forged, damaged or over."""
    body = _unsealed(token, b"pass", _PASS.size)
    if body is None:
        return None
    carried = Pass(*_PASS.unpack(body))
    return carried if carried.until >= at.timestamp() else None


def make_opening(class_id: str, entry_id: int, at: datetime) -> str:
    """Return the proof that a person opened a class's page in time: a slow reader is not asked to scan again."""
    return _sealed(_PASS.pack(entry_id, 0, int(at.timestamp())), b"opened:" + class_id.encode())


def is_open_still(class_id: str, entry_id: int, opening: str, at: datetime) -> bool:
    """Tell whether this person opened this class's page with a good code, at most two minutes ago."""
    body = _unsealed(opening, b"opened:" + class_id.encode(), _PASS.size)
    if body is None:
        return False
    who, _, opened = _PASS.unpack(body)
    return bool(who == entry_id and 0 <= at.timestamp() - opened <= OPENED_FOR)


def make_telling(class_id: str, told: Telling) -> str:
    """Return an answer of the door as a token for an address: the page that shows it needs no second look at the facts."""
    seconds = int(told.recorded_at.timestamp()) if told.recorded_at else 0
    return _sealed(_TOLD.pack(told.entry_id, seconds, told.outcome), b"told:" + class_id.encode())


def read_telling(class_id: str, token: str) -> Telling | None:
    """Return the answer of a token; None when it is not one of this class."""
    body = _unsealed(token, b"told:" + class_id.encode(), _TOLD.size)
    if body is None:
        return None
    entry_id, seconds, outcome = _TOLD.unpack(body)
    return Telling(entry_id, outcome, datetime.fromtimestamp(seconds, UTC) if seconds else None)


def _counter(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def _good(at: datetime) -> range:
    return range(_counter(at) - STILL_GOOD, _counter(at) + 1)


def _proof(class_id: str, counter: int, purpose: bytes) -> bytes:
    return hmac.digest(derived_key("wall-code"), purpose + class_id.encode() + counter.to_bytes(8, "big"), sha256)


def _code(class_id: str, counter: int) -> str:
    return base64.b32encode(_proof(class_id, counter, b"code:")[:_CODE_BYTES]).decode().lower()


def _digits(class_id: str, counter: int) -> str:
    return f"{int.from_bytes(_proof(class_id, counter, b'digits:')[:8], 'big') % 1_000_000:06}"


def _sealed(body: bytes, purpose: bytes) -> str:
    return base64.urlsafe_b64encode(body + _seal(body, purpose)).decode().rstrip("=")


def _unsealed(token: str, purpose: bytes, size: int) -> bytes | None:
    """Return the body of a token of this purpose; None when it is forged, damaged or of another purpose."""
    try:
        raw = base64.b64decode(token.encode() + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    body, seal = raw[:size], raw[size:]
    return body if hmac.compare_digest(seal, _seal(body, purpose)) else None


def _seal(body: bytes, purpose: bytes) -> bytes:
    return hmac.digest(derived_key("door-pass"), purpose + b"\x00" + body, sha256)[:_SEAL]


def _is_any(given: str, good: list[str]) -> bool:
    matches = [hmac.compare_digest(given.encode(), code.encode()) for code in good]
    return any(matches)
