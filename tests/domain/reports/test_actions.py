"""Drafting, writing, freezing, issuing: the good case, each refusal, reach, the log, and what can never change again."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.organisations import make_grant, make_person
from tests.builders.reports import (
    AT,
    SYSTEM,
    Reported,
    make_draft,
    make_frozen,
    make_paper,
    make_reported,
    make_signed,
)
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.reports.actions import (
    IssuedOutOfTime,
    NothingBelowToTabulate,
    RemarksChangedMeanwhile,
    RemarksUnchanged,
    RemarkTooLong,
    ReportAlreadyDrafted,
    ReportAlreadyIssued,
    SignatureIncomplete,
    SignedCopyIsNotPaper,
    SupersededBeforeIssue,
    SupersededWithoutReason,
    write_remarks,
)
from thongsuot.domain.reports.documents.fingerprint import fingerprint
from thongsuot.domain.reports.drafting.remarks import LONGEST_REMARK, Place
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "stored"


@pytest.fixture
def scene() -> Reported:
    return make_reported()


def _last_entry() -> AuditEntry:
    entry = AuditEntry.objects.order_by("pk").last()
    assert entry is not None
    return entry


def _write(draft: ReportDraft, text: str, **changes: Any) -> None:
    told = {
        "remarks": {Place.STRENGTHS: text},
        "seen_at": draft.changed_at,
        "by": SYSTEM,
        "at": AT + timedelta(minutes=1),
    }
    write_remarks(draft, **{**told, **changes})


def test_open_report_draft_then_it_is_the_units_and_logged(scene: Reported) -> None:
    draft = make_draft(scene.committee)

    assert (draft.campaign, draft.path, draft.remarks) == (scene.campaign, scene.committee.path, {})
    entry = _last_entry()
    assert (entry.event, entry.unit_path, entry.payload) == (
        "report.drafted",
        scene.committee.unit.path,
        {"kind": "result"},
    )


def test_open_report_draft_when_open_already_then_refused(scene: Reported) -> None:
    make_draft(scene.bloc)

    with pytest.raises(ReportAlreadyDrafted):
        make_draft(scene.bloc)
    assert make_draft(scene.bloc, kind=ReportKind.TABLE).kind == "table"


def test_open_report_draft_when_a_table_of_nothing_then_refused(scene: Reported) -> None:
    with pytest.raises(NothingBelowToTabulate):
        make_draft(scene.base_cell, kind=ReportKind.TABLE)


@pytest.mark.parametrize(
    ("held_over", "may"), [("committee", True), ("bloc", True), ("base_cell", False), ("cell", False)]
)
def test_open_report_draft_reaches_the_own_unit_and_those_below(scene: Reported, held_over: str, may: bool) -> None:
    unit = getattr(scene, held_over).unit
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    if may:
        assert make_draft(scene.committee, by=secretary).opened_by == secretary.actor_label
    else:
        with pytest.raises(NotAllowed):
            make_draft(scene.committee, by=secretary)


@pytest.mark.parametrize("role", [Role.RAPPORTEUR, Role.INSPECTOR])
def test_open_report_draft_is_not_for_other_roles(scene: Reported, role: Role) -> None:
    person = make_person(scene.bloc.unit)
    make_grant(person, scene.bloc.unit, role)

    with pytest.raises(NotAllowed):
        make_draft(scene.bloc, by=person)


def test_write_remarks_then_they_are_kept_and_logged_without_their_words(scene: Reported) -> None:
    draft = make_draft(scene.bloc)

    _write(draft, " Chủ động.\n\n Linh  hoạt. ")

    assert ReportDraft.objects.get(pk=draft.pk).remarks == {"strengths": "Chủ động.\n\nLinh hoạt."}
    assert (_last_entry().event, _last_entry().payload) == ("report.remarked", {"places": ["strengths"]})


def test_write_remarks_when_others_were_written_then_they_stay(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    _write(draft, "Chủ động.")

    _write(draft, "", remarks={Place.CAUSES: "Đi công tác."})

    assert ReportDraft.objects.get(pk=draft.pk).remarks == {"strengths": "Chủ động.", "causes": "Đi công tác."}


def test_write_remarks_when_changed_meanwhile_then_refused_and_the_first_stays(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    seen_at = draft.changed_at
    _write(draft, "Của người trước.")

    with pytest.raises(RemarksChangedMeanwhile):
        _write(draft, "Của người sau.", seen_at=seen_at)
    assert ReportDraft.objects.get(pk=draft.pk).remarks == {"strengths": "Của người trước."}


@pytest.mark.parametrize(
    ("text", "refusal"), [("", RemarksUnchanged), ("  ", RemarksUnchanged), ("x" * (LONGEST_REMARK + 1), RemarkTooLong)]
)
def test_write_remarks_when_nothing_or_too_much_then_refused(
    scene: Reported, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _write(make_draft(scene.bloc), text)


def test_freeze_report_then_content_fingerprint_and_log_agree(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    _write(draft, "Chủ động.")

    report = make_frozen(draft)

    assert (report.version, report.as_of, report.reason) == (1, AT, "")
    assert report.fingerprint == fingerprint(IssuedReport.objects.get(pk=report.pk).content)
    assert [[{"text": "Chủ động."}]] in [passage["paragraphs"] for passage in report.content["passages"]]
    entry = _last_entry()
    assert (entry.event, entry.payload["fingerprint"], entry.payload["version"]) == (
        "report.frozen",
        report.fingerprint,
        1,
    )


def test_freeze_report_again_then_only_with_a_reason(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    make_frozen(draft)

    with pytest.raises(SupersededWithoutReason):
        make_frozen(draft, reason="  ")
    second = make_frozen(draft, reason="Bổ sung một lớp học bù")

    assert (second.version, second.reason) == (2, "Bổ sung một lớp học bù")


def test_freeze_report_by_somebody_from_beside_then_refused(scene: Reported) -> None:
    draft = make_draft(scene.committee)
    other = make_person(scene.base_cell.unit)
    make_grant(other, scene.base_cell.unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        make_frozen(draft, by=other)


def test_record_signed_copy_then_number_day_signer_and_file_are_kept_and_logged(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))

    copy = make_signed(report)

    assert (copy.number, copy.issued_on, copy.signer_name) == ("45-BC/ĐUK", date(2021, 6, 30), "Lê Văn Ký")
    assert (_last_entry().event, _last_entry().payload) == (
        "report.issued",
        {"number": "45-BC/ĐUK", "issued_on": "2021-06-30", "sha256": copy.file.sha256},
    )


def test_record_signed_copy_twice_then_refused(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    make_signed(report)

    with pytest.raises(ReportAlreadyIssued):
        make_signed(report, number="46-BC/ĐUK")


def test_record_signed_copy_of_a_superseded_version_then_refused(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    first = make_frozen(draft)
    make_frozen(draft, reason="Bổ sung")

    with pytest.raises(SupersededBeforeIssue):
        make_signed(first)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": " "}, SignatureIncomplete),
        ({"signer_name": ""}, SignatureIncomplete),
        ({"signer_post": ""}, SignatureIncomplete),
        ({"issued_on": date(2021, 6, 29)}, IssuedOutOfTime),
        ({"issued_on": date(2021, 7, 1)}, IssuedOutOfTime),
    ],
)
def test_record_signed_copy_when_something_is_wrong_then_refused(
    scene: Reported, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    report = make_frozen(make_draft(scene.bloc))

    with pytest.raises(refusal):
        make_signed(report, **changes)


def test_record_signed_copy_when_the_file_is_no_paper_then_refused(scene: Reported) -> None:
    sheet = make_paper()
    StoredFile.objects.filter(pk=sheet.pk).update(media_type="application/zip")

    with pytest.raises(SignedCopyIsNotPaper):
        make_signed(make_frozen(make_draft(scene.bloc)), file=StoredFile.objects.get(pk=sheet.pk))


def test_database_refuses_a_later_version_without_a_reason(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    report.pk, report.version, report.public_id = None, 2, "x"

    with pytest.raises(IntegrityError, match="report_supersedes_for_a_reason"), transaction.atomic():
        report.save(force_insert=True)


@pytest.mark.parametrize(
    ("table", "rights"),
    [
        ("reports_issuedreport", [True, True, False, False]),
        ("reports_signedcopy", [True, True, False, False]),
        ("reports_reportdraft", [True, True, False, False]),
    ],
)
def test_application_may_never_change_what_was_frozen(table: str, rights: list[bool]) -> None:
    asked = ("SELECT", "INSERT", "UPDATE", "DELETE")
    with connection.cursor() as cursor:
        held = []
        for right in asked:
            cursor.execute("SELECT has_table_privilege('thongsuot_app', %s, %s)", [table, right])
            held.append(cursor.fetchone()[0])

    assert held == rights


_STEPS = st.lists(st.sampled_from(["study", "remark", "freeze", "sign"]), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_what_was_frozen_never_changes_whatever_follows(scene: Reported, steps: list[str]) -> None:
    with transaction.atomic():
        draft = make_draft(scene.bloc)
        report = make_frozen(draft)
        before = IssuedReport.objects.filter(pk=report.pk).values().get()

        for number, step in enumerate(steps, start=1):
            at = AT + timedelta(minutes=number)
            if step == "study":
                held = make_held(scene.campaign, [entry_of(scene.campaign, scene.people[3])])
                hold_class(scene.base_cell, held, at=at)
            elif step == "remark":
                _write(draft, f"Lần {number}", at=at)
            elif step == "freeze":
                make_frozen(draft, reason=f"Lần {number}", at=at)
            elif not IssuedReport.objects.filter(version__gt=1).exists() and not hasattr(report, "signed_copy"):
                make_signed(report, at=at)

        assert IssuedReport.objects.filter(pk=report.pk).values().get() == before
        transaction.set_rollback(True)
