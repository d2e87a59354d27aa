"""Study plans: issued by units, received by the level above, confirmed where another entered them."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, campaign_unit_of, make_campaign
from thongsuot.domain.directives.secrecy import SecretDocumentRefused
from thongsuot.domain.plans.actions.documents import (
    AlreadyReceived,
    ConfirmedByWhoTyped,
    ConfirmedFromAbove,
    Issue,
    IssuedInFuture,
    NobodyAbove,
    NotDirectlyBelow,
    NothingToConfirm,
    NotTheLatestVersion,
    NumberMissing,
    ReasonMissing,
    Receiver,
)
from thongsuot.domain.plans.actions.study_plans import (
    NothingChosen,
    ask_study_plan_supplement,
    confirm_study_plan,
    issue_study_plan,
    receive_study_plan,
    receive_study_plans,
)
from thongsuot.domain.plans.models import CampaignUnit, StudyPlan
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db
ISSUE = Issue("08-KH/ĐU", date(2021, 3, 30), "Kế hoạch học tập")


@dataclass
class Bloc:
    """A bloc with two bases, its officer and the secretary of the first base."""

    top: Unit
    bases: list[Unit]
    units: list[CampaignUnit]
    officer: Person
    secretary: Person


@pytest.fixture
def bloc() -> Bloc:
    top = make_unit(name="Khối")
    bases = [make_unit(top, name=f"Cơ sở {n}") for n in (1, 2)]
    campaign = make_campaign(top)
    officer, secretary = make_person(top), make_person(bases[0])
    make_grant(officer, top)
    make_grant(secretary, bases[0], Role.SECRETARY)
    return Bloc(top, bases, [campaign_unit_of(campaign, base) for base in bases], officer, secretary)


def _issue(unit: CampaignUnit, by: Person, **other: Any) -> StudyPlan:
    return issue_study_plan(unit, issue=replace(ISSUE, **other), by=by, at=AT)


def test_issue_study_plan_by_the_unit_needs_no_confirmation(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.secretary)

    assert (plan.version, plan.state, plan.entered_on_behalf) == (1, DocumentState.ISSUED, False)
    entry = AuditEntry.objects.get(event="studyplan.issued")
    assert (entry.subject_id, entry.unit_path, entry.payload) == (
        plan.pk,
        bloc.bases[0].path,
        {"version": 1, "on_behalf": False},
    )


def test_issue_study_plan_again_is_a_new_version_with_a_reason(bloc: Bloc) -> None:
    first = _issue(bloc.units[0], bloc.secretary)

    with pytest.raises(ReasonMissing, match="08-KH/ĐU"):
        _issue(bloc.units[0], bloc.secretary)
    second = _issue(bloc.units[0], bloc.secretary, reason="Bổ sung mục II")

    first.refresh_from_db()
    assert (first.version, second.version, first.reason, second.reason) == (1, 2, "", "Bổ sung mục II")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": " "}, NumberMissing),
        ({"issued_on": date(2021, 4, 2)}, IssuedInFuture),
        ({"title": "Kế hoạch (Tối mật)"}, SecretDocumentRefused),
    ],
)
def test_issue_study_plan_names_what_is_wrong(bloc: Bloc, change: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        _issue(bloc.units[0], bloc.secretary, **change)


def test_issue_study_plan_with_a_file_named_secret_is_refused(bloc: Bloc, settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path
    file = store(BytesIO(b"%PDF-1.7 x"), name="[MẬT].pdf", purpose="document", by="x", at=AT)

    with pytest.raises(SecretDocumentRefused):
        _issue(bloc.units[0], bloc.secretary, file=file)


def test_issue_study_plan_reaches_own_unit_and_below_only(bloc: Bloc) -> None:
    _issue(bloc.units[0], bloc.secretary)

    with pytest.raises(NotAllowed):
        _issue(bloc.units[1], bloc.secretary)
    with pytest.raises(NotAllowed):
        _issue(bloc.units[0].parent or bloc.units[0], bloc.secretary)
    assert _issue(bloc.units[1], bloc.officer).entered_on_behalf


def test_confirm_study_plan_is_for_another_of_the_unit_itself(bloc: Bloc) -> None:
    other_officer = make_person(bloc.top)
    make_grant(other_officer, bloc.top)
    plan = _issue(bloc.units[0], bloc.officer)

    with pytest.raises(ConfirmedByWhoTyped):
        confirm_study_plan(plan, by=bloc.officer, at=AT)
    with pytest.raises(ConfirmedFromAbove):
        confirm_study_plan(plan, by=other_officer, at=AT)
    confirm_study_plan(plan, by=bloc.secretary, at=AT)

    plan.refresh_from_db()
    assert plan.confirmed_at == AT
    assert AuditEntry.objects.get(event="studyplan.confirmed").subject_id == plan.pk
    with pytest.raises(NothingToConfirm):
        confirm_study_plan(plan, by=bloc.secretary, at=AT)


def test_receive_study_plan_keeps_what_was_said_before(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.secretary)
    above = Receiver(bloc.units[0])

    ask_study_plan_supplement(above, plan=plan, reason="Bổ sung mục II", by=bloc.officer, at=AT)
    asked = StudyPlan.objects.get(pk=plan.pk)
    receive_study_plan(above, plan=plan, by=bloc.officer, at=AT)
    received = StudyPlan.objects.get(pk=plan.pk)

    assert (asked.state, asked.comment) == (DocumentState.SUPPLEMENT_ASKED, "Bổ sung mục II")
    assert (received.state, received.comment) == (DocumentState.RECEIVED, "Bổ sung mục II")
    events = AuditEntry.objects.filter(event__startswith="studyplan.").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["studyplan.issued", "studyplan.supplement_asked", "studyplan.received"]


def test_receive_study_plan_again_needs_something_new(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.secretary)
    receive_study_plan(Receiver(bloc.units[0]), plan=plan, comment="Nhất trí", by=bloc.officer, at=AT)

    with pytest.raises(AlreadyReceived):
        receive_study_plan(Receiver(bloc.units[0]), plan=plan, comment="Nhất trí", by=bloc.officer, at=AT)
    receive_study_plan(Receiver(bloc.units[0]), plan=plan, comment="Chú ý phòng dịch", by=bloc.officer, at=AT)

    assert StudyPlan.objects.get(pk=plan.pk).comment == "Chú ý phòng dịch"


def test_receive_study_plan_of_an_older_version_is_refused(bloc: Bloc) -> None:
    first = _issue(bloc.units[0], bloc.secretary)
    _issue(bloc.units[0], bloc.secretary, reason="Bổ sung")

    with pytest.raises(NotTheLatestVersion):
        receive_study_plan(Receiver(bloc.units[0]), plan=first, by=bloc.officer, at=AT)
    with pytest.raises(NotTheLatestVersion):
        ask_study_plan_supplement(Receiver(bloc.units[0]), plan=first, reason="Bổ sung", by=bloc.officer, at=AT)


def test_ask_study_plan_supplement_says_why(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.secretary)

    with pytest.raises(ReasonMissing):
        ask_study_plan_supplement(Receiver(bloc.units[0]), plan=plan, reason=" ", by=bloc.officer, at=AT)


def test_receive_study_plan_is_for_the_level_above(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.secretary)
    top = bloc.units[0].parent
    assert top is not None

    with pytest.raises(NotAllowed):
        receive_study_plan(Receiver(bloc.units[0]), plan=plan, by=bloc.secretary, at=AT)
    with pytest.raises(NobodyAbove):
        receive_study_plan(Receiver(top), plan=_issue(top, bloc.officer), by=bloc.officer, at=AT)


def test_receive_study_plans_takes_several_at_once(bloc: Bloc) -> None:
    plans = [_issue(unit, bloc.officer) for unit in bloc.units]
    top = bloc.units[0].parent
    assert top is not None

    receive_study_plans(top, plans=plans, comment="Nhất trí", by=bloc.officer, at=AT)

    assert set(StudyPlan.objects.values_list("state", "comment")) == {(DocumentState.RECEIVED, "Nhất trí")}
    assert AuditEntry.objects.filter(event="studyplan.received").count() == 2


def test_receive_study_plans_is_all_or_none(bloc: Bloc) -> None:
    first, second = (_issue(unit, bloc.officer) for unit in bloc.units)
    _issue(bloc.units[1], bloc.officer, reason="Bổ sung")
    top = bloc.units[0].parent
    assert top is not None

    with pytest.raises(NotTheLatestVersion):
        receive_study_plans(top, plans=[first, second], by=bloc.officer, at=AT)

    first.refresh_from_db()
    assert first.state == DocumentState.ISSUED


def test_receive_study_plans_of_units_not_directly_below_or_of_none_is_refused(bloc: Bloc) -> None:
    plan = _issue(bloc.units[0], bloc.officer)
    top = bloc.units[0].parent
    assert top is not None

    with pytest.raises(NotDirectlyBelow):
        receive_study_plans(bloc.units[1], plans=[plan], by=bloc.officer, at=AT)
    with pytest.raises(NothingChosen):
        receive_study_plans(top, plans=[], by=bloc.officer, at=AT)
    with pytest.raises(NotAllowed):
        receive_study_plans(top, plans=[plan], by=bloc.secretary, at=AT)
