"""Random public identifiers, for addresses, file names and exports."""

import secrets

# Crockford's base32 in lower case: no i, l, o, u, so that an identifier can be read out over the telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def public_id() -> str:
    """Return ten random characters, 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
