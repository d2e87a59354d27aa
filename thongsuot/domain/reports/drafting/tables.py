"""The annexes of a report from what was gathered: one row for each unit directly below, in the committee's own order."""

from dataclasses import replace
from datetime import date

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.remaining import NOBODY
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.reports.documents.annexes import ProgrammeRow, StudyRow, programme_annex, study_annex
from thongsuot.domain.reports.documents.columns import UNKNOWN, Turnout
from thongsuot.domain.reports.documents.content import AnnexTable
from thongsuot.domain.reports.documents.wording import people
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.names import MEMBER
from thongsuot.domain.study.models.classes import Form

_SHORT_KINDS = {"BASE_COMMITTEE": "ĐBCS", "BASE_CELL": "CBCS", "SUBORDINATE_CELL": "CBTT"}
_STATES = {
    DocumentState.RECEIVED: "Đã tiếp nhận",
    DocumentState.ISSUED: "Chờ tiếp nhận",
    DocumentState.SUPPLEMENT_ASKED: "Đề nghị bổ sung",
}


def results_by_unit(gathered: Gathered) -> AnnexTable:
    """Return table 6.1 over the units directly below; columns of which nothing is known are left out. Refuses (ValueError) none."""
    rows = [_study_row(gathered, coverage) for coverage in gathered.below]
    table = study_annex(rows, class_forms=[str(form.label) for form in Form])
    return replace(table, remarks=(*table.remarks, *_not_divided(gathered)))


def programmes_by_unit(gathered: Gathered) -> AnnexTable | None:
    """Return table 6.3 over the units directly below that owe a programme; None where none of them does."""
    owed = gathered.fulfilment(ObligationKind.ISSUE_PROGRAMME)
    if owed is None:
        return None
    kinds = {kind.pk for kind in owed.obligation.owed_by.all()}
    owing = [c for c in gathered.below if c.unit.kind_id in kinds]
    rows = [_programme_row(gathered, c, owed.obligation.due_on) for c in owing]
    return programme_annex(rows) if rows else None


def _study_row(gathered: Gathered, coverage: Coverage) -> StudyRow:
    unit, members = coverage.unit, coverage.of(AudienceRule.MEMBERS)
    classes = gathered.classes_under(unit)
    days = [held.first_day for held in classes if held.first_day], [held.last_day for held in classes if held.last_day]
    absences = gathered.absences.get(unit.pk, NOBODY)
    # Counts without names say nothing of who is absent: then the three states are not known.
    is_named = absences.people == members.rate.remaining
    return StudyRow(
        unit=unit.name,
        kind=_SHORT_KINDS.get(unit.kind.code, unit.kind.name),
        classes=tuple(sum(held.form == form for held in classes) for form in Form),
        first_day=min(days[0], default=None),
        last_day=max(days[1], default=None),
        key_cadres=_turnout(coverage.of(AudienceRule.KEY_CADRES)),
        # The roll's denominator is everybody on the list, those exempt from meetings among them.
        members=Turnout(members.rate.numerator, None, members.rate.target),
        members_in_all=members.rate.denominator,
        made_up=members.at_make_up,
        excused=absences.excused if is_named else None,
        unexcused=absences.absent if is_named else None,
        unrecorded=absences.unrecorded if is_named else None,
        # Non-members are declared and mostly counted by the grassroots organisation as a whole, not by its cells.
        non_members=_turnout(coverage.of(AudienceRule.NON_MEMBERS)) if gathered.is_above_base else UNKNOWN,
    )


def _not_divided(gathered: Gathered) -> list[str]:
    """Return what the unit's own figures hold beside the rows: people who stand with the unit itself, or were counted as a whole."""
    own = gathered.of(AudienceRule.MEMBERS).rate.numerator
    beside = own - sum(c.of(AudienceRule.MEMBERS).rate.numerator for c in gathered.below)
    if beside <= 0:
        return []
    return [f"Ngoài các đơn vị trên còn {people(beside, MEMBER)} đã học do {gathered.unit.name} ghi chung."]


def _turnout(audience: AudienceCoverage) -> Turnout:
    return Turnout(audience.rate.numerator, audience.rate.denominator, audience.rate.target)


def _programme_row(gathered: Gathered, coverage: Coverage, due_on: date) -> ProgrammeRow:
    programme: ActionProgramme | None = gathered.programmes.get(coverage.unit.pk)
    if programme is None:
        return ProgrammeRow(unit=coverage.unit.name)
    return ProgrammeRow(
        unit=coverage.unit.name,
        document_kind=str(programme.get_kind_display()),
        symbol=programme.number,
        issued_on=programme.issued_on,
        on_time=programme.issued_on <= due_on,
        tasks=programme.tasks_count,  # type: ignore[attr-defined]
        standing=_STATES[DocumentState(programme.state)],
    )
