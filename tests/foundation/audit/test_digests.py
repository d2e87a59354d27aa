"""The three hashes the proof rests on."""

import hashlib
from datetime import timedelta

import pytest

from tests.foundation.audit.tampering import AT
from thongsuot.foundation.audit.digests import GENESIS, commitment_of, entry_digest, next_chain, row_digest
from thongsuot.foundation.audit.models import AuditEntry


def make_unsaved(**changed: object) -> AuditEntry:
    given: dict[str, object] = {
        "pk": 12,
        "event": "plan.published",
        "at": AT,
        "recorded_at": AT + timedelta(seconds=2),
        "actor_kind": "PERSON",
        "actor_id": 3,
        "actor_label": "k7m2p9x4ab",
        "subject_kind": "Plan",
        "subject_id": 7,
        "unit_path": "0001",
        "payload": {"n": 1},
        "commitment": b"",
    }
    return AuditEntry(**{**given, **changed})


def test_entry_digest_when_spelled_out_by_hand_then_is_the_same() -> None:
    spelled = (
        '["entry",12,{"actor":["PERSON",3,"k7m2p9x4ab"],"at":"2021-04-01T01:30:00.000000+00:00","commitment":"",'
        '"event":"plan.published","payload":{"n":1},"recorded_at":"2021-04-01T01:30:02.000000+00:00",'
        '"subject":["Plan",7],"unit_path":"0001"}]'
    )

    assert entry_digest(make_unsaved()) == hashlib.sha256(spelled.encode()).digest()


@pytest.mark.parametrize(
    "changed",
    [
        {"pk": 13},
        {"event": "plan.withdrawn"},
        {"at": AT + timedelta(microseconds=1)},
        {"recorded_at": AT},
        {"actor_kind": "SYSTEM"},
        {"actor_id": 4},
        {"actor_label": "k7m2p9x4ac"},
        {"subject_kind": "Class"},
        {"subject_id": 8},
        {"unit_path": "0002"},
        {"payload": {"n": 2}},
        {"commitment": b"\1"},
    ],
)
def test_entry_digest_when_any_field_differs_then_differs(changed: dict[str, object]) -> None:
    assert entry_digest(make_unsaved(**changed)) != entry_digest(make_unsaved())


def test_row_digest_when_source_or_key_differs_then_differs() -> None:
    digests = {row_digest("attendance", 1, {}), row_digest("attendance", 2, {}), row_digest("reading", 1, {})}

    assert len(digests) == 3


def test_row_digest_when_spelled_out_by_hand_then_is_the_same() -> None:
    digest = row_digest("attendance", 1, {"at": AT, "a": 0})

    spelled = b'["attendance",1,{"a":0,"at":"2021-04-01T01:30:00.000000+00:00"}]'
    assert digest == hashlib.sha256(spelled).digest()


def test_commitment_of_when_the_salt_differs_then_hides_the_same_name_differently() -> None:
    name = {"name": "An"}

    assert commitment_of(b"0" * 16, name) == hashlib.sha256(b"0" * 16 + b'{"name":"An"}').digest()
    assert commitment_of(b"0" * 16, name) != commitment_of(b"1" * 16, name)


def test_next_chain_when_spelled_out_by_hand_then_is_the_same() -> None:
    digest = bytes(range(32))

    assert next_chain(GENESIS, 258, digest) == hashlib.sha256(bytes(32) + bytes([0] * 6 + [1, 2]) + digest).digest()


def test_next_chain_when_somebody_wrote_a_negative_sequence_then_still_answers() -> None:
    assert len(next_chain(GENESIS, -1, bytes(32))) == 32
