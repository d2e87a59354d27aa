"""Random public identifiers, for addresses, file names and exports."""

import secrets

# Crockford's base32 in lower case: no i, l, o, u, so that an identifier can be read out over the telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
# Thirty-two letters: five bits of each byte, every letter as likely as another.
_LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))


def public_id() -> str:
    """Return ten random characters, 50 bits."""
    return secrets.token_bytes(LENGTH).translate(_LETTERS).decode()
