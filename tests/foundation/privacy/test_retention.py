"""Terms: what is over goes, what is not stays, a second run finds nothing, the log says how much."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.organisations import AT, SYSTEM, make_person, make_unit
from tests.builders.privacy import make_request
from thongsuot.foundation.audit.looks import note_look
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal, Look
from thongsuot.foundation.audit.sealing import seal
from thongsuot.foundation.audit.verification import verify
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.models import RosterImport
from thongsuot.foundation.privacy.actions.requests import close_request
from thongsuot.foundation.privacy.models import DataRequest
from thongsuot.foundation.privacy.retention import Over, carry_out_terms, over_at

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def made_import(**given: Any) -> RosterImport:
    file = store(io.BytesIO(f"Họ tên\n{given}".encode()), name="a.csv", purpose="roster", by="x", at=AT)
    result = {"rows": 2, "errors": [{"row": 2, "message": "Lò Thị Mai"}], "warnings": []}
    return RosterImport.objects.create(into=make_unit(), file=file, result=result, answers={"q": "a"}, **given)


@pytest.mark.parametrize(("days", "left"), [(730, 1), (731, 0)])
def test_looks_go_after_two_years(days: int, left: int) -> None:
    note_look(make_person(), page="x:y", unit_path="0001", people=3, at=AT)

    carry_out_terms(AT + days * DAY)

    assert Look.objects.count() == left


def test_dry_run_tells_and_changes_nothing_and_a_second_run_finds_nothing() -> None:
    for n in range(3):
        note_look(make_person(), page="x:y", unit_path="0001", people=3 + n, at=AT)
    later = AT + 800 * DAY

    assert over_at(later) == [Over("audit_look", 3, is_swept=False)]
    assert Look.objects.count() == 3
    assert carry_out_terms(later) == {"audit_look": 3}
    assert (over_at(later), carry_out_terms(later)) == ([], {})
    assert AuditEntry.objects.get(event="retention.carried_out").payload == {"audit_look": 3}


def test_open_request_stays_and_a_closed_one_goes_five_years_later() -> None:
    open_one, closed = make_request(), make_request()
    close_request(closed, is_done=True, outcome="Xong", by=SYSTEM, at=AT)

    carry_out_terms(AT + 1826 * DAY)

    assert list(DataRequest.objects.values_list("pk", flat=True)) == [open_one.pk]


def test_imported_rows_are_emptied_and_their_counts_stay() -> None:
    made = made_import(imported_at=AT)

    carry_out_terms(AT + 31 * DAY)

    made.refresh_from_db()
    assert made.result == {"rows": 2, "errors": [], "warnings": []}
    assert made.answers == {}
    assert made.file.path.exists()


def test_file_of_an_import_that_was_set_aside_goes_with_its_content(
    django_capture_on_commit_callbacks: Any,
) -> None:
    made = made_import(set_aside_at=AT)
    place = made.file.path

    with django_capture_on_commit_callbacks(execute=True):
        carry_out_terms(AT + 31 * DAY)

    assert not RosterImport.objects.exists()
    assert not StoredFile.objects.exists()
    assert not place.exists()


def test_pending_import_stays_whole() -> None:
    made = made_import()

    carry_out_terms(AT + 31 * DAY)

    made.refresh_from_db()
    assert made.answers == {"q": "a"}


def test_personal_parts_of_the_log_go_after_ten_years_and_the_log_stays_provable() -> None:
    make_person()
    later = AT + 3651 * DAY

    carry_out_terms(later)

    assert not AuditPersonal.objects.filter(erasure=None).exists()
    seal(later)
    assert verify(at=later).is_in_order
    assert carry_out_terms(later) == {}
