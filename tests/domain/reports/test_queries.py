"""Who sees which reports, and where a frozen one differs from today."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person
from tests.builders.reports import (
    AT,
    EVERYTHING,
    SYSTEM,
    Reported,
    make_draft,
    make_frozen,
    make_reported,
    make_signed,
)
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.reports.actions import write_remarks
from thongsuot.domain.reports.drafting.remarks import NO_REMARKS, Place
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind
from thongsuot.domain.reports.queries import (
    Difference,
    checkpoints_on_reports,
    differences,
    draft_by_public_id,
    draft_of_unit,
    drafts_of,
    frozen_report,
    frozen_reports_of,
    kinds_of_report,
    printed_checkpoint_now,
    report_now,
    reportable_units,
    signed_of,
    versions_frozen,
)
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.audit.sealing import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Reported:
    return make_reported()


def _viewer(unit: CampaignUnit, role: Role = Role.SECRETARY) -> Viewer:
    person = make_person(unit.unit)
    make_grant(person, unit.unit, role)
    return viewer_for(person, date(2021, 6, 30))


def test_drafts_of_then_those_one_may_work_on(scene: Reported) -> None:
    above, own, beside = (make_draft(unit) for unit in (scene.bloc, scene.committee, scene.base_cell))

    assert set(drafts_of(_viewer(scene.committee), scene.campaign)) == {own}
    assert set(drafts_of(_viewer(scene.bloc), scene.campaign)) == {above, own, beside}
    assert set(drafts_of(_viewer(scene.bloc, Role.INSPECTOR), scene.campaign)) == set()


def test_drafts_of_when_frozen_and_written_on_since_then_it_says_so(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    states = [drafts_of(EVERYTHING, scene.campaign).get().is_frozen]  # type: ignore[attr-defined]

    make_frozen(draft)
    states.append(drafts_of(EVERYTHING, scene.campaign).get().is_frozen)  # type: ignore[attr-defined]
    later = AT + timedelta(minutes=1)
    write_remarks(draft, remarks={Place.CAUSES: "Đi công tác."}, seen_at=draft.changed_at, by=SYSTEM, at=later)
    states.append(drafts_of(EVERYTHING, scene.campaign).get().is_frozen)  # type: ignore[attr-defined]

    assert states == [False, True, False]


def test_draft_by_public_id_when_foreign_then_as_absent(scene: Reported) -> None:
    foreign = make_draft(scene.bloc)

    for public_id in (foreign.public_id, "khongco000"):
        with pytest.raises(ReportDraft.DoesNotExist):
            draft_by_public_id(_viewer(scene.committee), scene.campaign, public_id)
    assert draft_of_unit(_viewer(scene.committee), scene.bloc, ReportKind.RESULT) is None


def test_frozen_reports_of_then_all_in_scope_even_for_who_may_make_none(scene: Reported) -> None:
    above, own = make_frozen(make_draft(scene.bloc)), make_frozen(make_draft(scene.committee))

    assert set(frozen_reports_of(_viewer(scene.bloc, Role.INSPECTOR), scene.campaign)) == {above, own}
    assert set(frozen_reports_of(_viewer(scene.committee), scene.campaign)) == {own}
    with pytest.raises(IssuedReport.DoesNotExist):
        frozen_report(_viewer(scene.committee), scene.campaign, above.public_id)


def test_reportable_units_then_grassroots_and_above_in_reach(scene: Reported) -> None:
    assert list(reportable_units(_viewer(scene.bloc), scene.campaign)) == [scene.bloc, scene.committee, scene.base_cell]
    assert list(reportable_units(_viewer(scene.committee), scene.campaign)) == [scene.committee]


def test_kinds_of_report_then_a_table_only_with_units_below(scene: Reported) -> None:
    assert kinds_of_report(scene.committee) == [ReportKind.RESULT, ReportKind.TABLE]
    assert kinds_of_report(scene.base_cell) == [ReportKind.RESULT]


def test_versions_frozen_then_the_newest_first(scene: Reported) -> None:
    draft = make_draft(scene.bloc)
    first, second = make_frozen(draft), make_frozen(draft, reason="Bổ sung")
    make_frozen(make_draft(scene.bloc, kind=ReportKind.TABLE))

    versions = versions_frozen(EVERYTHING, scene.bloc, ReportKind.RESULT)

    assert versions == [second, first]
    assert [version.is_superseded for version in versions] == [False, True]  # type: ignore[attr-defined]


def test_differences_when_nothing_moved_then_none(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))

    later = report_now(EVERYTHING, scene.bloc, ReportKind.RESULT, NO_REMARKS, at=AT)

    assert differences(report.content, later) == []


def test_differences_when_somebody_studied_since_then_each_figure_with_both_values(scene: Reported) -> None:
    report = make_frozen(make_draft(scene.bloc))
    held = make_held(scene.campaign, [entry_of(scene.campaign, scene.people[3])])
    hold_class(scene.base_cell, held, at=AT + timedelta(hours=1))

    later = report_now(EVERYTHING, scene.bloc, ReportKind.RESULT, NO_REMARKS, at=AT + timedelta(hours=2))
    found = {d.label: d for d in differences(report.content, later)}

    label = "Đảng viên đã học"
    texts = [d for d in differences(report.content, later) if d.label == label]
    assert Difference(label, "2/4\u00a0đồng chí, đạt\u00a050,00%", "3/4\u00a0đồng chí, đạt\u00a075,00%") in texts
    assert found["Chi bộ Ban B: Đảng viên Đã học"] == Difference("Chi bộ Ban B: Đảng viên Đã học", "0", "1")
    assert found["Đảng viên chưa ghi nhận"] == Difference("Đảng viên chưa ghi nhận", "1\u00a0đồng chí", "")


def test_printed_checkpoint_now_then_where_the_chain_stands(scene: Reported) -> None:
    assert printed_checkpoint_now() == ""

    sealed = seal(AT)

    assert printed_checkpoint_now().startswith(f"{sealed}:")
    report = make_frozen(make_draft(scene.bloc))
    assert checkpoints_on_reports() == [report.checkpoint] == [printed_checkpoint_now()]


def test_signed_of_then_what_the_office_added(scene: Reported, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    report = make_frozen(make_draft(scene.bloc))
    assert signed_of(report) is None

    make_signed(report)

    signed = signed_of(frozen_report(EVERYTHING, scene.campaign, report.public_id))
    assert signed is not None
    assert (signed.number, signed.signer_post, signed.signer_name) == ("45-BC/ĐUK", "Bí thư", "Lê Văn Ký")
