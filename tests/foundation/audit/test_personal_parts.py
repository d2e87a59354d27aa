"""Personal parts against what their entries committed to."""

import pytest

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import (
    AT,
    problems_found,
    run,
)
from thongsuot.foundation.audit.actions import erase_personal
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.models import AuditPersonal
from thongsuot.foundation.audit.sealing import checkpoint, seal


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE audit_personal SET payload = \'{"họ tên": "Trần Thị B"}\' WHERE entry_id = %s',
        "UPDATE audit_personal SET salt = decode('00112233445566778899aabbccddeeff', 'hex') WHERE entry_id = %s",
        "DELETE FROM audit_personal WHERE entry_id = %s",
        "UPDATE audit_personal SET salt = NULL, payload = NULL, erasure_id = entry_id WHERE entry_id = %s",
    ],
)
def test_verify_when_a_personal_part_was_changed_or_erased_without_a_word_then_names_it(
    sealed_log: list[int], change: str
) -> None:
    run(change, sealed_log[1])

    assert problems_found() == [("PERSONAL", "entry", sealed_log[1], None)]


def test_verify_when_a_personal_part_was_added_then_names_it(sealed_log: list[int]) -> None:
    AuditPersonal.objects.create(entry_id=sealed_log[0], salt=bytes(16), payload={"name": "An"})

    assert problems_found() == [("PERSONAL", "entry", sealed_log[0], None)]


def test_verify_when_a_personal_part_was_erased_by_the_rules_then_the_proof_stays(sealed_log: list[int]) -> None:
    erase_personal([sealed_log[1]], by=SystemActor("test"), at=AT)
    seal(AT)

    assert problems_found([checkpoint()]) == []


@pytest.mark.parametrize("payload", ["[]", "{}", '{"entries": 5}', '{"entries": [0]}'])
def test_verify_when_the_erasure_does_not_name_the_entry_then_names_both(sealed_log: list[int], payload: str) -> None:
    erasure = erase_personal([sealed_log[1]], by=SystemActor("test"), at=AT)

    run("UPDATE audit_entry SET payload = %s WHERE id = %s", payload, erasure.pk)

    assert problems_found() == [("EDITED", "entry", erasure.pk, None), ("PERSONAL", "entry", sealed_log[1], None)]


def test_verify_when_an_entry_of_another_kind_stands_for_the_erasure_then_names_it(
    sealed_log: list[int], make_entry: MakeEntry
) -> None:
    other = make_entry("plan.published", payload={"entries": [sealed_log[1]]})
    AuditPersonal.objects.filter(pk=sealed_log[1]).update(salt=None, payload=None, erasure=other)

    assert problems_found() == [("PERSONAL", "entry", sealed_log[1], None)]
