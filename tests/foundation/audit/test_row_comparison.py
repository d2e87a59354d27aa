"""Rows against their leaves: edited, deleted, inserted, queued twice, and rows of other rooms."""

from collections.abc import Callable

import pytest

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import (
    AT,
    delete_entry,
    edit_entry,
    insert_entry,
    problems_found,
    run,
    source_of,
)
from thongsuot.foundation.audit.actions import queue_leaves
from thongsuot.foundation.audit.sealing import checkpoint, seal


@pytest.mark.parametrize(
    "change",
    [
        "event = 'plan.withdrawn'",
        "at = at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 day'",
        "actor_label = 'other'",
        "actor_kind = 'PERSON', actor_id = 1",
        "subject_kind = 'Class'",
        "subject_id = NULL",
        "unit_path = '0002'",
        "payload = '{\"n\": 1.50}'",
        "payload = '[]'",
    ],
)
def test_verify_when_a_sealed_entry_was_edited_then_names_it(sealed_log: list[int], change: str) -> None:
    run(f"UPDATE audit_entry SET {change} WHERE id = %s", sealed_log[2])

    assert problems_found() == [("EDITED", "entry", sealed_log[2], 3)]


def test_verify_when_a_sealed_entry_was_deleted_then_names_it(sealed_log: list[int]) -> None:
    delete_entry(sealed_log[1])

    assert problems_found() == [("DELETED", "entry", sealed_log[1], 2)]


def test_verify_when_an_entry_was_inserted_then_names_it(sealed_log: list[int]) -> None:
    assert problems_found() == []

    inserted = insert_entry()

    assert problems_found() == [("INSERTED", "entry", inserted, None)]


@pytest.mark.parametrize(("attack", "kind"), [(edit_entry, "EDITED"), (delete_entry, "DELETED")])
def test_verify_when_an_entry_was_changed_before_sealing_then_its_waiting_leaf_shows_it(
    make_entry: MakeEntry, db: None, attack: Callable[[int], None], kind: str
) -> None:
    entry = make_entry()

    attack(entry.pk)

    assert problems_found() == [(kind, "entry", entry.pk, None)]


def test_verify_when_a_sealed_row_was_queued_again_then_names_it(sealed_log: list[int]) -> None:
    run(
        "INSERT INTO audit_pending_leaf (source, row_id, digest) SELECT source, row_id, digest FROM audit_sealed_leaf LIMIT 1"
    )

    assert problems_found() == [("TWICE", "entry", sealed_log[0], 1)]


def test_verify_when_another_rooms_rows_are_leaves_then_compares_them_with_its_facts(db: None) -> None:
    facts = {n: bytes([n]) * 32 for n in range(5)}
    queue_leaves("attendance", facts.items())
    seal(AT, limit=3)
    assert problems_found([checkpoint()], attendance=source_of(facts)) == []

    tampered = {**facts, 0: bytes(32), 1: bytes(32), 4: bytes(32), 9: bytes(32)}
    del tampered[2]

    assert problems_found(attendance=source_of(tampered)) == [
        ("EDITED", "attendance", 1, 2),
        ("DELETED", "attendance", 2, 3),
        ("EDITED", "attendance", 4, None),
        ("INSERTED", "attendance", 9, None),
    ]


@pytest.mark.parametrize("limit", [0, 10])
def test_verify_when_nobody_can_read_a_source_then_says_so(db: None, limit: int) -> None:
    queue_leaves("attendance", [(1, bytes(32))])
    seal(AT, limit=limit)

    assert problems_found() == [("UNREADABLE", "attendance", None, None)]


def test_verify_when_a_source_does_not_ascend_then_is_a_defect(db: None) -> None:
    with pytest.raises(ValueError, match="ascend"):
        problems_found(attendance=lambda after, limit: [(2, bytes(32)), (1, bytes(32))])
