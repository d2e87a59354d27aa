"""Single fields kept encrypted, with a keyed blind index by which equal values can be found.

Party card and citizen numbers identify a person for life, so they are never stored readable. Key: setting DATA_KEY, 32 bytes.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

# The first byte of a token says how it was made; Fernet's own, 0x80, is what tokens began with before.
_GCM = b"\x81"
_NONCE = 12


def encrypted(text: str) -> bytes:
    """Return the text encrypted and authenticated, in base64 (AES-256-GCM, a random nonce each time); empty stays empty."""
    if not text:
        return b""
    # One call of one cipher object: lists of tens of thousands are encrypted while somebody waits.
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(_GCM + nonce + _cipher(settings.DATA_KEY).encrypt(nonce, text.encode(), _GCM))


def decrypted(token: bytes) -> str:
    """Return the text of `encrypted`. Refuses (InvalidToken) what this installation did not encrypt, or somebody changed."""
    if not token:
        return ""
    try:
        packed = base64.urlsafe_b64decode(bytes(token))
        if not packed.startswith(_GCM):
            return _fernet().decrypt(bytes(token)).decode()
        return _cipher(settings.DATA_KEY).decrypt(packed[1 : 1 + _NONCE], packed[1 + _NONCE :], _GCM).decode()
    except (InvalidTag, ValueError):
        raise InvalidToken from None


def blind_index(text: str, *, purpose: str) -> bytes | None:
    """Return 16 bytes that are equal for equal texts of one purpose and say nothing else; None for an empty text."""
    if not text:
        return None
    return hmac.digest(_index_key(settings.DATA_KEY, purpose), text.encode(), "sha256")[:16]


def derived_key(purpose: str) -> bytes:
    """Return a 32-byte key for one purpose, derived from the installation's key."""
    return _derived(settings.DATA_KEY, purpose)


@cache
def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, b"derived:" + purpose.encode(), hashlib.sha256)


@cache
def _index_key(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, b"blind-index:" + purpose.encode(), hashlib.sha256)


@cache
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, "fields-gcm"))


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived_key("fields")))
