"""Recording and erasing."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import AT
from thongsuot.foundation.audit.actions import (
    NothingPersonalToErase,
    entries_recorded,
    erase_personal,
    queue_leaves,
    record,
)
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.digests import commitment_of, entry_digest, row_digest
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal, PendingLeaf

ACTOR = SystemActor("test")


class Plan:
    """A subject as any room may give it."""

    pk = 41


class Officer:
    """A person as the rooms above give theirs."""

    actor_kind = "PERSON"
    actor_id = 9
    actor_label = "k7m2p9x4ab"


def test_record_when_all_is_given_then_keeps_it_and_queues_its_digest(db: None) -> None:
    made = record(
        "plan.published",
        by=Officer(),
        at=AT,
        subject=Plan(),
        unit_path="0001",
        payload={"n": 1},
        personal={"name": "An"},
    )

    entry = AuditEntry.objects.get()
    assert (entry.pk, entry.event, entry.at, entry.recorded_at) == (made.pk, "plan.published", AT, made.recorded_at)
    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("PERSON", 9, "k7m2p9x4ab")
    assert (entry.subject_kind, entry.subject_id, entry.unit_path, entry.payload) == ("Plan", 41, "0001", {"n": 1})
    personal = AuditPersonal.objects.get()
    assert (personal.entry_id, personal.payload, len(personal.salt or b"")) == (entry.pk, {"name": "An"}, 16)
    assert entry.commitment == commitment_of(bytes(personal.salt or b""), {"name": "An"})
    assert PendingLeaf.objects.values_list("source", "row_id", "digest").get() == (
        "entry",
        made.pk,
        entry_digest(entry),
    )


def test_record_when_nothing_is_personal_then_commits_to_nothing(make_entry: MakeEntry, db: None) -> None:
    entry = make_entry(personal=None)

    assert entry.commitment == b""
    assert not AuditPersonal.objects.exists()


def test_record_when_recorded_later_than_claimed_then_keeps_the_databases_clock(
    make_entry: MakeEntry, db: None
) -> None:
    first, second = make_entry(), make_entry()

    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp()")
        started = cursor.fetchone()[0]
    assert AT < started < first.recorded_at < second.recorded_at


@pytest.mark.parametrize(("personal", "statements"), [(None, 2), ({"name": "An"}, 3)])
def test_record_when_called_then_takes_few_statements(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, personal: dict[str, object] | None, statements: int
) -> None:
    with django_assert_num_queries(statements):
        record("plan.published", by=ACTOR, at=AT, personal=personal)


def test_record_when_there_is_no_transaction_then_is_a_defect() -> None:
    with pytest.raises(TransactionManagementError, match="transaction"):
        record("plan.published", by=ACTOR, at=AT)


@pytest.mark.parametrize("event", ["published", "Plan.published", "plan.published "])
def test_record_when_the_event_is_not_named_by_the_rule_then_the_database_refuses(db: None, event: str) -> None:
    with pytest.raises(IntegrityError, match="audit_entry_event_named"):
        record(event, by=ACTOR, at=AT)


def test_record_when_a_person_has_no_key_then_the_database_refuses(db: None) -> None:
    nobody: Any = type("Nobody", (), {"actor_kind": "PERSON", "actor_id": None, "actor_label": ""})()

    with pytest.raises(IntegrityError, match="audit_entry_actor_known"):
        record("plan.published", by=nobody, at=AT)


def test_entries_recorded_when_bodies_record_then_counts_what_each_queued(make_entry: MakeEntry, db: None) -> None:
    before = entries_recorded()

    make_entry()
    queue_leaves("attendance", [(1, bytes(32)), (2, bytes(32))])

    assert entries_recorded() - before == 3


def test_queue_leaves_when_rows_are_their_own_record_then_queues_them_under_their_source(db: None) -> None:
    digest = row_digest("attendance", 5, {"state": "PRESENT"})

    queued = queue_leaves("attendance", [(5, digest)])

    assert queued == 1
    assert PendingLeaf.objects.values_list("source", "row_id", "digest").get() == ("attendance", 5, digest)


def test_queue_leaves_when_the_digest_is_no_sha256_then_the_database_refuses(db: None) -> None:
    with pytest.raises(IntegrityError, match="digest_is_sha256"):
        queue_leaves("attendance", [(5, b"short")])


def test_queue_leaves_when_given_entries_then_is_a_defect(db: None) -> None:
    with pytest.raises(ValueError, match="record"):
        queue_leaves("entry", [(5, bytes(32))])


def test_queue_leaves_when_there_is_no_transaction_then_is_a_defect() -> None:
    with pytest.raises(TransactionManagementError, match="transaction"):
        queue_leaves("attendance", [(5, bytes(32))])


def test_erase_personal_when_parts_are_there_then_salt_and_payload_are_gone_and_it_is_said(
    make_entry: MakeEntry, db: None
) -> None:
    entry, other = make_entry(personal={"name": "An"}), make_entry(personal={"name": "Bình"})

    erasure = erase_personal([entry.pk], by=ACTOR, at=AT)

    assert (erasure.event, erasure.payload) == ("audit.personal_erased", {"entries": [entry.pk]})
    erased = AuditPersonal.objects.get(pk=entry.pk)
    assert (erased.salt, erased.payload, erased.erasure_id) == (None, None, erasure.pk)
    assert AuditPersonal.objects.get(pk=other.pk).payload == {"name": "Bình"}


def test_erase_personal_when_nothing_is_left_then_refuses(make_entry: MakeEntry, db: None) -> None:
    entry = make_entry(personal={"name": "An"})
    erase_personal([entry.pk], by=ACTOR, at=AT)

    with pytest.raises(NothingPersonalToErase, match="không còn"):
        erase_personal([entry.pk, make_entry().pk], by=ACTOR, at=AT)


def test_erase_personal_when_given_too_many_then_is_a_defect(db: None) -> None:
    with pytest.raises(ValueError, match="1000"):
        erase_personal(range(1_001), by=ACTOR, at=AT)


def test_erase_personal_when_it_is_the_applications_role_then_has_the_right(make_entry: MakeEntry, db: None) -> None:
    entry = make_entry(personal={"name": "Lò Văn An"})

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE thongsuot_app")
        erase_personal([entry.pk], by=ACTOR, at=AT)
        cursor.execute("RESET ROLE")

    assert AuditPersonal.objects.get(pk=entry.pk).payload is None
