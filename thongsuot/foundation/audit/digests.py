"""The three hashes the proof rests on: of a row's facts, of a personal part, of a link in the chain."""

from collections.abc import Mapping
from hashlib import sha256

from thongsuot.foundation.audit.canonical import canonical_json, instant_text, plain
from thongsuot.foundation.audit.models import ENTRY_SOURCE, AuditEntry

# What stands before the first link.
GENESIS = bytes(32)


def row_digest(source: str, row_id: int, facts: Mapping[str, object]) -> bytes:
    """Return the digest of a row that is its own record: 32 bytes, SHA-256 of canonical [source, row_id, facts].

    Source and key are inside, so that no leaf can be turned round to speak for another row.
    """
    return sha256(canonical_json([source, row_id, plain(facts)])).digest()


def entry_digest(entry: AuditEntry) -> bytes:
    """Return the digest of an entry, 32 bytes, over everything it holds; its personal part enters by the commitment."""
    facts = {
        "event": entry.event,
        "at": instant_text(entry.at),
        "recorded_at": instant_text(entry.recorded_at),
        "actor": [entry.actor_kind, entry.actor_id, entry.actor_label],
        "subject": [entry.subject_kind, entry.subject_id],
        "unit_path": entry.unit_path,
        "payload": entry.payload,
        "commitment": bytes(entry.commitment).hex(),
    }
    return sha256(canonical_json([ENTRY_SOURCE, entry.pk, facts])).digest()


def commitment_of(salt: bytes, personal: object) -> bytes:
    """Return the commitment to a personal part: SHA-256 of the salt and the canonical JSON."""
    return sha256(salt + canonical_json(personal)).digest()


def next_chain(previous: bytes, sequence: int, digest: bytes) -> bytes:
    """Return the chain value of a link: SHA-256 of the previous value, the sequence as eight bytes, and the digest."""
    # Signed costs nothing below 2^63 and keeps the verifier standing when somebody has written a negative sequence.
    return sha256(previous + sequence.to_bytes(8, "big", signed=True) + digest).digest()
