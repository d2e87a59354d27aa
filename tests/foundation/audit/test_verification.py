"""Verification as a whole: its control, its answer, and random histories of recording, sealing, erasing and attack."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import (
    AT,
    cut_tail,
    delete_entry,
    edit_entry,
    insert_entry,
    problems_found,
    rewrite_chain,
    run,
    swap_leaves,
    wipe,
)
from thongsuot.foundation.audit.actions import erase_personal, record
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.checkpoints import Checkpoint
from thongsuot.foundation.audit.models import AuditPersonal, PendingLeaf, SealedLeaf
from thongsuot.foundation.audit.sealing import checkpoint, seal
from thongsuot.foundation.audit.verification import verify

ACTOR = SystemActor("test")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.dictionaries(texts, inner, max_size=2),
    max_leaves=3,
)
payloads = st.dictionaries(texts, values, max_size=2)

# A step of a history: seal so many leaves, erase the oldest personal part, or record a payload with a personal part or none.
steps = (
    st.integers(1, 4).map(lambda limit: ("seal", limit))
    | st.just(("erase", None))
    | st.tuples(payloads, st.none() | payloads).map(lambda both: ("record", both))
)


def play(history: Sequence[tuple[str, Any]]) -> list[Checkpoint]:
    """Live through a history; return the checkpoints that were kept after each sealing."""
    kept = []
    for step in history:
        match step:
            case "record", (payload, personal):
                record("plan.published", by=ACTOR, at=AT, payload=payload, personal=personal)
            case "seal", int(limit):
                seal(AT, limit=limit)
                kept.append(checkpoint())
            case "erase", _:
                oldest = AuditPersonal.objects.filter(erasure=None).order_by("pk").first()
                if oldest:
                    erase_personal([oldest.pk], by=ACTOR, at=AT)
    return kept


def edit(leaf: SealedLeaf) -> tuple[str, int | None]:
    edit_entry(leaf.row_id)
    return "EDITED", leaf.row_id


def delete(leaf: SealedLeaf) -> tuple[str, int | None]:
    delete_entry(leaf.row_id)
    return "DELETED", leaf.row_id


def insert(leaf: SealedLeaf) -> tuple[str, int | None]:
    return "INSERTED", insert_entry()


def reorder(leaf: SealedLeaf) -> tuple[str, int | None]:
    other = SealedLeaf.objects.exclude(pk=leaf.pk).order_by("pk").first()
    if other is None:
        return edit(leaf)
    swap_leaves(leaf.sequence, other.sequence)
    return "BROKEN", leaf.row_id


def cut(leaf: SealedLeaf) -> tuple[str, int | None]:
    cut_tail(leaf.sequence - 1)
    return "CUT_OFF", None


def rewrite(leaf: SealedLeaf) -> tuple[str, int | None]:
    edit_entry(leaf.row_id)
    rewrite_chain()
    return "REWRITTEN", None


def wipe_all(leaf: SealedLeaf) -> tuple[str, int | None]:
    wipe()
    return "CUT_OFF", None


def change_personal(leaf: SealedLeaf) -> tuple[str, int | None]:
    part = AuditPersonal.objects.filter(erasure=None).order_by("pk").first()
    if part is None:
        return edit(leaf)
    run("UPDATE audit_personal SET payload = '{\"forged\": true}' WHERE entry_id = %s", part.pk)
    return "PERSONAL", part.pk


def erase_personal_silently(leaf: SealedLeaf) -> tuple[str, int | None]:
    part = AuditPersonal.objects.filter(erasure=None).order_by("pk").first()
    if part is None:
        return edit(leaf)
    AuditPersonal.objects.filter(pk=part.pk).update(salt=None, payload=None, erasure=leaf.row_id)
    return "PERSONAL", part.pk


ATTACKS = [edit, delete, insert, reorder, cut, rewrite, wipe_all, change_personal, erase_personal_silently]


def test_verify_when_nobody_touched_the_log_then_all_is_in_order(sealed_log: list[int], make_entry: MakeEntry) -> None:
    make_entry(personal={"name": "An"})
    waiting = PendingLeaf.objects.get().recorded_at

    found = verify(at=waiting + timedelta(seconds=30), checkpoints=[checkpoint()])

    assert found.is_in_order
    assert (found.sealed, found.unsealed, found.oldest_unsealed_at, found.window_seconds) == (6, 1, waiting, 30.0)
    assert (found.problems, found.problems_found, found.head) == ((), 0, checkpoint())


def test_verify_when_the_log_is_empty_then_all_is_in_order(db: None) -> None:
    assert problems_found([checkpoint()]) == []


def test_verify_when_problems_are_many_then_keeps_some_and_counts_all(sealed_log: list[int]) -> None:
    run("UPDATE audit_entry SET event = 'plan.forged'")

    found = verify(at=AT, problem_limit=2)

    assert (len(found.problems), found.problems_found, found.is_in_order) == (2, 6, False)


def test_verify_when_the_log_is_longer_then_takes_as_many_statements(
    sealed_log: list[int], make_entry: MakeEntry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as shorter:
        verify(at=AT)
    for _ in range(3):
        make_entry(personal={"name": "An"})

    with django_assert_num_queries(len(shorter)):
        verify(at=AT)


def test_verify_when_it_stands_alone_then_reads_one_snapshot_and_writes_nothing(committing: None) -> None:
    seen: list[str] = []

    def reader(after: int, limit: int) -> list[tuple[int, bytes]]:
        with connection.cursor() as cursor:
            for setting in ("transaction_isolation", "transaction_read_only"):
                cursor.execute(f"SHOW {setting}")
                seen.append(cursor.fetchone()[0])
        return []

    verify(at=AT, sources={"attendance": reader})

    assert seen == ["repeatable read", "on"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=12), st.sampled_from(ATTACKS), st.randoms(use_true_random=False))
def test_verify_after_any_history_then_finds_the_attack_and_before_it_nothing(
    db: None,
    history: list[tuple[str, Any]],
    attack: Callable[[SealedLeaf], tuple[str, int | None]],
    chance: Random,
) -> None:
    with transaction.atomic():
        checkpoints = play([("record", ({}, None)), *history, ("seal", 2)])
        assert verify(at=AT, checkpoints=checkpoints).problems == ()

        kind, row_id = attack(chance.choice(list(SealedLeaf.objects.order_by("pk"))))

        found = verify(at=AT, checkpoints=checkpoints).problems
        assert any(problem.kind == kind and row_id in (None, problem.row_id) for problem in found)
        transaction.set_rollback(True)
