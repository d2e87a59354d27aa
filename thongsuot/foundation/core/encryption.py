"""Single fields kept encrypted, with a keyed blind index by which equal values can be found.

Party card and citizen numbers identify a person for life, so they are never stored readable. Key: setting DATA_KEY, 32 bytes.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings


def encrypted(text: str) -> bytes:
    """Return the text encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256); empty stays empty."""
    return _fernet().encrypt(text.encode()) if text else b""


def decrypted(token: bytes) -> str:
    """Return the text of `encrypted`."""
    return _fernet().decrypt(bytes(token)).decode() if token else ""


def blind_index(text: str, *, purpose: str) -> bytes | None:
    """Return 16 bytes that are equal for equal texts of one purpose and say nothing else; None for an empty text."""
    if not text:
        return None
    key = hmac.digest(settings.DATA_KEY, b"blind-index:" + purpose.encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)[:16]


def derived_key(purpose: str) -> bytes:
    """Return a 32-byte key for one purpose, derived from the installation's key."""
    return _derived(settings.DATA_KEY, purpose)


@cache
def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, b"derived:" + purpose.encode(), hashlib.sha256)


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived_key("fields")))
