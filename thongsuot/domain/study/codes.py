"""Codes of the door: the code on the wall that changes every ten seconds, and the pass a person carries.

Nothing here asks the database: a code and a pass are proved by the installation's key alone.
"""

import base64
import hmac
import struct
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from thongsuot.foundation.core.encryption import derived_key

SECONDS = 10
# A scan takes up to 26 seconds from the page to the tap, so the present code and the two before it are good.
STILL_GOOD = 2
_CODE_BYTES = 10
_PASS = struct.Struct(">QQI")
_PASS_SEAL = 12


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
    """Return a signed pass for a person's phone, 44 characters."""
    body = _PASS.pack(entry_id, edition_id, int(until.timestamp()))
    return base64.urlsafe_b64encode(body + _seal(body)).decode().rstrip("=")


def read_pass(token: str, at: datetime) -> Pass | None:
    """Return the pass of a token; None when it is forged, damaged or over."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except ValueError:
        return None
    body, seal = raw[: _PASS.size], raw[_PASS.size :]
    if len(raw) != _PASS.size + _PASS_SEAL or not hmac.compare_digest(seal, _seal(body)):
        return None
    carried = Pass(*_PASS.unpack(body))
    return carried if carried.until >= at.timestamp() else None


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


def _seal(body: bytes) -> bytes:
    return hmac.digest(derived_key("door-pass"), body, sha256)[:_PASS_SEAL]


def _is_any(given: str, good: list[str]) -> bool:
    matches = [hmac.compare_digest(given.encode(), code.encode()) for code in good]
    return any(matches)
